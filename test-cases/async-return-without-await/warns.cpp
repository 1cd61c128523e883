// Plain functions that return a task which refers to what ends with them.
#include <async/async.hpp>

#include <memory>
#include <span>
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
async::task<> write(std::string_view text);
async::task<> read_into(std::string *text);
async::task<> store(std::span<const int> numbers);
async::task<reply> ask(const std::string &url, int retries);

// 1. A local, by reference.
async::task<reply> by_reference(std::string url) {
  request r;
  r.url = std::move(url);
  return send(r); // warn: the task from 'send' refers to 'r', which is gone before it is done; 'co_await' it here or pass a value
}

// 2. A parameter by value is a local too.
async::task<reply> by_value_parameter(request r) {
  return send(r); // warn: the task from 'send' refers to 'r'
}

// 3. A temporary dies at the semicolon.
async::task<reply> of_a_temporary(std::string url) {
  return send(request{url, {}}); // warn: the task from 'send' refers to a temporary, which is gone before it is done
}

// 4. A view, a pointer.
async::task<> by_view(int id) {
  std::string text = "order " + std::to_string(id);
  return write(text); // warn: the task from 'write' refers to 'text'
}
async::task<> by_pointer() {
  std::string text;
  return read_into(&text); // warn: the task from 'read_into' refers to 'text'
}
async::task<> by_span() {
  std::vector<int> numbers = {1, 2, 3};
  return store(numbers); // warn: the task from 'store' refers to 'numbers'
}

// 5. A conversion makes the temporary.
async::task<reply> converted() {
  return ask("/orders", 3); // warn: the task from 'ask' refers to a temporary
}

// 6. A part of a local.
async::task<reply> part_of_a_local(request r) {
  return ask(r.headers[0], 1); // warn: the task from 'ask' refers to 'r'
}

// 7. By way of a variable.
async::task<reply> by_a_variable(std::string url) {
  const request r{url, {}};
  auto sending = send(r);
  return sending; // warn: the task from 'send' refers to 'r'
}

// 8. On one path, and in one branch of `?:`.
async::task<reply> on_a_path(const request &given, bool local) {
  if (!local)
    return send(given);
  request r;
  return send(r); // warn: the task from 'send' refers to 'r'
}
async::task<reply> in_a_branch(const request &given, bool local) {
  request r;
  return local ? send(r) : send(given); // warn: the task from 'send' refers to 'r'
}

// 9. In a lambda that is no coroutine.
auto in_a_lambda = [](std::string url) {
  request r{url, {}};
  return send(r); // warn: the task from 'send' refers to 'r'
};

// 10. Joined with others.
async::task<> joined(std::string text) {
  return async::when_all(write(text), write("done")); // warn: the task from 'write' refers to 'text'
}

// 11. A member function of a local object, whose body shows the use.
class upload {
public:
  async::task<> run() {
    co_await async::delay(std::chrono::milliseconds(1));
    ++turns_; // note: it is used here after that
  }

private:
  int turns_ = 0;
};
async::task<> of_an_object() {
  upload work;
  return work.run(); // warn: the task from 'run' refers to 'work', which is gone before it is done; 'co_await' it here or make the task own it
}

// 12. The body shows the use.
async::task<int> count_lines(const std::string &text) {
  co_await async::delay(std::chrono::milliseconds(1)); // note: the coroutine is suspended here
  co_return static_cast<int>(text.size()); // note: it is used here after that
}
async::task<int> counted(std::string text) {
  return count_lines(text); // warn: the task from 'count_lines' refers to 'text'
}

// 13. Through a function that passes it on.
async::task<int> count_all(const std::string &text) { return count_lines(text); }
async::task<int> counted_all(std::string text) {
  return count_all(text); // warn: the task from 'count_all' refers to 'text'
}

// 14. A member function, a static one, one of a class template.
class client {
public:
  async::task<reply> get(std::string url) {
    const request r{base_ + url, {}};
    return send(r); // warn: the task from 'send' refers to 'r'
  }
  static async::task<reply> post(std::string url) {
    return ask(url, 1); // warn: the task from 'ask' refers to 'url'
  }

private:
  std::string base_;
};

// 15. With configure_await.
auto configured(std::string url) {
  const request r{url, {}};
  return send(r).configure_await(false); // warn: the task from 'send' refers to 'r'
}
