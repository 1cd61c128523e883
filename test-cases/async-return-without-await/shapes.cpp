// Templates, overloads, conversions and other shapes of the same code.
#include <async/async.hpp>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

struct request {
  std::string url;
  std::vector<std::string> headers;
};
struct reply {
  int status = 0;
};
async::task<reply> send(const request &r);
async::task<> write(const std::string &text);
async::value_task<reply> cached(const request &r);

// 1. A function template whose local has a type: reported once, in the pattern.
template <typename T> async::task<reply> of_any(T value) {
  request r{std::to_string(value), {}};
  return send(r); // warn: the task from 'send' refers to 'r'
}
async::task<reply> uses_of_any() {
  co_await of_any(1);
  co_return co_await of_any(2L);
}

// 2. A member of a class template.
template <typename T> class client {
public:
  async::task<reply> get(std::string url) {
    request r{url, {}};
    return send(r); // warn: the task from 'send' refers to 'r'
  }
  async::task<reply> last() { return send(last_); }

private:
  request last_;
  T state_;
};
template class client<int>;

// 3. Converted to another task.
async::task<reply> converted(request r) {
  return cached(r).as_task(); // warn: the task from 'cached' refers to 'r'
}

// 4. A part of a pair, also by its name; what an optional has.
async::task<> bound(std::pair<int, std::string> entry) {
  auto &[id, text] = entry;
  if (id > 0)
    return write(text); // warn: the task from 'write' refers to 'entry'
  return write(entry.second); // warn: the task from 'write' refers to 'entry'
}
async::task<reply> optional(std::optional<request> r) {
  return send(*r); // warn: the task from 'send' refers to 'r'
}

// 5. In a loop over elements, in a `switch`.
async::task<reply> in_a_loop(std::vector<request> all) {
  for (const request &each : all)
    if (!each.url.empty())
      return send(each); // warn: the task from 'send' refers to 'all'
  return async::from_result(reply{});
}
async::task<reply> in_a_switch(int kind) {
  switch (request r; kind) {
  case 0:
    return send(r); // warn: the task from 'send' refers to 'r'
  default:
    return async::from_result(reply{});
  }
}

// 6. A reference that prolongs a temporary's life, which ends here too.
async::task<reply> prolonged(std::string url) {
  const request &r = request{url, {}};
  return send(r); // warn: the task from 'send' refers to 'r'
}

// 7. What a local owner points to goes with it; a shared one may live on.
async::task<reply> owned(std::string url) {
  auto r = std::make_unique<request>();
  r->url = url;
  return send(*r); // warn: the task from 'send' refers to 'r'
}

// 8. Generic code: silent, as it depends on the parameter.
template <typename F> auto call(F f) {
  request r;
  return f(r);
}
async::task<reply> uses_call(std::string url) {
  co_return co_await call([](const request &r) { return send(r); });
}

// 9. Default arguments of the callee are temporaries too.
async::task<reply> send_with(int id, const request &r = {});
async::task<reply> with_a_default(int id) {
  return send_with(id); // warn: the task from 'send_with' refers to a temporary
}

// 10. Operators.
struct stream {};
async::task<> operator<<(stream &out, const std::string &text);
async::task<> operated(stream &out, std::string text) {
  return out << text; // warn: refers to 'text'
}

// 11. In a task that has it in it.
async::task<reply> with_timeout(async::task<reply> work, int seconds);
async::task<reply> limited(request r) {
  return with_timeout(send(r), 1); // warn: the task from 'send' refers to 'r'
}
async::task<reply> limited_for(const request &r) {
  return with_timeout(send(r), 1);
}

// 12. A view or a pointer that stays what it was made; one that does not.
async::task<> print(std::string_view text);
async::task<> by_a_view(std::string text) {
  std::string_view all = text;
  return print(all); // warn: the task from 'print' refers to 'text'
}
async::task<> by_another_view(std::string text, const std::string &other) {
  std::string_view all = text;
  all = other;
  return print(all);
}
async::task<reply> by_a_pointer(request r) {
  const request *last = &r;
  return send(*last); // warn: the task from 'send' refers to 'r'
}

// 13. `T &&` says that somebody takes the value over (seastar's do_with and
// with_semaphore).
template <typename T>
async::task<reply> do_with(T &&value, async::task<reply> (*use)(const request &));
async::task<reply> take_over(request &&r);
async::task<reply> taken_over(std::string url) {
  request r{url, {}};
  if (url.empty())
    return do_with(request{url, {}}, &send);
  if (url == "/")
    return do_with(r, &send);
  return take_over(std::move(r));
}

// 14. A pointer to what a local has given away.
void keep(std::unique_ptr<request> r);
async::task<reply> given_away(std::string url) {
  auto r = std::make_unique<request>();
  request *same = r.get();
  same->url = url;
  keep(std::move(r));
  return send(*same);
}
async::task<reply> not_given_away(std::string url) {
  auto r = std::make_unique<request>();
  request *same = r.get();
  same->url = url;
  return send(*same); // warn: the task from 'send' refers to 'r'
}

// 15. The only owner of a shared object; a plain member function that hands a
// member on.
async::task<reply> send_late(const request &r) {
  co_await write("begin");
  co_await write(r.url);
  co_return reply{};
}
struct agent {
  async::task<reply> ask() { return send_late(last); }
  request last;
};
async::task<reply> shared_with_nobody() {
  auto r = std::make_shared<request>();
  r->url = "/";
  return send(*r); // warn: the task from 'send' refers to 'r'
}
async::task<reply> of_a_member() {
  agent c;
  return c.ask(); // warn: the task from 'ask' refers to 'c'
}

// 16. The same, but somebody else has the object: silent.
void keep(std::shared_ptr<request> r);
async::task<reply> shared_with_somebody() {
  auto r = std::make_shared<request>();
  keep(r);
  return send(*r);
}
async::task<reply> shared_by_the_caller(std::shared_ptr<request> r) {
  return send(*r);
}
async::task<reply> of_a_member_of(agent &c) { return c.ask(); }
