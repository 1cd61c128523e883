// Who may keep a task longer than its arguments live.
#include <async/async.hpp>

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

struct order {
  int id = 0;
  std::string customer;
};
order load(int id);
void show(const order &o);
void log_failure(std::exception_ptr error);
async::task<> write(std::string text);
async::task<> save(const order &o) {
  co_await write("begin");
  co_await write(o.customer);
}

// 1. A member, a container that is one, a global, a static.
async::task<> saving_now;
class shop {
public:
  void keep(order by_value) {
    order o = load(1);
    saving_ = save(o);           // warn: task from 'save' refers to 'o' // note: the task is kept in 'saving_'
    all_.push_back(save(o));     // warn: task from 'save' refers to 'o' // note: the task is kept in 'all_'
    all_.push_back(save(o));     // warn: task from 'save' refers to 'o'
    this->other_ = save(by_value); // warn: task from 'save' refers to 'by_value'
    saving_now = save(load(2));  // warn: task from 'save' refers to a temporary
    static std::vector<async::task<>> ever;
    ever.push_back(save(o)); // warn: task from 'save' refers to 'o'
  }
  void keep_at(int id) {
    by_id_[id] = save(load(id)); // warn: task from 'save' refers to a temporary
  }
  void keep_in_a_map() {
    order o = load(1);
    by_id_.emplace(o.id, save(o));   // warn: task from 'save' refers to 'o'
    maybe_.emplace(save(load(3)));   // warn: task from 'save' refers to a temporary
    maybe_ = save(load(4));          // warn: task from 'save' refers to a temporary
    pairs_.push_back({1, save(load(5))}); // warn: task from 'save' refers to a temporary
  }

private:
  async::task<> saving_, other_;
  std::list<async::task<>> all_;
  std::map<int, async::task<>> by_id_;
  std::optional<async::task<>> maybe_;
  std::vector<std::pair<int, async::task<>>> pairs_;
};

// 2. A member's own initializer, and a global's.
struct session {
  async::task<> saving = save(load(1)); // warn: task from 'save' refers to a temporary
};
async::task<> at_start = save(load(1)); // warn: task from 'save' refers to a temporary
class client {
public:
  client() : saving_(save(load(1))) {} // warn: task from 'save' refers to a temporary

private:
  async::task<> saving_;
};

// 3. Let go on purpose: the work runs on, its argument does not.
void detached(order mine) {
  order o = load(1);
  async::detach(save(o), log_failure);       // warn: task from 'save' refers to 'o' // note: the task is left to itself here
  async::detach(save(load(2)), log_failure); // warn: task from 'save' refers to a temporary
  async::detach(save(mine), log_failure);    // warn: task from 'save' refers to 'mine'
  (void)save(o);                             // warn: task from 'save' refers to 'o'
  std::ignore = save(load(3));               // warn: task from 'save' refers to a temporary
}

// 4. In a turn of a loop, with nothing to wait for between.
async::task<> accept(int count) {
  for (int id = 0; id < count; ++id) {
    co_await write("next");
    order o = load(id);
    async::detach(save(o), log_failure); // warn: task from 'save' refers to 'o'
  }
}

// 5. A coroutine that nobody can await: its arguments have to be its own.
async::fire_and_forget on_order(const order &o) {
  co_await write("begin");
  show(o);
}
void click() {
  order o = load(1);
  on_order(o);       // warn: task from 'on_order' refers to 'o'
  on_order(load(2)); // warn: task from 'on_order' refers to a temporary
}

// 6. Joins and choices are looked through, as are braces and casts.
async::task<> wrapped(bool first) {
  auto both = async::when_all(save(load(1)), // warn: task from 'save' refers to a temporary
                              save(load(2))); // warn: task from 'save' refers to a temporary
  co_await both;
  auto one = first ? save(load(1))  // warn: task from 'save' refers to a temporary
                   : save(load(2)); // warn: task from 'save' refers to a temporary
  co_await one;
  async::task<> braces{save(load(1))}; // warn: task from 'save' refers to a temporary
  co_await braces;
  auto &&prolonged = save(load(1)); // warn: task from 'save' refers to a temporary
  co_await prolonged;
  std::vector<async::task<>> list{save(load(1)), write("x")}; // warn: task from 'save' refers to a temporary
  co_await async::when_all(std::move(list));
}

// 7. Another task that has it in it: given it by value, or made by a member of
// it; what std makes of it.
async::task<> with_timeout(async::task<> work, int seconds);
async::task<> traced() {
  auto limited = with_timeout(save(load(1)), 1); // warn: task from 'save' refers to a temporary
  co_await limited;
  auto owned = std::make_unique<async::task<>>(save(load(2))); // warn: task from 'save' refers to a temporary
  co_await *owned;
}

// 8. A coroutine that nobody can await has it, and nobody waits for that one.
async::fire_and_forget run_on(async::task<> work) { co_await work; }
void left_to_it(order mine) {
  run_on(save(load(1))); // warn: task from 'save' refers to a temporary // note: the task is left to itself here
  run_on(save(mine));    // warn: task from 'save' refers to 'mine'
}

// 9. Moved on by its variable.
void moved_on(std::vector<async::task<>> &all, order mine) {
  auto saving = save(mine); // warn: task from 'save' refers to 'mine'
  all.push_back(std::move(saving)); // note: the task is kept in 'all'
}

// 10. In a part of what the caller has.
struct queue {
  std::vector<async::task<>> all;
  std::map<int, async::task<>> by_id;
};
void into_a_part(queue &q, queue *p, order mine) {
  q.all.push_back(save(mine));            // warn: task from 'save' refers to 'mine'
  p->all.push_back(save(mine));           // warn: task from 'save' refers to 'mine'
  p->by_id[1] = save(mine);               // warn: task from 'save' refers to 'mine'
  p->by_id.try_emplace(2, save(mine));    // warn: task from 'save' refers to 'mine'
  p->by_id.insert_or_assign(3, save(mine)); // warn: task from 'save' refers to 'mine'
}

// 11. Beside other tasks of the object: to make one waits for none.
class mailer {
public:
  void begin() {
    order o = load(1);
    all_.push_back(mail(o)); // warn: task from 'mail' refers to 'o'
    all_.push_back(mail(own_));
  }

private:
  async::task<> mail(const order &o) {
    co_await write("begin");
    co_await write(o.customer);
  }
  order own_;
  std::vector<async::task<>> all_;
};

// 12. Awaited in the next turn of the loop, when the order of this one is gone.
async::task<> one_turn_behind(const std::vector<int> &ids) {
  std::optional<async::task<>> last;
  for (int id : ids) {
    if (last)
      co_await *last;
    order o = load(id);
    last = save(o); // warn: task from 'save' refers to 'o'
  }
  if (last)
    co_await *last;
}
async::task<> loop_variable_behind(std::vector<order> orders) {
  std::optional<async::task<>> last;
  for (order o : orders) {
    if (last.has_value())
      co_await *last;
    last = save(o); // warn: task from 'save' refers to 'o'
  }
  co_await *last;
}

// 13. A part of the pair that a turn of the loop has.
async::task<> pair_of_a_map(std::map<int, order> orders) {
  std::vector<async::task<>> all;
  for (auto [id, o] : orders)
    all.push_back(save(o)); // warn: task from 'save' refers to 'o'
  co_await async::when_all(std::move(all));
}
