// `try` blocks and guards that a returned task does not need.
#include <async/async.hpp>

#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

struct reply {
  int status = 0;
};
async::task<reply> send(std::string url);
async::task<reply> cached(std::string url);
std::string parse(const std::string &text);
void connect();
void log(const char *text);

// 1. Something else in it may throw at once: the handler may be for that.
async::task<reply> set_up(std::string url) {
  try {
    connect();
    return send(url);
  } catch (const std::exception &) {
    return cached(url);
  }
}
async::task<reply> parsed(std::string text) {
  try {
    return send(parse(text));
  } catch (const std::invalid_argument &) {
    return cached(text);
  }
}
async::task<reply> checked(std::string url) {
  try {
    if (url.empty())
      throw std::invalid_argument("no address");
    return send(url);
  } catch (const std::invalid_argument &) {
    return cached("/");
  }
}

// 2. A plain function may check and throw at once.
async::task<reply> checks_first(const std::string &url) {
  if (url.empty())
    throw std::invalid_argument("no address");
  return send(url);
}
async::task<reply> of_a_checker(std::string url) {
  try {
    return checks_first(url);
  } catch (const std::invalid_argument &) {
    return cached("/");
  }
}

// 3. A callable may be a plain function too.
async::task<reply> of_a_handler(
    const std::function<async::task<reply>(std::string)> &handler) {
  try {
    return handler("/");
  } catch (const std::exception &) {
    return cached("/");
  }
}

// 4. The handler only passes on what it gets.
async::task<reply> passes_on(std::string url) {
  try {
    return send(url);
  } catch (...) {
    throw;
  }
}

// 5. In the handler there is nobody left to catch (return-await: `catch`
// without `finally`, #1962).
async::task<reply> in_the_handler(std::string url) {
  try {
    connect();
  } catch (const std::exception &) {
    return cached(url);
  }
  return send(url);
}

// 6. After the `try`.
async::task<reply> after(std::string url) {
  try {
    connect();
  } catch (const std::exception &) {
    log("not connected");
  }
  return send(url);
}

// 7. Awaited in it, or blocked for.
async::task<reply> awaited(std::string url) {
  try {
    co_return co_await send(url);
  } catch (const std::exception &) {
  }
  co_return reply{500};
}
int blocked(std::string url) {
  try {
    return send(url).result().status;
  } catch (const std::exception &) {
    return 500;
  }
}

// 8. Done already, or known never to wait.
async::task<reply> counts(int n) { co_return reply{n}; }
async::task<reply> is_ready(int n) {
  try {
    if (n > 0)
      return counts(n);
    return async::from_result(reply{n});
  } catch (const std::exception &) {
    return cached("/");
  }
}

// 9. A lock that protects something else as well.
class queue {
public:
  async::task<reply> push(std::string url) {
    std::lock_guard lock(mutex_);
    waiting_.push_back(url);
    return fetch(url);
  }
  // 10. What the work is given is read under the lock.
  async::task<reply> front() {
    std::lock_guard lock(mutex_);
    return fetch(waiting_.front());
  }
  // 11. The scope of the lock is closed (MA0100: using scope already closed).
  async::task<reply> closed(std::string url) {
    {
      std::lock_guard lock(mutex_);
      waiting_.push_back(url);
    }
    return fetch(url);
  }
  // 12. Unlocked, or handed on.
  async::task<reply> unlocked(std::string url) {
    std::unique_lock lock(mutex_);
    lock.unlock();
    return fetch(url);
  }
  async::task<reply> moved(std::string url) {
    std::unique_lock lock(mutex_);
    return fetch_under(std::move(lock), url);
  }
  // 13. A hot function that nobody sees may do all that the lock is for.
  async::task<reply> not_seen(std::string url) {
    std::lock_guard lock(mutex_);
    return send(url);
  }
  // 14. A lock that is not taken.
  async::task<reply> not_taken(std::string url) {
    std::unique_lock<std::mutex> lock;
    return fetch(url);
  }
  async::task<reply> deferred(std::string url) {
    std::unique_lock lock(mutex_, std::defer_lock);
    return fetch(url);
  }

private:
  static async::task<reply> fetch(std::string url) {
    co_await async::delay(std::chrono::milliseconds(1));
    co_return reply{static_cast<int>(url.size())};
  }
  static async::task<reply> fetch_under(std::unique_lock<std::mutex> lock,
                                        std::string url);
  std::mutex mutex_;
  std::vector<std::string> waiting_;
};

// 15. A transaction that was committed, a guard that was released.
class transaction {
public:
  explicit transaction(int db);
  ~transaction();
  void commit();
};
async::task<reply> committed(std::string url) {
  transaction started(1);
  started.commit();
  return send(url);
}

// 16. Objects that only measure, or stop a flow of context, have to end here
// (MA0100 and its #974: ExecutionContext.SuppressFlow).
class flow_suppression {
public:
  flow_suppression();
  ~flow_suppression();
};
async::task<reply> suppressed(std::string url) {
  flow_suppression until_started;
  return send(url);
}

// 17. A guard of the caller.
async::task<reply> of_the_caller(transaction &started, std::string url) {
  transaction &same = started;
  static_cast<void>(same);
  return send(url);
}

// 18. In a coroutine, the guard lives until the await is done: another check's
// question.
async::task<reply> in_a_coroutine(std::string url) {
  transaction started(1);
  co_return co_await send(url);
}
