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
