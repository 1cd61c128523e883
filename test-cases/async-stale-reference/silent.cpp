// What keeps nothing of a container over a suspension, or what nobody changes.
#include <async/async.hpp>
#include <algorithm>
#include <array>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

struct session {
  std::string user;
  int hits = 0;
  bool busy = false;
  void touch();
  async::task<> send(int news);
};
async::task<> save(int id);
async::task<int> price(int id);
void log(std::string_view text);

class registry {
public:
  void close(int id) { sessions_.erase(id); }
  void add(int id) { sessions_.try_emplace(id); }

  // 1. Used before the suspension only.
  async::task<> before(int id) {
    auto &s = sessions_[id];
    s.touch();
    co_await save(id);
  }
  // 2. As an argument of what is awaited: evaluated before.
  async::task<> argument(int id) {
    auto &s = sessions_[id];
    co_await save(s.hits);
  }
  // 3. A copy.
  async::task<> copy(int id) {
    auto s = sessions_[id];
    co_await save(id);
    s.touch();
  }
  async::task<> copied_part(int id) {
    const std::string user = sessions_[id].user;
    co_await save(id);
    log(user);
  }
  // 4. Looked up again.
  async::task<> again(int id) {
    auto it = sessions_.find(id);
    if (it == sessions_.end())
      co_return;
    co_await save(it->second.hits);
    it = sessions_.find(id);
    if (it != sessions_.end())
      it->second.touch();
  }
  async::task<> pointer_again(int id) {
    auto *s = &sessions_[id];
    co_await save(s->hits);
    s = &sessions_[id];
    s->touch();
  }
  async::task<> new_reference(int id) {
    {
      auto &s = sessions_[id];
      s.touch();
    }
    co_await save(id);
    auto &s = sessions_[id];
    s.touch();
  }
  // 5. A reference that each round of a loop makes anew.
  async::task<> rounds(int id) {
    while (id-- > 0) {
      auto &s = sessions_[id];
      s.touch();
      co_await save(id);
    }
  }
  // 6. Whoever asks the container after the suspension knows.
  async::task<> asks(int id) {
    auto &s = sessions_[id];
    co_await save(id);
    if (!sessions_.contains(id))
      co_return;
    s.touch();
  }
  // 7. Set to null before the suspension, and compared only.
  async::task<> forgets(int id) {
    session *s = &sessions_[id];
    s->touch();
    s = nullptr;
    co_await save(id);
    if (s == nullptr)
      co_await save(id);
  }
  // 8. The path with the suspension leaves.
  async::task<> leaves(int id, bool first) {
    auto &s = sessions_[id];
    if (first) {
      co_await save(id);
      co_return;
    }
    s.touch();
  }
  // 9. The container itself, not an element.
  async::task<> whole(int id) {
    auto &all = sessions_;
    co_await save(id);
    all[id].touch();
  }
  // 10. The suspension is in a lambda, which is another body.
  async::task<> elsewhere(int id) {
    auto &s = sessions_[id];
    auto later = [](int id) -> async::task<> { co_await save(id); };
    s.touch();
    co_await later(id);
  }
  // 11. Only its size is asked for.
  async::task<> unevaluated(int id) {
    auto &s = sessions_[id];
    co_await save(id);
    static_assert(sizeof(s) > 0);
  }

private:
  std::map<int, session> sessions_;
};

// 12. Nobody changes it but the constructor and the destructor.
class configured {
public:
  configured() { servers_.push_back({}); }
  ~configured() { servers_.clear(); }
  async::task<> run() {
    for (auto &server : servers_)
      co_await server.send(1);
    auto &first = servers_.front();
    co_await save(1);
    first.touch();
  }

private:
  std::vector<session> servers_;
};

// 13. Growing a map, a list or a set moves nothing.
class growing {
public:
  void add(int id) {
    sessions_.try_emplace(id);
    list_.push_back({});
    hashed_[id] = {};
    queue_.push_back({});
    owned_.push_back(std::make_unique<session>());
  }
  async::task<> nodes(int id) {
    auto it = sessions_.find(id);
    auto &first = list_.front();
    auto &hashed = hashed_[id];
    auto &next = queue_.front();
    co_await save(id);
    it->second.touch();
    first.touch();
    hashed.touch();
    next.touch();
  }
  async::task<> loop() {
    for (auto &[id, s] : sessions_)
      co_await s.send(id);
    for (auto &s : list_)
      co_await s.send(1);
  }
  // 14. What a unique_ptr in a vector points to stays where it is.
  async::task<> owned() {
    session &s = *owned_.front();
    session *t = owned_.back().get();
    co_await save(1);
    s.touch();
    t->touch();
  }

private:
  std::map<int, session> sessions_;
  std::list<session> list_;
  std::unordered_map<int, session> hashed_;
  std::deque<session> queue_;
  std::vector<std::unique_ptr<session>> owned_;
};

// 15. A container of the coroutine itself.
async::task<> own(int n) {
  std::vector<session> all(n);
  auto &first = all.front();
  co_await save(n);
  first.touch();
  for (auto &s : all)
    co_await s.send(n);
  std::array<session, 3> fixed;
  auto &second = fixed[1];
  co_await save(n);
  second.touch();
}
struct batch {
  std::vector<session> items;
  void add() { items.push_back({}); }
};
async::task<> own_member(batch given) {
  batch mine;
  auto &first = mine.items.front();
  auto &other = given.items.front();
  auto kept = std::make_unique<batch>();
  auto &third = kept->items.front();
  co_await save(1);
  first.touch();
  other.touch();
  third.touch();
}

// 16. shared_ptr elements: the coroutine holds its own, or somebody else may.
class shared {
public:
  void close(int id) { sessions_.erase(id); }
  async::task<> own(int id) {
    auto s = sessions_.at(id);
    co_await save(id);
    s->touch();
  }
  async::task<> pointee(int id) {
    session &s = *sessions_.at(id);
    co_await save(id);
    s.touch();
  }
  // A snapshot of the whole.
  async::task<> snapshot() {
    auto all = sessions_;
    for (auto &[id, s] : all)
      co_await s->send(id);
    for (auto &[id, s] : std::map(sessions_))
      co_await s->send(id);
  }
  // Raw pointers are copied; whose they are is not known.
  async::task<> raw(int id) {
    session *s = raw_[id];
    co_await save(id);
    s->touch();
  }
  void drop() { raw_.clear(); }

private:
  std::map<int, std::shared_ptr<session>> sessions_;
  std::map<int, session *> raw_;
};

// 17. Under an async mutex that is held over the suspension.
class locked {
public:
  void close(int id) { sessions_.erase(id); }
  async::task<> update(int id) {
    auto guard = co_await mutex_.lock();
    auto &s = sessions_[id];
    co_await save(id);
    s.touch();
  }
  async::task<> all() {
    auto guard = co_await mutex_.lock();
    for (auto &[id, s] : sessions_)
      co_await s.send(id);
  }

private:
  async::async_mutex mutex_;
  std::map<int, session> sessions_;
};

// 18. A flag tells the others to leave the element alone, or the coroutine
// that it is gone.
class flagged {
public:
  void sweep() {
    std::erase_if(sessions_, [](auto &entry) { return !entry.second.busy; });
    if (!busy_)
      sessions_.clear();
  }
  void close() {
    closed_ = true;
    orders_.clear();
  }
  async::task<> update(int id) {
    auto &s = sessions_[id];
    busy_ = true;
    co_await save(id);
    s.touch();
    busy_ = false;
  }
  async::task<> order(int id) {
    auto &s = orders_[id];
    co_await save(id);
    if (closed_)
      co_return;
    s.touch();
  }

private:
  std::map<int, session> sessions_;
  std::map<int, session> orders_;
  bool busy_ = false;
  bool closed_ = false;
};

// 19. What changes it awaits the coroutine, or is its own private part.
class sequential {
public:
  async::task<> start() {
    workers_.reserve(3);
    workers_.emplace_back();
    co_await join();
    workers_.clear();
  }
  async::task<> join() {
    for (auto &worker : workers_)
      co_await worker.send(0);
    finish();
  }

private:
  void finish() { workers_.clear(); }
  std::vector<session> workers_;
};

// 20. main and its like fill it before anything runs.
std::vector<session> sessions_of_all;
async::task<> serve() {
  for (auto &s : sessions_of_all)
    co_await s.send(1);
}
int main() {
  sessions_of_all.emplace_back();
  serve().wait();
}

// 21. The loop ends with the suspension.
class once {
public:
  void close(int id) { sessions_.erase(id); }
  async::task<> first() {
    for (auto &[id, s] : sessions_) {
      if (id > 3) {
        co_await s.send(id);
        break;
      }
    }
  }
  // Or it only collects what is awaited after it.
  async::task<> collect() {
    std::vector<int> ids;
    for (auto &[id, s] : sessions_)
      ids.push_back(id);
    for (int id : ids)
      co_await save(id);
  }

private:
  std::map<int, session> sessions_;
};

// 22. What belongs to the thread, read again or used before only.
thread_local std::vector<int> thread_cache;
thread_local const int thread_limit = 3;
async::task<> of_the_thread() {
  {
    auto &cache = thread_cache;
    cache.push_back(1);
  }
  co_await save(1);
  auto &cache = thread_cache;
  cache.push_back(1);
  const auto copy = thread_cache;
  const int &limit = thread_limit;
  co_await save(static_cast<int>(copy.size()));
  log(std::to_string(copy.size() + limit));
}
// 23. Thread-local of the coroutine's own, by value.
async::task<> own_value() {
  int depth = static_cast<int>(thread_cache.size());
  co_await save(depth);
  ++depth;
}
