// Lambda coroutines in a variable that goes out of scope before their task is
// done.
#include <async/async.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

async::task<> save(int id);
async::task<> mail(std::string to);
void log(const std::string &text);
void log_failure(std::exception_ptr error);
void keep(async::task<> work);

// 1. Called by the `return`.
async::task<> returned(std::string name) {
  auto work = [name]() -> async::task<> { // warn: the lambda dies with 'work', but its coroutine uses the captured 'name' after that
    co_await save(1);
    log(name);
  };
  return work();
}

// 2. Let go of.
void detached(std::string name) {
  const auto work = [name](int id) -> async::task<> { // warn: the lambda dies with 'work'
    co_await save(id);
    log(name);
  };
  async::detach(work(1), log_failure);
}

// 3. Kept in a container that lives longer.
void kept(std::vector<async::task<>> &all, std::string name) {
  auto work = [&name](int id) -> async::task<> { // warn: the lambda dies with 'work'
    co_await save(id);
    log(name);
  };
  all.push_back(work(1));
  all.push_back(work(2));
}

// 4. In an inner block.
async::task<> in_a_block(std::string name, bool loud) {
  async::task<> working = save(0);
  if (loud) {
    auto work = [name]() -> async::task<> { // warn: the lambda dies with 'work'
      co_await save(1);
      log(name);
    };
    working = work();
  }
  co_await working;
}

// 5. In the body of a loop, where each turn makes one of its own.
async::task<> in_a_loop(std::vector<std::string> names) {
  std::vector<async::task<>> all;
  for (const std::string &name : names) {
    auto work = [&name]() -> async::task<> { // warn: the lambda dies with 'work'
      co_await save(1);
      log(name);
    };
    all.push_back(work());
  }
  co_await async::when_all(std::move(all));
}

// 6. In a std::function, which has the lambda.
async::task<> in_a_function(std::string name) {
  std::function<async::task<>()> work = [name]() -> async::task<> { // warn: the lambda dies with 'work'
    co_await save(1);
    log(name);
  };
  return work();
}

// 7. Nobody has the task.
void on_its_own(std::string name) {
  auto work = [name]() -> async::fire_and_forget { // warn: the lambda dies with 'work'
    co_await save(1);
    log(name);
  };
  work();
}

// 8. In a member.
class mailer {
  std::string name_;
  async::task<> working_;
  void start() {
    auto work = [this]() -> async::task<> { // warn: the lambda dies with 'work'
      co_await save(1);
      log(name_);
    };
    working_ = work();
  }
};

// 9. By std::invoke, and returned under its own name.
async::task<> invoked(std::string name) {
  auto work = [name]() -> async::task<> { // warn: the lambda dies with 'work'
    co_await save(1);
    log(name);
  };
  return std::invoke(work);
}
