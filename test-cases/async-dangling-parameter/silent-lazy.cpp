// Lazy tasks that cannot dangle, or might not.
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
lazy<> save(const order &o);

// 1. Awaited at once, or in the block of its argument.
lazy<> at_once() {
  co_await save(load(1));
  order o = load(1);
  auto saving = save(o);
  co_await std::move(saving);
  std::vector<lazy<>> all;
  all.push_back(save(o));
  co_await all_of(std::move(all));
}

// 2. Never awaited: nothing runs, so nothing is used (async-fire-and-forget).
void never() {
  auto saving = save(load(1));
  save(load(2));
  (void)save(load(3));
}

// 3. `T &&`, declared only: a plain function may move it into a frame.
lazy<> start(lazy<> &&work);
lazy<> send(std::string &&text);
lazy<> moves() {
  auto started = start(all_of({}));
  auto sending = send("x");
  co_await std::move(started);
  co_await std::move(sending);
}

// 4. The body is visible, and does not use it.
lazy<> ignores(const order &) { co_return; }
lazy<> says_so(const order &o) {
  (void)o;
  co_return;
}
lazy<> measured(const order &o, int unit) {
  static_assert(sizeof(o) > 0);
  co_await ignores(order{unit, ""});
}
lazy<> no_use() {
  auto a = ignores(load(1));
  auto b = says_so(load(1));
  auto c = measured(load(1), 2);
  co_await std::move(a);
  co_await std::move(b);
  co_await std::move(c);
}

// 5. A plain function that runs a part at once and gives the rest a copy.
lazy<> write(std::string text) {
  show(text);
  co_return;
}
lazy<> begin(const order &o) {
  show(o.customer);
  return write(o.customer);
}
lazy<> begun() {
  auto writing = begin(load(1));
  co_await std::move(writing);
}

// 6. A member coroutine that is declared only.
class client {
public:
  explicit client(std::string name);
  lazy<> hello();
  client &retry(int times);

private:
  std::string name_;
};
lazy<> greets() {
  auto greeting = client("x").hello();
  auto again = client("x").retry(2).hello();
  co_await std::move(greeting);
  co_await std::move(again);
}

// 7. The task is a member of an object that has its argument too.
struct job {
  order what;
  lazy<> work;
};
std::vector<job> jobs;
void keep(job &j) {
  j.work = save(j.what);
  auto &last = jobs.emplace_back();
  last.work = save(last.what);
  jobs.back().work = save(jobs.back().what);
}

// 8. A generator that nobody asks, and one in a loop over what lives.
class generator {
public:
  struct promise_type {
    generator get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int) noexcept;
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  int *begin();
  int *end();
};
generator lengths(const std::vector<std::string> &texts) {
  for (const std::string &text : texts)
    co_yield text.size();
}
int add(const std::vector<std::string> &given) {
  lengths({"a", "b"});
  int sum = 0;
  const std::vector<std::string> texts = {"a", "b"};
  for (int n : lengths(texts))
    sum += n;
  for (int n : lengths(given))
    sum += n;
  auto all = lengths(texts);
  for (int n : all)
    sum += n;
  return sum;
}

// 9. A generator of what the caller has.
generator of_the_caller(const std::vector<std::string> &texts) {
  return lengths(texts);
}

// 10. Begun at once by a coroutine that nobody can await, and through with it
// before it waits, or not visible.
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
lazy<> show_first(const order &o) {
  show(o.customer);
  co_await write("begin");
}
void left_to_it() {
  run_on(show_first(load(1)));
  run_on(save(load(2)));
}
