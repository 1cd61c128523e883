// std: c++23
// C++23: a lambda that is its own parameter by value is in the frame.
#include <async/async.hpp>

#include <string>

async::task<> save(int id);
void log(const std::string &text);

// 1. `this auto`: the frame has a copy of the lambda.
async::task<> by_value(std::string name) {
  auto saving = [name](this auto) -> async::task<> {
    co_await save(1);
    log(name);
  }();
  co_await saving;
}
async::task<> under_a_name(std::string name) {
  auto work = [name](this auto self, int id) -> async::task<> {
    co_await save(id);
    log(name);
  };
  return work(1);
}

// 2. By reference, it is the lambda outside.
async::task<> by_reference(std::string name) {
  auto saving = [name](this auto &&self) -> async::task<> { // warn: the lambda dies at the end of this statement
    co_await save(1);
    log(name);
  }();
  co_await saving;
}

// 3. Without parentheses there may be no parameters either.
async::task<> without_parentheses(std::string name) {
  auto saving = [name] -> async::task<> { // warn: the lambda dies at the end of this statement
    co_await save(1);
    log(name);
  }();
  co_await saving;
}
