// A lazy coroutine reads all of its arguments after the function has returned.
#include <coroutine>
#include <exception>
#include <mutex>
#include <string>
#include <utility>

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

void log(const std::string &text);

// It awaits nothing, and has not even begun.
lazy<> print(const std::string &text) {
  log(text); // note: it is used here after that
  co_return;
}
lazy<> print_number(int number) {
  log(std::to_string(number));
  co_return;
}
lazy<> ignore(const std::string &) { co_return; }

// 1. A use before the first await is late as well.
lazy<> of_a_local(int id) {
  std::string text = std::to_string(id);
  return print(text); // warn: the task from 'print' refers to 'text', which is gone before it is done
}

// 2. It throws later, whatever it does.
lazy<> in_a_try(int id) {
  try {
    return print_number(id); // warn: the task from 'print_number' leaves the 'try'
  } catch (const std::exception &) {
    return print_number(0);
  }
}

// 3. Nothing of it runs under the lock, and nobody has to see its body for that.
lazy<> store(int id);
std::mutex mutex;
lazy<> locked(int id) {
  std::lock_guard lock(mutex);
  return store(id); // warn: 'lock' ends here, before the task from 'store' is done
}

// 4. It never looks: silent.
lazy<> unused(int id) {
  std::string text = std::to_string(id);
  return ignore(text);
}

// 5. By value: silent.
lazy<> by_value(int id) { return print_number(id); }

// 6. A member function would begin when its object may be gone: no fix.
class printer {
  std::string name_;
  lazy<> run(int id) {
    std::string text = name_ + std::to_string(id);
    return print(text); // warn: the task from 'print' refers to 'text'
  }
};
