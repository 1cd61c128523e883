// Coroutines that end their objects, keep them or tell that they are done, and
// objects that stay or wait.
#include <async/async.hpp>
#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>

struct order {
  int total = 0;
};
async::task<> save(order o);
void log_failure(std::exception_ptr error);

// 1. It ends its object itself, or keeps it by hand.
class one_shot {
public:
  async::fire_and_forget run() {
    co_await save({});
    ++count_;
    delete this;
  }
  async::fire_and_forget run_and_finish() {
    co_await save({});
    ++count_;
    finish();
  }

private:
  void finish() { delete this; }
  int count_ = 0;
};
class by_count {
public:
  void add_ref();
  void unref();
  async::fire_and_forget run() {
    add_ref();
    co_await save({});
    ++count_;
    unref();
  }

private:
  int count_ = 0;
};

// 2. The destructor turns until the coroutine is done.
class spinning {
public:
  ~spinning() {
    while (pending_ > 0) {
    }
  }
  async::fire_and_forget run() {
    ++pending_;
    co_await save({});
    ++count_;
    --pending_;
  }

private:
  std::atomic<int> pending_{0};
  int count_ = 0;
};
class yielding {
public:
  ~yielding() {
    while (!done_)
      std::this_thread::yield();
  }
  async::fire_and_forget run() {
    co_await save({});
    done_ = true;
  }

private:
  volatile bool done_ = false;
};
class saved_by_future {
public:
  ~saved_by_future() { done_.get(); }
  async::fire_and_forget run() {
    co_await save({});
    ++count_;
  }

private:
  std::future<int> done_;
  int count_ = 0;
};

// 3. A part of an object that stays, or that waits for its parts.
class part {
public:
  async::task<> run() {
    co_await save({});
    ++count_;
  }
  async::task<> run_owned() {
    co_await save({});
    ++count_;
  }
  async::task<> run_joined() {
    co_await save({});
    ++count_;
  }

private:
  int count_ = 0;
};
class whole {
public:
  static whole &instance() {
    static whole one;
    return one;
  }
  void start() {
    async::detach(part_.run(), log_failure);
    async::detach(owned_->run_owned(), log_failure);
  }

private:
  part part_;
  std::unique_ptr<part> owned_;
};
class waiting_whole {
public:
  ~waiting_whole() { wait_for_parts(); }
  void start() { async::detach(part_.run_joined(), log_failure); }

private:
  void wait_for_parts();
  part part_;
};

// 4. One object, given as a pointer.
class shared_instance {
public:
  static std::shared_ptr<shared_instance> instance();
  async::fire_and_forget run() {
    co_await save({});
    ++count_;
  }

private:
  int count_ = 0;
};
class pointed_instance {
public:
  static pointed_instance *get_instance();
  async::fire_and_forget run() {
    co_await save({});
    ++count_;
  }

private:
  int count_ = 0;
};

// 5. It tells at its end, after a loop and on each way.
class telling {
public:
  async::fire_and_forget run() {
    for (int i = 0; i < 3; ++i) {
      co_await save({});
      ++count_;
    }
    done_.set_value();
  }
  async::fire_and_forget run_or_fail() {
    try {
      co_await save({});
      ++count_;
      ended_.signal();
    } catch (...) {
      ended_.signal();
    }
  }
  async::fire_and_forget run_and_free() {
    co_await save({});
    ++count_;
    free_.release();
  }

private:
  struct event {
    void signal();
  };
  std::promise<void> done_;
  event ended_;
  async::async_semaphore free_{0};
  int count_ = 0;
};

// 6. Members that join, by their names.
class AsyncScope {};
class request_task_group {};
class scopes {
public:
  async::fire_and_forget run() {
    co_await save({});
    ++count_;
  }

private:
  int count_ = 0;
  AsyncScope scope_;
};
class groups {
public:
  async::fire_and_forget run() {
    co_await save({});
    ++count_;
  }

private:
  int count_ = 0;
  request_task_group group_;
};

// 7. Given to a coroutine that somebody awaits, with an owner, or twice.
async::task<> awaits(async::task<> work) { co_await std::move(work); }
async::fire_and_forget keeps(async::task<> work, std::shared_ptr<void> owner) {
  co_await std::move(work);
}
class handed : public std::enable_shared_from_this<handed> {
public:
  async::task<> start() { co_await awaits(run()); }
  void start_kept() {
    auto self = shared_from_this();
    keeps(run_kept(), self);
  }

private:
  async::task<> run() {
    co_await save({});
    ++count_;
  }
  async::task<> run_kept() {
    co_await save({});
    ++count_;
  }
  int count_ = 0;
};

// 8. A copy under another name.
class copied_by_name {
public:
  async::fire_and_forget run() {
    auto *before = this;
    auto self = *before;
    co_await save({});
    ++self.count_;
  }

private:
  int count_ = 0;
};
