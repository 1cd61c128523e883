// A function whose tasks are all its own becomes a coroutine that awaits them.
#include <async/async.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

struct request {
  std::string url;
};
struct reply {
  int status = 0;
};
async::task<reply> send(const request &r);
async::task<> store(const request &r);
async::task<reply> send_copy(request r);
void log(const char *text);

// 1. A local.
async::task<reply> get(std::string url) {
  request r{std::move(url)};
  return send(r); // warn: the task from 'send' refers to 'r'
}

// 2. A by-value parameter, of a task without a value.
async::task<> put(request r) {
  return store(r); // warn: the task from 'store' refers to 'r'
}

// 3. Every return of it.
async::task<reply> either(request r, bool fast) {
  if (fast)
    return send_copy(r);
  request other{r.url + "/slow"};
  return send(other); // warn: the task from 'send' refers to 'other'
}

// 4. A `try`, whose handler does not return.
async::task<reply> tried(request r) {
  try {
    return send_copy(r); // warn: the task from 'send_copy' leaves the 'try'
  } catch (const std::exception &) {
    log("no answer");
  }
  return send_copy(request{"/"});
}

// 5. A member function of a hot task, a static one, a lambda without captures.
class client {
public:
  async::task<reply> get(std::string path) {
    const request r{base_ + path};
    return send(r); // warn: the task from 'send' refers to 'r'
  }
  static async::task<reply> post(request r) {
    return send(r); // warn: the task from 'send' refers to 'r'
  }

private:
  std::string base_;
};
auto by_lambda = [](request r) -> async::task<reply> {
  return send(r); // warn: the task from 'send' refers to 'r'
};

// 6. Comments stay, braces go along.
async::task<reply> commented(request r) {
  return /* at once */ send(r); // warn: the task from 'send' refers to 'r'
}
