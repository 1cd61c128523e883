// Who may await the task before the object dies, by another name.
#include <async/async.hpp>

#include <coroutine>
#include <deque>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

struct order {
  int id = 0;
  std::string customer;
};
order load(int id);
void log_failure(std::exception_ptr error);
void show(const order &o);
async::task<> write(std::string text);
async::task<> save(const order &o) {
  co_await write("begin");
  co_await write(o.customer);
}

// 1. Another name of the variable: a reference, a pointer, a lambda, a guard.
async::task<> reference() {
  async::task<> saving;
  auto &same = saving;
  {
    order o = load(1);
    saving = save(o);
    co_await same;
  }
}
void finish(std::vector<async::task<>> *tasks);
async::task<> pointer() {
  std::vector<async::task<>> all;
  auto *same = &all;
  for (int id = 0; id < 3; ++id) {
    order o = load(id);
    all.push_back(save(o));
    same->push_back(save(o));
    finish(same);
  }
  co_await async::when_all(std::move(all));
}
async::task<> lambda() {
  std::vector<async::task<>> all;
  auto finish_all = [&]() -> async::task<> { co_await async::when_all(std::move(all)); };
  for (int id = 0; id < 3; ++id) {
    order o = load(id);
    all.push_back(save(o));
    co_await finish_all();
  }
}
struct joiner {
  std::vector<async::task<>> &tasks;
  ~joiner() {
    for (auto &task : tasks)
      task.wait();
  }
};
void guard() {
  std::vector<async::task<>> all;
  for (int id = 0; id < 3; ++id) {
    order o = load(id);
    joiner wait_for_all{all};
    all.push_back(save(o));
  }
}

// 2. A member that the object itself may await.
class shop {
public:
  void by_a_function_of_its_own() {
    order o = load(1);
    saving_ = save(o);
    complete();
  }
  async::task<> by_a_coroutine_of_its_own() {
    order o = load(1);
    all_.push_back(save(o));
    co_await join_all();
  }
  void by_another_name() {
    order o = load(1);
    auto &same = saving_;
    saving_ = save(o);
    same.wait();
  }
  void by_a_guard() {
    order o = load(1);
    joiner wait_for_all{all_};
    all_.push_back(save(o));
  }
  void by_a_guard_of_something_else() {
    order o = load(1);
    joiner wait_for_all{other_};
    all_.push_back(save(o));
  }
  // The task refers to a member beside it, which dies with it.
  order own_;
  async::task<> beside_ = save(own_);
  shop() : saving_(save(own_)) {}

private:
  void complete();
  async::task<> join_all();
  async::task<> saving_;
  std::vector<async::task<>> all_, other_;
};

// 3. What a container or a unique_ptr owned lives on elsewhere.
async::task<> moved() {
  std::vector<std::unique_ptr<order>> kept;
  std::vector<async::task<>> all;
  for (int id = 0; id < 3; ++id) {
    auto o = std::make_unique<order>(load(id));
    all.push_back(save(*o));
    kept.push_back(std::move(o));
  }
  for (int id = 0; id < 3; ++id) {
    auto o = std::make_unique<order>(load(id));
    all.push_back(save(*o));
    kept.emplace_back(o.release());
  }
  for (int id = 0; id < 3; ++id) {
    auto o = std::make_unique<order>(load(id));
    all.push_back(save(*o));
    kept.emplace_back();
    std::swap(kept.back(), o);
  }
  co_await async::when_all(std::move(all));
}

// 4. References into a container that lives longer.
async::task<> into_a_container(std::vector<order> orders) {
  std::deque<order> kept;
  std::map<int, order> by_id;
  std::vector<async::task<>> all;
  for (auto &o : orders) {
    auto &same = o;
    all.push_back(save(same));
  }
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const order &o = orders[i];
    auto it = orders.begin() + i;
    order *pointed = &orders[i];
    all.push_back(save(o));
    all.push_back(save(*it));
    all.push_back(save(*pointed));
  }
  for (auto it = orders.begin(); it != orders.end(); ++it)
    all.push_back(save(*it));
  for (int id = 0; id < 3; ++id) {
    order &o = kept.emplace_back(load(id));
    order &other = by_id[id];
    auto [place, isNew] = by_id.try_emplace(id);
    all.push_back(save(o));
    all.push_back(save(other));
    all.push_back(save(kept.back()));
    all.push_back(save(place->second));
  }
  for (auto &[id, o] : by_id)
    all.push_back(save(o));
  co_await async::when_all(std::move(all));
}

// 5. Asked, waited for in turns, or handed to something that awaits it.
async::task<> awaiter(async::task<> work) { co_await work; }
async::task<> in_turns() {
  async::task<> saving;
  {
    order o = load(1);
    saving = save(o);
    while (!saving.done())
      co_await async::yield();
  }
  {
    order o = load(2);
    saving = save(o);
    co_await awaiter(std::move(saving));
  }
  std::optional<async::task<>> maybe;
  {
    order o = load(3);
    maybe = save(o);
    co_await *maybe;
  }
}

// 6. A thread that is joined, and a guard, when the block ends.
struct latch {
  ~latch();
};
void at_the_end() {
  order o = load(1);
  std::jthread saver([&o] { save(o).wait(); });
  async::detach(save(o), log_failure);
}
void at_the_latch() {
  order o = load(1);
  latch all_done;
  async::detach(save(o), log_failure);
}

// 7. The author says that the caller need not keep it alive (clang's attribute).
#if defined(__clang__)
#define KEEPS_NOTHING [[clang::coro_disable_lifetimebound]]
#else
#define KEEPS_NOTHING
#endif
KEEPS_NOTHING async::task<> says_so(const order &o) {
  co_await write("begin");
  co_await write(o.customer);
}
async::task<> said_so() {
  auto saving = says_so(load(1));
  co_await saving;
}

// 8. What the coroutine waits for comes before the object dies.
struct gate {
  async::task<> opened();
  void set_value();
};
async::fire_and_forget counts(async::task<> opened, int &steps) {
  co_await opened;
  ++steps;
}
void opens_the_gate(gate &entrance) {
  int steps = 0;
  counts(entrance.opened(), steps);
  entrance.set_value();
}

// 9. A task in another task is awaited with that one.
async::task<> with_timeout(async::task<> work, int seconds);
async::task<> wrapped(const order &given) {
  co_await with_timeout(save(load(1)), 1);
  with_timeout(save(load(2)), 1).wait();
  order o = load(3);
  auto limited = with_timeout(save(o), 1);
  co_await limited;
  auto moved = with_timeout(std::move(limited), 1);
  co_await moved;
  auto of_the_caller = with_timeout(save(given), 1);
  co_await of_the_caller;
}

// 10. A coroutine that nobody can await begins with the work: what that does
// before it waits is in time.
async::task<> save_at_once(const order &o) {
  const std::string customer = o.customer;
  co_await write("begin");
  co_await write(customer);
}
async::fire_and_forget run_on(async::task<> work) { co_await work; }
void run_until_idle();
void left_to_it(const order &given, order mine) {
  run_on(save_at_once(load(1)));
  run_on(save(given));
  run_on(save(mine));
  run_until_idle();
}

// 11. Moved on by its variable to where it is waited for.
struct queue {
  std::vector<async::task<>> all;
  std::map<int, async::task<>> by_id;
  void drain();
};
async::task<> wait_for(queue &q);
void moved_on(queue &q, order mine, const order &given) {
  auto other = save(given);
  q.all.push_back(std::move(other));
  auto saving = save(mine);
  q.all.push_back(std::move(saving));
  q.drain();
}
async::task<> moved_and_awaited(order mine) {
  auto saving = save(mine);
  auto same = std::move(saving);
  co_await same;
}

// 12. A part of what the caller has, waited for by another name of it.
void into_a_part(queue &q, order mine) {
  q.by_id[1] = save(mine);
  q.by_id[1].wait();
}
void into_a_part_of(queue *q, order mine) {
  q->all.push_back(save(mine));
  for (auto &each : q->all)
    each.wait();
}
async::task<> into_an_element(queue *q, order mine) {
  q->by_id.try_emplace(2, save(mine));
  co_await wait_for(*q);
}

// 13. Awaited in the same turn, or of objects that live through all turns.
async::task<> in_turn(const std::vector<int> &ids, std::vector<order> orders) {
  std::optional<async::task<>> last;
  for (int id : ids) {
    if (last)
      co_await *last;
    order o = load(id);
    last = save(o);
    co_await *last;
  }
  for (const order &o : orders) {
    if (last)
      co_await *last;
    last = save(o);
  }
  if (last)
    co_await *last;
}
async::task<> in_an_inner_loop() {
  std::optional<async::task<>> last;
  {
    order o = load(1);
    for (int times = 0; times < 2; ++times) {
      if (last)
        co_await *last;
      last = save(o);
    }
  }
  if (last)
    co_await *last;
}

// 14. Parts of pairs that live on.
async::task<> pairs(std::map<std::string, order> orders,
                    std::vector<std::pair<int, order &>> given) {
  std::vector<async::task<>> all;
  for (auto &[name, o] : orders)
    all.push_back(save(o));
  for (auto [id, o] : given)
    all.push_back(save(o));
  co_await async::when_all(std::move(all));
}

// 15. A pointer to what a local has given away.
void keep(std::unique_ptr<order> o);
void given_away(queue &q) {
  auto o = std::make_unique<order>(load(1));
  order *same = o.get();
  keep(std::move(o));
  q.all.push_back(save(*same));
}

// 16. The destructor of what nobody keeps waits for the coroutine.
class worker {
public:
  struct promise_type {
    worker get_return_object() noexcept;
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  worker(worker &&other) noexcept;
  ~worker() { stop_and_join(); }
  void stop_and_join() noexcept;
};
worker watch(bool &stopped) {
  co_await async::yield();
  stopped = true;
}
bool watched() {
  bool stopped = false;
  watch(stopped);
  (void)watch(stopped);
  return stopped;
}
class finished {
public:
  struct promise_type {
    finished get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void();
    void unhandled_exception();
  };
  finished(finished &&other) noexcept;
  ~finished() {
    if (end.valid())
      end.get();
  }

private:
  std::future<void> end;
};
void run_to_the_end(int times) {
  auto o = std::make_unique<order>(load(1));
  for (int i = 0; i < times; ++i)
    [](order &given) -> finished {
      co_await save(given);
      show(given);
    }(*o);
}
