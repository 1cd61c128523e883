// Templates, generic lambdas and other shapes of the same code.
#include <async/async.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

async::task<> save(int id);
void log(const std::string &text);
template <typename T> void print(const T &value);

// 1. A function template: reported once, in the pattern.
template <typename T> async::task<> of_any(T value) {
  auto saving = [value]() -> async::task<> { // warn: the lambda dies at the end of this statement
    co_await save(1);
    print(value);
  }();
  co_await saving;
}
async::task<> uses_of_any() {
  co_await of_any(1);
  co_await of_any(std::string());
}

// 2. A member of a class template.
template <typename T> class box {
public:
  async::task<> fill() {
    return [this]() -> async::task<> { // warn: uses the captured 'this'
      co_await save(1);
      value_ = T();
    }();
  }

private:
  T value_;
};
template class box<int>;

// 3. A generic lambda.
async::task<> generic(std::string name) {
  auto saving = [name](auto id) -> async::task<> { // warn: the lambda dies at the end of this statement
    co_await save(id);
    log(name);
  }(1);
  co_await saving;
}

// 4. A lambda in a lambda: each is looked at in its own body.
void nested(std::string name) {
  auto outer = [name] {
    return [name]() -> async::task<> { // warn: uses the captured 'name'
      co_await save(1);
      log(name);
    }();
  };
  outer().wait();
}

// 5. The inner of two coroutines uses the outer one's capture in time.
async::task<> two(std::string name) {
  co_await [&]() -> async::task<> {
    co_await [&]() -> async::task<> {
      co_await save(1);
      log(name);
    }();
  }();
}

// 6. In a default argument, and in the initializer of an `if`.
async::task<> in_an_if(std::string name) {
  if (auto saving = [&name]() -> async::task<> { // warn: uses the captured 'name'
        co_await save(1);
        log(name);
      }();
      !saving.done())
    co_await saving;
}

// 7. In a handler, after a `try`.
async::task<> in_a_try(std::string name) {
  async::task<> saving;
  try {
    saving = [name]() -> async::task<> { // warn: uses the captured 'name'
      try {
        co_await save(1);
      } catch (const std::exception &) {
        log(name);
      }
    }();
  } catch (const std::exception &) {
  }
  co_await saving;
}

// 8. By a pointer to the lambda, and by a reference: not followed.
async::task<> by_other_names(std::string name) {
  auto work = [name]() -> async::task<> {
    co_await save(1);
    log(name);
  };
  auto *pointer = &work;
  auto &same = work;
  auto first = (*pointer)();
  auto second = same();
  co_await first;
  co_await second;
}

// 9. A lambda with a name that prolongs a temporary's life.
async::task<> prolonged(std::string name) {
  const auto &work = [name]() -> async::task<> {
    co_await save(1);
    log(name);
  };
  co_await work();
}

// 10. The variable is moved away before it dies.
async::task<> moved_away(std::vector<async::task<>> &all, std::string name) {
  auto work = std::make_unique<std::string>(name);
  auto start = [&work]() -> async::task<> {
    co_await save(1);
    log(*work);
  };
  co_await start();
}

// 11. A pack.
template <typename... Ts> async::task<> of_many(Ts... values) {
  auto saving = [values...]() -> async::task<> { // warn: the lambda dies at the end of this statement
    co_await save(1);
    (print(values), ...);
  }();
  co_await saving;
}
async::task<> uses_of_many() { co_await of_many(1, 2); }
