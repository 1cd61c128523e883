// The same in other shapes of code: where the element comes from, where the
// suspension stands, how the container changes.
#include <async/async.hpp>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

struct session {
  int hits = 0;
  std::vector<std::string> mails;
  void touch();
};
using sessions = std::map<int, session>;
async::task<> save(int id);
async::task<int> price(int id);
void log(const std::string &text);

// 1. A global container and free functions.
sessions all_sessions;
void forget(int id) { all_sessions.erase(id); }
async::task<> of_a_global(int id) {
  auto &s = all_sessions[id];
  co_await save(id);
  s.touch(); // warn: 's' may be stale: it leads into 'all_sessions', which 'forget' may change
}

// 2. In a function template, where nothing depends on its parameter.
template <typename Id> async::task<> of_a_template(Id id) {
  auto &s = all_sessions[0];
  co_await save(1);
  s.touch(); // warn: 's' may be stale
  (void)id;
}

// 3. A parameter, for which a caller gives what somebody changes.
async::task<> of_a_parameter(sessions &all, int id) {
  auto it = all.find(id);
  co_await save(id);
  it->second.touch(); // warn: 'it' may be stale: it leads into 'all', which 'forget' may change
}
async::task<> caller(int id) { co_await of_a_parameter(all_sessions, id); }

// 4. A container that a pointer leads to.
struct state {
  std::vector<session> list;
  sessions open;
};
void reset(state &s) { s.list.clear(); }
async::task<> of_a_pointer(state *s) {
  auto &first = s->list.front();
  co_await save(1);
  first.touch(); // warn: 'first' may be stale: it leads into 'list', which 'reset' may change
}
async::task<> of_a_shared_pointer(std::shared_ptr<state> s) {
  for (auto &each : s->list) { // warn: the loop over 'list' goes on after a suspension, but 'reset' may change 'list'
    each.touch();
    co_await save(1);
  }
}

class registry {
public:
  void close(int id) { open_.erase(id); }
  void deliver(int id, std::string mail) { open_[id].mails.push_back(std::move(mail)); }
  void refill(sessions fresh) { closed_ = std::move(fresh); }

  // 5. One of two containers.
  async::task<> one_of_two(int id, bool open) {
    auto &s = open ? open_[id] : closed_[id];
    co_await save(id);
    s.touch(); // warn: 's' may be stale
  }
  // 6. In the initializer of an if.
  async::task<> in_an_if(int id) {
    if (auto it = open_.find(id); it != open_.end()) {
      co_await save(id);
      it->second.touch(); // warn: 'it' may be stale
    }
  }
  // 7. In a handler: the await has thrown.
  async::task<> in_a_handler(int id) {
    auto &s = open_[id];
    try {
      co_await save(id);
    } catch (...) {
      ++s.hits; // warn: 's' may be stale
    }
  }
  // 8. In the next round of a loop.
  async::task<> next_round(int id) {
    auto it = open_.find(id);
    while (it != open_.end()) {
      ++it; // warn: 'it' may be stale
      co_await save(id);
    }
  }
  // 9. An element of a container in an element.
  async::task<> nested(int id) {
    auto &mail = open_[id].mails.front(); // note: it is taken from 'mails' here
    co_await save(id);
    log(mail); // warn: 'mail' may be stale: it leads into 'mails', which 'deliver' may change
  }
  // 10. The outer one is erased.
  async::task<> inner_loop(int id) {
    for (auto &mail : open_[id].mails) { // warn: the loop over 'mails' goes on after a suspension
      log(mail);
      co_await save(id);
    }
  }
  // 11. The whole container is given another value.
  async::task<> replaced(int id) {
    auto &s = closed_.at(id);
    co_await save(id);
    s.touch(); // warn: 's' may be stale: it leads into 'closed_', which 'refill' may change
  }
  // 12. A coroutine that is a lambda.
  auto later() {
    return [this](int id) -> async::task<> {
      auto &s = open_[id];
      co_await save(id);
      s.touch(); // warn: 's' may be stale
    };
  }
  // 13. A local name for the container.
  async::task<> by_name(int id) {
    auto &all = open_;
    auto &s = all.at(id);
    co_await save(id);
    s.touch(); // warn: 's' may be stale: it leads into 'open_'
  }
  // 14. By std::as_const, std::get and an iterator that moved on.
  async::task<> by_helpers() {
    auto &first = std::get<1>(*open_.begin());
    auto second = std::next(open_.begin());
    co_await save(1);
    first.touch(); // warn: 'first' may be stale
    second->second.touch(); // warn: 'second' may be stale
  }
  // 15. Handed on after the suspension.
  async::task<> handed_on(int id) {
    auto *s = &open_[id];
    co_await save(id);
    use(s); // warn: 's' may be stale
  }

private:
  void use(session *s);
  sessions open_, closed_;
};

// 16. What removes: each of these.
class sets {
public:
  void take() { auto batch = std::move(moved_); }
  void trade(std::set<std::string> &other) { std::swap(other, swapped_); }
  void renew() { auto old = std::exchange(exchanged_, {}); }
  void sweep() {
    std::erase_if(erased_, [](const std::string &name) { return name.empty(); });
  }
  void drop() { listed_.remove("x"); }
  void pop() { popped_.pop_front(); }
  async::task<> all() {
    const auto &moved = *moved_.begin();
    const auto &swapped = *swapped_.begin();
    const auto &exchanged = *exchanged_.begin();
    const auto &erased = *erased_.begin();
    const auto &listed = listed_.front();
    const auto &popped = popped_.front();
    co_await save(1);
    log(moved);     // warn: which 'take' may change
    log(swapped);   // warn: which 'trade' may change
    log(exchanged); // warn: which 'renew' may change
    log(erased);    // warn: which 'sweep' may change
    log(listed);    // warn: which 'drop' may change
    log(popped);    // warn: which 'pop' may change
  }

private:
  std::set<std::string> moved_, swapped_, exchanged_, erased_;
  std::list<std::string> listed_;
  std::deque<std::string> popped_;
};

// 17. What a unique_ptr points to dies with its element.
class owners {
public:
  void close(int id) { owned_.erase(id); }
  async::task<> touch(int id) {
    session &s = *owned_.at(id);
    session *t = owned_.at(id).get();
    co_await save(id);
    s.touch();  // warn: 's' may be stale
    t->touch(); // warn: 't' may be stale
  }

private:
  std::map<int, std::unique_ptr<session>> owned_;
};

// 18. A container of a base class.
class base {
public:
  void close(int id) { open_.erase(id); }

protected:
  sessions open_;
};
class derived : public base {
public:
  async::task<> touch(int id) {
    auto &s = open_[id];
    co_await save(id);
    s.touch(); // warn: 's' may be stale
  }
};

// 19. In a class template, where the container does not depend on it.
template <typename T> class box {
public:
  void close(int id) { open_.erase(id); }
  async::task<> touch(int id) {
    auto &s = open_[id];
    co_await save(id);
    s.touch(); // warn: 's' may be stale
  }

private:
  sessions open_;
  T value_;
};

// 20. A co_yield suspends as well.
class feed {
public:
  void close(int id) { open_.erase(id); }
  async::async_stream<int> hits(int id) {
    auto &s = open_[id];
    co_yield s.hits;
    s.touch(); // warn: 's' may be stale
  }

private:
  sessions open_;
};

// 21. A guard that is gone before the use.
class unlocked {
public:
  void close(int id) { open_.erase(id); }
  async::task<> touch(int id) {
    session *s = nullptr;
    {
      auto guard = co_await mutex_.lock();
      s = &open_[id];
    }
    co_await save(id);
    s->touch(); // warn: 's' may be stale
  }

private:
  async::async_mutex mutex_;
  sessions open_;
};

// 22. Whoever changes it waits for something else before.
class closing {
public:
  async::task<> close(int id) {
    co_await save(id);
    open_.erase(id);
  }
  async::task<> close_late(int id) {
    open_.erase(id);
    co_await running_;
  }
  async::task<> touch(int id) {
    auto &s = open_[id];
    co_await save(id);
    s.touch(); // warn: 's' may be stale
  }
  async::task<> touch_all() {
    for (auto &[id, s] : open_) // warn: the loop over 'open_' goes on
      co_await save(id);
  }

private:
  sessions open_;
  async::task<> running_;
};
