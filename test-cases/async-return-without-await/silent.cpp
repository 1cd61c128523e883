// Tasks that may be returned: they need nothing of what ends with the function.
#include <async/async.hpp>

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct request {
  std::string url;
  std::vector<std::string> headers;
};
struct reply {
  int status = 0;
};

async::task<reply> send(const request &r);
async::task<reply> send_copy(request r);
async::task<reply> send_shared(std::shared_ptr<request> r);
async::task<> write(std::string_view text);
async::task<> read_into(std::string *text);
async::task<reply> cached(std::string url);
void log(const char *text);

// 1. What the caller owns is the caller's business.
async::task<reply> of_the_caller(const request &r) { return send(r); }
async::task<> view_of_the_caller(std::string_view text) { return write(text); }
async::task<> pointer_of_the_caller(std::string *text) {
  return read_into(text);
}

// 2. A global, a static, a literal.
request first;
async::task<reply> of_a_global() { return send(first); }
async::task<reply> of_a_static() {
  static const request r{"/", {}};
  return send(r);
}
async::task<> of_a_literal() { return write("order"); }

// 3. Members of the object, whose life is the caller's business.
class client {
public:
  async::task<reply> get() { return send(request_); }
  async::task<reply> again() {
    request &r = request_;
    return send(r);
  }
  async::task<reply> other() { return this->get(); }

private:
  request request_;
};

// 4. By value: copied or moved into the task.
async::task<reply> by_value(std::string url) {
  request r{url, {}};
  if (url.empty())
    return send_copy(r);
  return send_copy(std::move(r));
}

// 5. Shared: the task owns it as well.
async::task<reply> shared(std::string url) {
  auto r = std::make_shared<request>();
  r->url = url;
  return send_shared(r);
}

// 6. Done already (MA0100 leaves FromResult and completed tasks out).
async::task<reply> is_ready(std::string url) {
  request r{url, {}};
  std::lock_guard lock(*std::make_unique<std::mutex>());
  if (r.url.empty())
    return async::from_result(reply{404});
  return async::from_result(reply{200});
}

// 7. Awaited: a coroutine keeps its locals until then.
async::task<reply> awaited(std::string url) {
  request r{url, {}};
  co_return co_await send(r);
}

// 8. The coroutine's body shows that it is through with it before it waits.
async::task<int> copies(const std::string &text) {
  const std::string mine = text;
  co_await write(mine);
  co_return static_cast<int>(mine.size());
}
async::task<int> copied(std::string text) { return copies(text); }
async::task<int> never_waits(const std::string &text) {
  co_return static_cast<int>(text.size());
}
async::task<int> never_waited(std::string text) { return never_waits(text); }

// 9. A plain function that makes the task from a copy.
async::task<> write_copy(const std::string &text) {
  return read_into(nullptr);
}
async::task<> by_a_copier(std::string text) { return write_copy(text); }

// 10. Blocked for before the end.
int blocked(std::string url) {
  request r{url, {}};
  return send(r).result().status;
}
async::task<> waits_first(std::string text) {
  auto writing = write(text);
  writing.wait();
  return writing;
}

// 11. Not a task: a result, a handle to something else.
const request &chosen(const request &r) { return r; }

// 12. A nested lambda returns to somebody else (return-await: a nested function
// is a context of its own, #2356).
async::task<reply> nested(std::string url) {
  try {
    auto later = [url] { return cached(url); };
    return async::from_result(reply{static_cast<int>(sizeof(later))});
  } catch (const std::exception &) {
    return cached(url);
  }
}

// 13. A member function of a local handle, whose body nobody sees.
class connection {
public:
  async::task<reply> get(std::string url);

private:
  std::shared_ptr<int> state_;
};
async::task<reply> of_a_handle(std::string url) {
  connection one;
  return one.get(url);
}

// 14. The callee cannot be known.
async::task<reply> unknown(const std::function<async::task<reply>(request &)> &f) {
  request r;
  return f(r);
}

// 15. A template, where the type depends on its parameter.
template <typename T> auto dependent(T given) {
  auto local = given;
  return process(local);
}

// 16. [[clang::coro_wrapper]] says that it is meant.
[[clang::coro_wrapper]] async::task<reply> wrapper(std::string url) {
  request r{url, {}};
  return send(r);
}

// 17. By a reference to what lives on.
async::task<reply> by_an_alias(std::vector<request> &all) {
  const request &last = all.back();
  auto &same = last;
  return send(same);
}
async::task<reply> of_an_owner(const std::shared_ptr<request> &r) {
  return send(*r);
}

// 18. Captured by a lambda: the lambda's owner keeps it.
auto of_a_capture(request r) {
  return [r] { return send(r); };
}
async::task<reply> of_an_outer_local(std::string url) {
  request r{url, {}};
  auto sends = [&r] { return send(r); };
  co_return co_await sends();
}

// 19. In a macro.
#define FORWARD(call) return call
async::task<reply> by_a_macro(std::string url) {
  request r{url, {}};
  FORWARD(send(r));
}

// 20. A future that callbacks were made for: what gives one is seldom a
// coroutine, and takes what it needs at once.
namespace reactor {
template <typename T> class future {
public:
  template <typename F> future<T> then(F) { return future<T>(); }
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};
template <typename T> struct future_promise {
  struct promise_type {
    future<T> get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T value);
    void unhandled_exception();
  };
};
} // namespace reactor
template <typename T, typename... Args>
struct std::coroutine_traits<reactor::future<T>, Args...>
    : reactor::future_promise<T> {};
reactor::future<int> open_file(std::string_view name);
reactor::future<int> failed(std::exception_ptr why);
reactor::future<int> opened(int id) {
  std::string name = "log." + std::to_string(id);
  return open_file(name);
}
reactor::future<int> continued(const std::string &folder) {
  return open_file(folder + "/log").then([](int file) { return file; });
}
reactor::future<int> never_throws(std::string_view name) noexcept {
  try {
    return open_file(name);
  } catch (...) {
    return failed(std::current_exception());
  }
}
