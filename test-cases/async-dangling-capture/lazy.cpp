// A lazy coroutine begins when it is awaited: all of its uses come after that.
#include <coroutine>
#include <exception>
#include <string>
#include <utility>
#include <vector>

template <typename T = void> class lazy {
public:
  struct promise_type {
    lazy get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  lazy(lazy &&other) noexcept;
  lazy &operator=(lazy &&other) noexcept;
  ~lazy();
  auto operator co_await() && noexcept {
    struct awaiter {
      bool await_ready() noexcept;
      void await_suspend(std::coroutine_handle<>) noexcept;
      T await_resume();
    };
    return awaiter{};
  }
};

lazy<> save(int id);
void log(const std::string &text);

// 1. There is no await before the use, and none is needed.
lazy<> awaited_later(std::string name) {
  auto saving = [name]() -> lazy<> { // warn: the lambda dies at the end of this statement
    log(name); // note: 'name' is used here after that
    co_return;
  }(); // note: the lambda dies here, and the lazy coroutine begins later
  co_await std::move(saving);
}

// 2. Returned to be awaited.
lazy<> returned(int id) {
  return [id]() -> lazy<> { co_await save(id); }(); // warn: uses the captured 'id'
}

// 3. Kept for later.
lazy<> kept(std::vector<lazy<>> &all, std::string name) {
  auto work = [&name]() -> lazy<> { // warn: the lambda dies with 'work'
    log(name);
    co_return;
  };
  all.push_back(work());
  co_return;
}

// 4. Copies come too late.
lazy<> copies(std::string name) {
  return [name]() -> lazy<> { // warn: uses the captured 'name'
    auto mine = name;
    co_await save(1);
    log(mine);
  }();
}

// 5. A task of a task: it is awaited while its lambda is gone.
lazy<> runs(lazy<> work) {
  return [work = std::move(work)]() mutable -> lazy<> { // warn: uses the captured 'work'
    co_await std::move(work);
  }();
}

// 6. Awaited at once: silent.
lazy<> awaited(std::string name) {
  co_await [name]() -> lazy<> {
    log(name);
    co_await save(1);
  }();
}

// 7. Never begun: silent here, as it does nothing at all.
void dropped(std::string name) {
  [name]() -> lazy<> {
    log(name);
    co_return;
  }();
}

// 8. Nothing is used: silent.
lazy<> unused(std::string name) {
  return [name]() -> lazy<> { co_await save(1); }();
}

// 9. A lambda that lives as long as its task: silent.
lazy<> beside(std::string name) {
  auto work = [name]() -> lazy<> {
    log(name);
    co_return;
  };
  auto saving = work();
  co_await std::move(saving);
}
