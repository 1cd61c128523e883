// Shapes of code that look like it.
#include <async/async.hpp>
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

struct session {
  int hits = 0;
  std::string user;
  void touch();
  async::task<> send(int id);
};
using sessions = std::map<int, session>;
async::task<> save(int id);
async::task<int> price(int id);
void log(const std::string &text);

// 1. A template where the container depends on a parameter.
template <typename T> class box {
public:
  void close(int id) { open_.erase(id); }
  async::task<> touch(int id) {
    auto &s = open_[id];
    co_await save(id);
    s.touch();
    for (auto &[key, each] : open_)
      co_await each.send(key);
  }

private:
  std::map<int, T> open_;
};
template class box<session>;

// 2. Macros.
#define TOUCH_LATER(all, id)                                                   \
  auto &macro_s = all[id];                                                     \
  co_await save(id);                                                           \
  macro_s.touch()

class registry {
public:
  void close(int id) { open_.erase(id); }
  async::task<> macro(int id) { TOUCH_LATER(open_, id); }

  // 3. The index is kept, not the element.
  async::task<> by_index() {
    for (std::size_t i = 0; i < list_.size(); ++i)
      co_await list_[i].send(1);
  }
  void grow() { list_.push_back({}); }

  // 4. An iterator that erase gives anew.
  async::task<> erasing() {
    auto it = open_.begin();
    while (it != open_.end()) {
      it->second.touch();
      const int id = it->first;
      co_await save(id);
      it = open_.upper_bound(id);
    }
  }
  // 5. Looked up in each round.
  async::task<> each_round(int id) {
    for (;;) {
      auto it = open_.find(id);
      if (it == open_.end())
        break;
      it->second.touch();
      co_await save(id);
    }
  }
  // 6. Compared only.
  async::task<bool> compared(int id) {
    auto it = open_.find(id);
    co_await save(id);
    co_return it == open_.end();
  }
  // 7. Changed by the coroutine itself, when it is done.
  async::task<> mine(int id) {
    auto &s = mine_[id];
    co_await save(id);
    s.touch();
    mine_.erase(id);
    std::for_each(list_.begin(), list_.end(), [&](session &one) { mine_.erase(one.hits); });
  }
  // 8. An await that does not run.
  async::task<> unevaluated(int id) {
    auto &s = open_[id];
    static_assert(sizeof(save(id)) > 0);
    s.touch();
    co_await save(id);
  }
  // 9. Under a lock that is held for long: async-lock-across-await tells.
  async::task<> locked(int id) {
    std::lock_guard lock(mutex_);
    auto &s = open_[id];
    co_await save(id);
    s.touch();
  }
  async::task<> locked_inside(int id) {
    if (id > 0) {
      auto guard = co_await async_mutex_.lock();
      for (auto &[key, s] : open_)
        co_await s.send(key);
    }
  }
  // 10. A shared snapshot.
  async::task<> snapshot() {
    auto users = users_;
    for (const auto &user : *users)
      co_await save(static_cast<int>(user.size()));
  }
  void replace(std::vector<std::string> names) {
    users_ = std::make_shared<const std::vector<std::string>>(std::move(names));
  }
  // 11. Members that are no containers of elements, or no elements.
  async::task<> others() {
    auto &one = one_;
    auto &fixed = fixed_[0];
    int &count = counts_[0];
    co_await save(1);
    one.touch();
    fixed.touch();
    ++count;
  }
  void reset() { one_ = {}; }

private:
  sessions open_, mine_;
  std::vector<session> list_;
  std::mutex mutex_;
  async::async_mutex async_mutex_;
  std::shared_ptr<const std::vector<std::string>> users_;
  session one_;
  std::array<session, 3> fixed_;
  int counts_[3] = {};
};

// 12. Parameters by value, which live in the frame.
async::task<> by_value(sessions all, std::vector<session> &&moved) {
  auto &s = all[1];
  co_await save(1);
  s.touch();
  for (auto &[id, each] : all)
    co_await each.send(id);
  auto &first = moved.front();
  co_await save(1);
  first.touch();
}
// 13. A reference parameter of which nobody knows.
async::task<> by_reference(sessions &all) {
  auto &s = all[1];
  co_await save(1);
  s.touch();
}

// 14. Two containers of one type: the other one changes.
class two {
public:
  void close(int id) { closed_.erase(id); }
  async::task<> touch(int id) {
    auto &s = open_[id];
    co_await save(id);
    s.touch();
  }

private:
  sessions open_, closed_;
};

// 15. A private function that only the constructor and the coroutine call.
class loader {
public:
  loader() { load(); }
  async::task<> run() {
    load();
    for (auto &s : list_)
      co_await s.send(1);
  }

private:
  void load() { list_.resize(3); }
  std::vector<session> list_;
};

// 16. Functions that only look.
class reader {
public:
  std::size_t size() const { return open_.size(); }
  bool has(int id) const { return open_.contains(id); }
  const session &at(int id) const { return open_.at(id); }
  async::task<> touch(int id) {
    auto &s = open_.at(id);
    const session &t = at(id);
    co_await save(id);
    s.touch();
    log(t.user);
  }

private:
  sessions open_;
};

// 17. Reserved before, and only read after: no other function at all.
class fixed {
public:
  explicit fixed(std::vector<session> all) : all_(std::move(all)) {}
  async::task<> run() {
    for (const auto &s : all_)
      co_await save(s.hits);
  }

private:
  const std::vector<session> all_;
};

// 18. The lambda has its own copy.
class copies {
public:
  void close(int id) { open_.erase(id); }
  auto later() {
    return [open = open_](int id) -> async::task<> {
      auto &s = open.at(id);
      co_await save(id);
      log(s.user);
    };
  }

private:
  sessions open_;
};

// 19. The use is in another body.
class bodies {
public:
  void close(int id) { open_.erase(id); }
  async::task<> run(int id) {
    auto &s = open_[id];
    auto print = [&s] { log(s.user); };
    print();
    co_await save(id);
  }

private:
  sessions open_;
};

// 20. A plain function has no suspensions.
class plain {
public:
  void close(int id) { open_.erase(id); }
  void touch(int id) {
    auto &s = open_[id];
    close(id + 1);
    s.touch();
  }

private:
  sessions open_;
};

// 21. A thread's id that is compared or printed: to see where it runs.
void print(std::thread::id id);
async::task<bool> moved() {
  const auto before = std::this_thread::get_id();
  co_await save(1);
  print(before);
  co_return before != std::this_thread::get_id();
}

// 22. Whoever changes it has waited for the coroutine before.
class stopping {
public:
  void start() { running_ = run(); }
  async::task<> stop() {
    co_await std::move(running_);
    all_.clear();
  }
  async::task<> stop_all() {
    if (!all_.empty())
      co_await join();
    all_.clear();
  }
  void stop_now() {
    running_.wait();
    all_.clear();
  }

private:
  async::task<> run() {
    for (auto &[id, s] : all_)
      co_await s.send(id);
    auto &first = all_[0];
    co_await save(1);
    first.touch();
  }
  async::task<> join();
  sessions all_;
  async::task<> running_;
};

// 23. Under the units of a semaphore, as seastar's.
class semaphore_units {
public:
  ~semaphore_units();
};
async::task<semaphore_units> get_units(int count);
class with_units {
public:
  void close(int id) { all_.erase(id); }
  async::task<> touch(int id) {
    auto units = co_await get_units(1);
    auto &s = all_[id];
    co_await save(id);
    s.touch();
  }

private:
  sessions all_;
};

// 24. What the coroutine's own guard does, it does at its end.
template <typename F> struct scope_exit {
  explicit scope_exit(F leave) : leave(leave) {}
  ~scope_exit() { leave(); }
  F leave;
};
class upload {
public:
  async::task<> send() {
    std::shared_ptr<int> guard(nullptr, [this](auto) { parts_.clear(); });
    for (auto &[id, part] : parts_)
      co_await part.send(id);
  }
  async::task<> send_more() {
    scope_exit clear([this] { more_.clear(); });
    for (auto &[id, part] : more_)
      co_await part.send(id);
  }

private:
  sessions parts_, more_;
};
