// References, pointers, iterators and views into a container that another
// function changes, used after a suspension.
#include <async/async.hpp>
#include <algorithm>
#include <cerrno>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

struct order {
  int total = 0;
  std::string note;
};
struct session {
  std::string user;
  std::vector<order> orders;
  int hits = 0;
  void touch();
  async::task<> send(int news);
};
async::task<> save(int id);
async::task<int> price(int id);
void log(std::string_view text);

class registry {
public:
  async::task<> by_subscript(int id);
  async::task<> by_iterator(int id);
  async::task<> by_pointer(int id);
  async::task<> by_helper(int id);
  async::task<> by_found_pointer(int id);
  async::task<> by_binding(int id);
  async::task<> by_emplace(int id);
  async::task<> later(int id, bool again);
  async::task<> in_a_condition(int id);
  async::task<> of_a_handler(int id);
  void close(int id) { sessions_.erase(id); }

private:
  session &session_of(int id) { return sessions_.at(id); }
  session *find(int id) {
    auto found = sessions_.find(id);
    return found == sessions_.end() ? nullptr : &found->second;
  }
  std::map<int, session> sessions_;
};

// 1. A reference to an element of a map; `close` erases it meanwhile.
async::task<> registry::by_subscript(int id) {
  auto &s = sessions_[id]; // note: it is taken from 'sessions_' here
  co_await save(id); // note: the coroutine is suspended here
  s.touch(); // warn: 's' may be stale: it leads into 'sessions_', which 'close' may change while the coroutine is suspended; look it up again after the suspension, or keep a copy
}

// 2. An iterator.
async::task<> registry::by_iterator(int id) {
  auto it = sessions_.find(id);
  if (it == sessions_.end())
    co_return;
  co_await save(id);
  it->second.touch(); // warn: 'it' may be stale
}

// 3. A pointer to an element.
async::task<> registry::by_pointer(int id) {
  session *s = &sessions_.at(id);
  const int total = co_await price(id);
  s->hits += total; // warn: 's' may be stale
}

// 4. A function of the class that returns the element.
async::task<> registry::by_helper(int id) {
  session &s = session_of(id);
  co_await save(id);
  s.touch(); // warn: 's' may be stale: it leads into 'sessions_'
}

// 5. One that returns a pointer to it, or null.
async::task<> registry::by_found_pointer(int id) {
  if (session *s = find(id)) {
    co_await save(id);
    s->touch(); // warn: 's' may be stale
  }
}

// 6. A structured binding to an element.
async::task<> registry::by_binding(int) {
  auto &[id, s] = *sessions_.begin();
  co_await save(id);
  s.touch(); // warn: 's' may be stale
}

// 7. The iterator that emplace returns.
async::task<> registry::by_emplace(int id) {
  auto [it, fresh] = sessions_.try_emplace(id);
  co_await save(id);
  if (fresh)
    it->second.touch(); // warn: 'it' may be stale
}

// 8. A variable that gets the element later, on one path only.
async::task<> registry::later(int id, bool again) {
  session *s = nullptr;
  if (again)
    s = &sessions_[id];
  co_await save(id);
  if (s)
    s->touch(); // warn: 's' may be stale
}

// 9. The await stands in a condition, the use in a branch.
async::task<> registry::in_a_condition(int id) {
  auto &s = sessions_[id];
  if (co_await price(id) > 10) // note: suspended here
    s.touch(); // warn: 's' may be stale
  else
    ++s.hits;
}

// 10. A handler that erases it later is a function of its own.
class mailbox {
public:
  async::task<> read(int id) {
    auto &letter = letters_[id];
    on_close([this, id] { letters_.erase(id); }); // note: this lambda changes 'letters_' here
    co_await save(id);
    log(letter); // warn: 'letter' may be stale: it leads into 'letters_', which this lambda may change
  }

private:
  template <typename F> void on_close(F handler);
  std::map<int, std::string> letters_;
};

// 11. A vector that grows moves all its elements.
class queue {
public:
  void add(order next) { orders_.push_back(std::move(next)); }
  async::task<> first() {
    auto &next = orders_.front();
    co_await save(next.total);
    log(next.note); // warn: 'next' may be stale: it leads into 'orders_', which 'add' may change
  }
  async::task<> data() {
    order *all = orders_.data();
    co_await save(1);
    log(all[0].note); // warn: 'all' may be stale
  }
  async::task<> view() {
    std::span<order> all(orders_);
    co_await save(1);
    log(all[0].note); // warn: 'all' may be stale
  }
  async::task<> search() {
    auto it = std::find_if(orders_.begin(), orders_.end(), [](const order &o) { return o.total > 10; });
    co_await save(1);
    log(it->note); // warn: 'it' may be stale
  }
  async::task<> ranged() {
    auto it = std::ranges::find(orders_, 10, &order::total);
    co_await save(1);
    log(it->note); // warn: 'it' may be stale
  }
  async::task<> inner() {
    std::string_view note = orders_.back().note;
    co_await save(1);
    log(note); // warn: 'note' may be stale
  }
  async::task<> conversion() {
    std::string &note = orders_[0].note;
    co_await save(1);
    note += "paid"; // warn: 'note' may be stale
  }

private:
  std::vector<order> orders_;
};

// 12. A view of a member string that gets another value.
class profile {
public:
  void rename(std::string name) { name_ = std::move(name); }
  async::task<> greet() {
    std::string_view name = name_;
    co_await save(1);
    log(name); // warn: 'name' may be stale: it leads into 'name_', which 'rename' may change
  }
  async::task<> greet_in_c() {
    const char *name = name_.c_str();
    co_await save(1);
    log(name); // warn: 'name' may be stale
  }

private:
  std::string name_;
};

// 13. Growing keeps references into an unordered_map and a deque, but not
// iterators.
class cache {
public:
  void add(int id) { sessions_.try_emplace(id); }
  void push(int id) { ids_.push_back(id); }
  async::task<> load(int id) {
    auto it = sessions_.find(id);
    co_await save(id);
    it->second.touch(); // warn: 'it' may be stale: it leads into 'sessions_', which 'add' may change
  }
  async::task<> last() {
    auto it = ids_.begin();
    co_await save(1);
    co_await save(*it); // warn: 'it' may be stale
  }

private:
  std::unordered_map<int, session> sessions_;
  std::deque<int> ids_;
};

// 14. A loop over a member: reported at the loop.
class chat {
public:
  void join(session who) { clients_.push_back(std::move(who)); }
  void leave(int id) { rooms_.erase(id); }
  async::task<> broadcast(int news) {
    for (auto &client : clients_) // warn: the loop over 'clients_' goes on after a suspension, but 'join' may change 'clients_' meanwhile: its iterators are stale then; loop over a copy, or hold an async mutex
      co_await client.send(news); // note: the coroutine is suspended here
  }
  async::task<> to_rooms(int news) {
    for (auto &[id, room] : rooms_) { // warn: the loop over 'rooms_' goes on after a suspension, but 'leave' may change 'rooms_'
      if (id == news)
        continue;
      co_await room.send(news);
    }
  }
  // The loop's variable is a copy, its iterators are not.
  async::task<> by_value(int news) {
    for (session client : clients_) // warn: the loop over 'clients_' goes on
      co_await client.send(news);
  }
  async::task<> by_iterators(int news) {
    for (auto it = clients_.begin(); it != clients_.end(); ++it) // warn: 'it' may be stale
      co_await it->send(news);
  }

private:
  std::vector<session> clients_;
  std::map<int, session> rooms_;
};

// 15. After the loop has ended for good, its variable is what is used.
class desk {
public:
  void remove(int id) { sessions_.erase(id); }
  async::task<> first(int id) {
    for (auto &[key, s] : sessions_) {
      if (key != id)
        continue;
      co_await save(id);
      s.touch(); // warn: 's' may be stale
      break;
    }
  }

private:
  std::map<int, session> sessions_;
};

// 16. What comes last in an expression: the assignment, the call.
class till {
public:
  void close(int id) { sessions_.erase(id); }
  async::task<> assign(int id) {
    auto &s = sessions_[id];
    s.hits = co_await price(id); // warn: 's' may be stale
  }
  async::task<> call(int id) {
    auto it = sessions_.find(id);
    it->second.user.assign(co_await price(id), 'x'); // warn: 'it' may be stale
  }
  async::task<> operators(int id) {
    auto *s = &sessions_[id];
    s->user += std::to_string(co_await price(id)); // warn: 's' may be stale
  }

private:
  std::map<int, session> sessions_;
};

// 17. What belongs to the thread before the suspension.
thread_local std::vector<int> thread_cache;
struct context {
  int depth = 0;
  static context &current() {
    thread_local context one;
    return one;
  }
  static thread_local int level;
};
async::task<> of_the_thread() {
  auto &cache = thread_cache; // note: it is taken here
  co_await save(1); // note: the coroutine is suspended here
  cache.push_back(1); // warn: 'cache' leads to the thread_local 'thread_cache' of the thread before the suspension, and the coroutine may go on on another one; read it again after the suspension
}
async::task<> pointer_to_it() {
  std::vector<int> *cache = nullptr;
  cache = &thread_cache;
  co_await save(1);
  cache->clear(); // warn: 'cache' leads to the thread_local 'thread_cache'
}
async::task<> behind_a_function() {
  context &here = context::current();
  ++here.depth;
  co_await save(1);
  --here.depth; // warn: 'here' leads to the thread_local 'one'
}
async::task<> static_member() {
  int &level = context::level;
  level = co_await price(1); // warn: 'level' leads to the thread_local 'level'
}
async::task<> error_number() {
  int *error = &errno;
  co_await save(1);
  *error = 0; // warn: 'error' points to the errno of the thread before the suspension
}
async::task<> by_id(std::map<std::thread::id, int> &slots) {
  const auto me = std::this_thread::get_id();
  co_await save(1);
  ++slots[me]; // warn: 'me' is the id of the thread before the suspension
}
