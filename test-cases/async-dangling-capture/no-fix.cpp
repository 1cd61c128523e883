// Captures that cannot simply become parameters: reported, and left alone.
#include <async/async.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

struct order {
  int id = 0;
  std::string buyer;
};
async::task<> save(int id);
void log(const std::string &text);

// 1. By reference: a parameter would dangle as well.
async::task<> by_reference(order o) {
  auto saving = [&o]() -> async::task<> { // warn: uses the captured 'o'
    co_await save(1);
    log(o.buyer);
  }();
  co_await saving;
}

// 2. `this` cannot be a parameter's name.
class shop {
  int last_ = 0;
  async::task<> refresh() {
    return [this]() -> async::task<> { // warn: uses the captured 'this'
      co_await save(1);
      ++last_;
    }();
  }
  async::task<> copy() {
    return [*this]() -> async::task<> { // warn: uses the captured 'this'
      co_await save(last_);
      log(std::to_string(last_));
    }();
  }
};

// 3. A type that has no name, or that a parameter cannot have.
async::task<> nameless(order o) {
  auto print = [] {};
  struct {
    int id = 0;
  } unnamed;
  int ids[2] = {1, 2};
  auto first = [print]() -> async::task<> { // warn: uses the captured 'print'
    co_await save(1);
    print();
  }();
  auto second = [unnamed]() -> async::task<> { // warn: uses the captured 'unnamed'
    co_await save(1);
    co_await save(unnamed.id);
  }();
  auto third = [ids]() -> async::task<> { // warn: uses the captured 'ids'
    co_await save(1);
    co_await save(ids[1]);
  }();
  co_await first;
  co_await second;
  co_await third;
}

// 4. The lambda has a name, and may be called elsewhere.
async::task<> named(order o) {
  auto work = [o]() -> async::task<> { // warn: the lambda dies with 'work'
    co_await save(1);
    log(o.buyer);
  };
  return work();
}

// 5. A part of it comes from a macro.
#define NO_CAPTURES()
#define ARGUMENTS ()
async::task<> in_macros(order o) {
  auto saving = [o]() -> async::task<> { // warn: uses the captured 'o'
    co_await save(1);
    log(o.buyer);
  } ARGUMENTS;
  co_await saving;
}

// 6. An initializer over several lines.
async::task<> long_initializer(order o) {
  auto saving = [name = o.buyer + // warn: uses the captured 'name'
                        "!"]() -> async::task<> {
    co_await save(1);
    log(name);
  }();
  co_await saving;
}

// 7. A structured binding by value.
async::task<> bound(std::pair<int, std::string> entry) {
  auto [id, text] = entry;
  auto saving = [text]() -> async::task<> { // warn: uses the captured 'text'
    co_await save(1);
    log(text);
  }();
  co_await save(id);
  co_await saving;
}
