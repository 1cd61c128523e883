// A lazy coroutine does nothing before it is awaited, so that every use of a
// parameter comes late.
#include <coroutine>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

template <typename T = void> class lazy;
struct lazy_promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept;
};
template <typename T> struct lazy_promise : lazy_promise_base {
  lazy<T> get_return_object() noexcept;
  void return_value(T) noexcept;
};
template <> struct lazy_promise<void> : lazy_promise_base {
  lazy<void> get_return_object() noexcept;
  void return_void() noexcept;
};
template <typename T> class lazy {
public:
  using promise_type = lazy_promise<T>;
  auto operator co_await() && noexcept {
    struct awaiter {
      bool await_ready() noexcept;
      void await_suspend(std::coroutine_handle<>) noexcept;
      T await_resume();
    };
    return awaiter{};
  }
};
lazy<> all_of(std::vector<lazy<>> tasks);

struct order {
  int id = 0;
  std::string customer;
};
order load(int id);
void show(std::string_view text);

// 1. The body is visible, and uses its parameter: at once, once it runs.
lazy<int> length(const std::string &text) { co_return text.size(); } // note: used here after it is started
lazy<int> late() {
  auto reading = length("hello"); // warn: task from 'length' refers to a temporary, which dies at the end of this expression while the task lives on
  co_return co_await std::move(reading); // note: the task is used here after that
}

// 2. Declared only: a lazy coroutine has no chance to make a copy.
lazy<> save(const order &o); // note: 'save' is lazy: it uses 'o' only once it is awaited
lazy<> rename(std::string_view name);
lazy<> collect() {
  std::vector<lazy<>> all;
  for (int id = 0; id < 3; ++id) {
    order o = load(id);
    all.push_back(save(o)); // warn: task from 'save' refers to 'o', which dies with its block
  }
  auto renaming = rename(std::string("x")); // warn: task from 'rename' refers to a temporary
  co_await all_of(std::move(all));
  co_await std::move(renaming);
}

// 3. Kept by an object.
class shop {
public:
  void begin(order o) {
    saving_ = save(o);       // warn: task from 'save' refers to 'o'
    rest_.push_back(save(load(1))); // warn: task from 'save' refers to a temporary
  }

private:
  lazy<> saving_;
  std::vector<lazy<>> rest_;
};

// 4. A generator, and the temporary in the range of a loop.
template <typename T> class generator {
public:
  struct promise_type {
    generator get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T) noexcept;
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  T *begin();
  T *end();
};
generator<int> lengths(const std::vector<std::string> &texts) {
  for (const std::string &text : texts)
    co_yield text.size();
}
std::vector<std::string> texts();
int add() {
  int sum = 0;
  auto all = lengths(texts()); // warn: task from 'lengths' refers to a temporary
  for (int n : all)
    sum += n;
  for (int n : lengths(texts())) // warn: task from 'lengths' refers to a temporary
    sum += n;
  return sum;
}

// 5. A generator that outlives the function, which no await could cure.
generator<int> of_a_local() {
  auto all = texts();
  return lengths(all); // warn: task from 'lengths' refers to 'all', which dies with its block while the task lives on
}
generator<int> of_a_copy(std::vector<std::string> all) {
  return lengths(all); // warn: task from 'lengths' refers to 'all'
}

// 6. Begun by a coroutine that nobody can await, and suspended in it.
struct oneway {
  struct promise_type {
    oneway get_return_object() noexcept;
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
};
oneway run_on(lazy<> work) { co_await std::move(work); }
lazy<> pause();
lazy<> wait_and_save(const order &o) {
  co_await pause();
  co_await save(o);
}
void left_to_it() {
  run_on(wait_and_save(load(1))); // warn: task from 'wait_and_save' refers to a temporary
}
