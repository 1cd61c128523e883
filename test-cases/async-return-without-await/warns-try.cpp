// A `try` around a `return` of a task: the exception comes later, and from the
// task.
#include <async/async.hpp>

#include <stdexcept>
#include <string>

struct reply {
  int status = 0;
};
async::task<reply> send(std::string url);
async::task<reply> cached(std::string url);
async::task<reply> fetch(std::string url) {
  co_await async::delay(std::chrono::milliseconds(1));
  throw std::runtime_error(url);
}
async::task<reply> fetch_twice(std::string url) { return fetch(url + url); }
void log(const char *text);

// 1. The handler answers what it will never see (typescript-eslint,
// return-await: in-try-catch).
async::task<reply> with_a_default(std::string url) {
  try {
    return send(url); // warn: the task from 'send' leaves the 'try' before it is done, so that its exception passes the handlers by; 'co_await' it here
  } catch (const std::runtime_error &) { // note: this handler will not see it
    return async::from_result(reply{500});
  }
}

// 2. It logs.
async::task<reply> logged(std::string url) {
  try {
    return send(url); // warn: the task from 'send' leaves the 'try'
  } catch (...) {
    log("no answer");
    throw;
  }
}

// 3. A coroutine whose body shows that it awaits, also through another function.
async::task<reply> visible(std::string url) {
  try {
    return fetch(url); // warn: the task from 'fetch' leaves the 'try'
  } catch (const std::exception &) {
    return cached(url);
  }
}
async::task<reply> through_another(std::string url) {
  try {
    return fetch_twice(url); // warn: the task from 'fetch_twice' leaves the 'try'
  } catch (const std::exception &) {
    return cached(url);
  }
}

// 4. The body of the whole function.
async::task<reply> whole(std::string url) try {
  return send(url); // warn: the task from 'send' leaves the 'try'
} catch (const std::exception &) {
  return cached(url);
}

// 5. In a block of the `try`, on one path.
async::task<reply> in_a_block(std::string url, bool fast) {
  try {
    if (!fast) {
      return send(url); // warn: the task from 'send' leaves the 'try'
    }
  } catch (const std::exception &) {
    log("no answer");
  }
  return cached(url);
}

// 6. In a lambda.
auto in_a_lambda = [](std::string url) {
  try {
    return send(url); // warn: the task from 'send' leaves the 'try'
  } catch (const std::exception &) {
    return cached(url);
  }
};

// 7. The inner `try` of two, and the outer one of a rethrow.
async::task<reply> nested(std::string url) {
  try {
    try {
      return send(url); // warn: the task from 'send' leaves the 'try'
    } catch (const std::invalid_argument &) { // note: this handler will not see it
      return cached(url); // warn: the task from 'cached' leaves the 'try'
    }
  } catch (const std::exception &) {
    return cached("/");
  }
}

// 8. By way of a variable.
async::task<reply> by_a_variable(std::string url) {
  try {
    auto sending = send(url);
    return sending; // warn: the task from 'send' leaves the 'try'
  } catch (const std::exception &) {
    return cached(url);
  }
}

// 9. Either of two.
async::task<reply> either(std::string url, bool fast) {
  try {
    return fast ? cached(url) : send(url); // warn: the task from 'cached' leaves the 'try'
  } catch (const std::exception &) {
    log("no answer");
    throw;
  }
}
