// Coroutines that run on by themselves and use their object after a suspension.
#include <async/async.hpp>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

struct order {
  int total = 0;
};
async::task<> save(order o);
async::task<int> count_orders();
async::task<std::string> load_name(int id);
void log_failure(std::exception_ptr error);

// 1. A coroutine that nobody can await.
class window {
public:
  async::fire_and_forget refresh(int id); // the note is at the definition
  async::fire_and_forget reload();
  async::fire_and_forget render();
  async::fire_and_forget tick();
  async::fire_and_forget branch(bool quick);
  async::fire_and_forget handle();
  async::fire_and_forget hand_on();

private:
  void show(const std::string &text);
  std::string title_;
  int count_ = 0;
};
void keep(window *w);

async::fire_and_forget window::refresh(int id) { // note: it returns a type that nobody can await
  count_ = 0;
  const std::string name = co_await load_name(id); // note: the coroutine is suspended here
  title_ = name; // warn: 'refresh' uses 'title_' after a suspension, when its object may be gone: nobody waits for it; keep the object alive with a shared_ptr in the coroutine, or join the task before the object dies
}

// 2. A call of a member uses the object too.
async::fire_and_forget window::reload() {
  show(co_await load_name(1)); // warn: 'reload' uses 'show' after a suspension
}

// 3. In one expression: the object is used after the await in it.
async::fire_and_forget window::render() {
  const int n = co_await count_orders();
  show(title_ + std::to_string(n)); // warn: 'render' uses 'show' after a suspension
}

// 4. In a loop, what stands before the await comes after it as well.
async::fire_and_forget window::tick() {
  for (;;) {
    ++count_; // warn: 'tick' uses 'count_' after a suspension
    co_await save({});
  }
}

// 5. On one path only.
async::fire_and_forget window::branch(bool quick) {
  if (!quick)
    co_await save({});
  ++count_; // warn: 'branch' uses 'count_' after a suspension
}

// 6. In a handler, when the await has thrown.
async::fire_and_forget window::handle() {
  try {
    co_await save({});
  } catch (...) {
    ++count_; // warn: 'handle' uses 'count_' after a suspension
  }
}

// 7. `this` itself.
async::fire_and_forget window::hand_on() {
  co_await save({});
  keep(this); // warn: 'hand_on' uses 'this' after a suspension
}

// 8. A task that its own class detaches.
class mailer {
public:
  void start() { async::detach(run(), log_failure); } // note: it is started here, and nobody waits for it

private:
  async::task<> run() {
    co_await save({}); // note: the coroutine is suspended here
    ++sent_; // warn: 'run' uses 'sent_' after a suspension
  }
  int sent_ = 0;
};

// 9. Dropped on purpose.
class poller {
public:
  void start() { (void)poll(); } // note: it is started here
  void restart() { std::ignore = poll_again(); } // note: it is started here

private:
  async::task<> poll() {
    co_await save({});
    ++rounds_; // warn: 'poll' uses 'rounds_' after a suspension
  }
  async::task<> poll_again() {
    co_await save({});
    ++rounds_; // warn: 'poll_again' uses 'rounds_' after a suspension
  }
  int rounds_ = 0;
};

// 10. Detached from outside, by whoever holds it for the moment.
class upload {
public:
  async::task<> run() {
    co_await save(next_);
    next_ = {}; // warn: 'run' uses 'next_' after a suspension
  }

private:
  order next_;
};
void begin_upload() {
  auto one = std::make_shared<upload>();
  async::detach(one->run(), log_failure); // note: it is started here
}

// 11. A part of an object, detached by the object.
class connection {
public:
  async::task<> serve() {
    co_await save({});
    ++hits_; // warn: 'serve' uses 'hits_' after a suspension
  }

private:
  int hits_ = 0;
};
class server {
public:
  void start() { async::detach(main_.serve(), log_failure); } // note: it is started here

private:
  connection main_;
};

// 12. The owner comes too late, and lives in another block.
class late : public std::enable_shared_from_this<late> {
public:
  async::fire_and_forget run() {
    {
      auto self = shared_from_this();
      co_await save({});
      ++count_;
    }
    co_await save({});
    ++count_; // warn: 'run' uses 'count_' after a suspension
  }

private:
  int count_ = 0;
};

// 13. A weak pointer that is asked before the suspension only.
class asked_before : public std::enable_shared_from_this<asked_before> {
public:
  async::fire_and_forget run() {
    auto weak = weak_from_this();
    if (weak.expired())
      co_return;
    co_await save({});
    ++count_; // warn: 'run' uses 'count_' after a suspension
  }

private:
  int count_ = 0;
};

// 14. A destructor that waits for nothing, and a stop that only says so.
class stopped {
public:
  ~stopped() { stopping_ = true; }
  void stop() { stopping_ = true; }
  async::fire_and_forget run() {
    co_await save({});
    stopping_ = false; // warn: 'run' uses 'stopping_' after a suspension
  }

private:
  bool stopping_ = false;
};

// 15. In a class template.
template <typename T> class cell {
public:
  async::fire_and_forget set(T value) {
    co_await save({});
    value_ = value; // warn: 'set' uses 'value_' after a suspension
  }

private:
  T value_;
};

// 16. A lambda that captures it after the suspension.
class listener {
public:
  async::fire_and_forget run() {
    co_await save({});
    auto again = [this] { ++count_; }; // warn: 'run' uses 'this' after a suspension
    again();
  }

private:
  int count_ = 0;
};

// 17. In the condition of a loop.
class worker {
public:
  async::fire_and_forget run() {
    while (running_) // warn: 'run' uses 'running_' after a suspension
      co_await save({});
  }

private:
  bool running_ = true;
};
