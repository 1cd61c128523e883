// Cleanup has to run to its end, whoever is canceled.
#include <async/async.hpp>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

using namespace std::chrono_literals;

async::task<> write(std::string text, async::cancellation_token token = {});
void log(std::string text, std::stop_token stop = {});
async::task<> close_file(int file, async::cancellation_token token = {});

struct transaction {
  async::task<> commit(async::cancellation_token token = {});
  async::task<> rollback(async::cancellation_token token = {});
  async::task<> dispose_async(async::cancellation_token token = {});
  async::task<> releaseLock(async::cancellation_token token = {});
  async::task<> shut_down(async::cancellation_token token = {});
};

// 1. Calls that say by their name that they clean up.
async::task<> calls(transaction &t, async::cancellation_token ct) {
  co_await t.commit(ct);
  co_await t.rollback();
  co_await t.dispose_async();
  co_await t.releaseLock();
  co_await t.shut_down();
  co_await close_file(1);
}

// 2. Functions that clean up, and destructors.
class connection {
public:
  ~connection() { log("gone"); }
  async::task<> close() { co_await write("bye"); }
  async::task<> async_shutdown(async::cancellation_token ct) { co_await write("bye"); }
  async::task<> rollbackAsync(async::cancellation_token ct) {
    auto undo = [ct]() -> async::task<> {
      co_await write("undo");
      if (ct.cancellation_requested())
        co_return;
    };
    co_await undo();
  }

private:
  std::stop_token stop_;
  async::cancellation_token token_;
};

// 3. In a handler.
void handler(std::string text, std::stop_token stop) {
  try {
    log(text, stop);
  } catch (const std::exception &e) {
    log(e.what());
  }
}

// 4. No handler may co_await, so a coroutine compensates after it.
async::task<> compensates(async::cancellation_token ct) {
  std::exception_ptr failure;
  try {
    co_await write("a", ct);
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) {
    co_await write("undo a");
    std::rethrow_exception(failure);
  }
}
async::task<> by_flag(async::cancellation_token ct) {
  bool failed = false;
  try {
    co_await write("a", ct);
  } catch (const std::runtime_error &) {
    failed = true;
  }
  if (failed)
    co_await write("undo a");
}
async::task<> left_early(async::cancellation_token ct) {
  bool failed = false;
  try {
    co_await write("a", ct);
  } catch (const std::runtime_error &) {
    failed = true;
  }
  if (!failed)
    co_return;
  co_await write("undo a");
}
async::task<> like_finally(async::cancellation_token ct) {
  std::exception_ptr failure;
  try {
    co_await write("a", ct);
  } catch (...) {
    failure = std::current_exception();
  }
  co_await write("end of a");
  if (failure)
    std::rethrow_exception(failure);
}

// 5. Where the token was found canceled.
async::task<> canceled(async::cancellation_token ct, bool more) {
  if (ct.cancellation_requested()) {
    co_await write("canceled");
    co_return;
  }
  if (!ct.cancellation_requested())
    co_await write("on", ct);
  else
    co_await write("off");
  if (more || ct.cancellation_requested())
    co_await write("last");
  ct.cancellation_requested() ? co_await write("yes") : co_await write("no", ct);
  co_await write("a", ct);
}

// 6. After a loop that ends when it is.
async::task<> serve(async::cancellation_token ct) {
  while (!ct.cancellation_requested())
    co_await write("tick", ct);
  co_await write("last words");
}
async::task<> serve_some(std::vector<std::string> texts, async::cancellation_token ct) {
  for (const std::string &text : texts) {
    if (ct.cancellation_requested())
      break;
    co_await write(text, ct);
  }
  co_await write("last words");
}
async::task<> only_when_canceled(async::cancellation_token ct) {
  if (!ct.cancellation_requested())
    co_return;
  co_await write("canceled");
}

// 7. In a callback of the token.
void registered(async::cancellation_token ct, std::stop_token stop) {
  auto link = ct.on_cancel([ct, stop] {
    (void)write("canceled");
    if (!ct.cancellation_requested() && !stop.stop_requested())
      log("never");
  });
  std::stop_callback on_stop(stop, [stop] {
    log("stopped");
    log("stopped", stop);
  });
  auto later = [stop] {
    log("stopped");
    log("stopped", stop);
  };
  std::stop_callback named(stop, later);
}

// 8. The token comes by another way (Meziantou: existing WithCancellation).
template <typename T> async::task<T> with_cancellation(async::task<T> of, async::cancellation_token token);
template <typename... T> ASYNC_RACES async::task<> first_of(T... tasks);
async::task<> canceled_by(async::cancellation_token token);
struct query {
  query with_token(async::cancellation_token token);
  query limit(int rows);
  async::task<int> run();
};
query select(std::string text, async::cancellation_token token = {});
async::task<> by_another_way(async::cancellation_token ct) {
  co_await with_cancellation(write("a"), ct);
  co_await first_of(write("b"), canceled_by(ct));
  co_await select("c").with_token(ct).run();
  co_await select("d").limit(3).with_token(ct).run();
  auto writing = write("e");
  co_await with_cancellation(writing, ct);
}

// 9. The question is kept in a variable, or asked in an endless loop.
async::task<> kept_answer(async::cancellation_token ct) {
  const bool stopped = ct.cancellation_requested();
  if (stopped)
    co_await write("canceled");
  if (bool off = ct.cancellation_requested(); off)
    co_await write("off");
  while (true) {
    if (ct.cancellation_requested())
      break;
    co_await write("tick", ct);
  }
  co_await write("last words");
}

// 10. After a `try` that returns, only failures go on; handlers may collect.
async::task<> fallback(async::cancellation_token ct) {
  try {
    co_await write("a", ct);
    co_return;
  } catch (const std::runtime_error &) {
  }
  co_await write("undo a");
}
async::task<> collects(async::cancellation_token ct) {
  std::vector<std::exception_ptr> errors;
  try {
    co_await write("a", ct);
  } catch (...) {
    errors.push_back(std::current_exception());
  }
  if (!errors.empty())
    co_await write("undo a");
}

// 11. Guards that run at the end of a scope.
template <typename F> struct scope_exit {
  explicit scope_exit(F f);
  ~scope_exit();
};
template <typename F> scope_exit<F>::scope_exit(F) {}
template <typename F> scope_exit<F>::~scope_exit() {}
template <typename F> scope_exit<F> finally(F f) { return scope_exit<F>(f); }
async::task<> guarded(std::stop_token stop) {
  scope_exit undo([stop] {
    log("undo");
    log("undone", stop);
  });
  auto last = finally([stop] {
    log("last");
    log("words", stop);
  });
  co_await write("a");
}

// 12. After a cancellation that was caught and kept.
async::task<> serve_until_canceled(async::cancellation_token ct) {
  try {
    while (true)
      co_await write("tick", ct);
  } catch (const async::operation_canceled &) {
  }
  co_await write("last words");
}

// 13. After a wait for the cancellation itself.
async::task<> until_canceled(async::cancellation_token token);
void wait_for_stop(std::stop_token stop);
void _(std::stop_token stop);
async::task<> waits(async::cancellation_token ct) {
  co_await until_canceled(ct);
  co_await write("last words");
}
void waits(std::stop_token stop) {
  _(stop);
  wait_for_stop(stop);
  log("last words");
}
void waits_with(std::stop_token stop, std::condition_variable_any &woken, std::mutex &m) {
  std::unique_lock lock(m);
  woken.wait(lock, stop, [] { return false; });
  log("last words");
}
void waits_and_asks(std::stop_token stop, std::condition_variable_any &woken, std::mutex &m) {
  std::unique_lock lock(m);
  woken.wait(lock, stop, [&] { return stop.stop_requested(); });
  log("last words");
}

// 14. What makes up for what was not done.
async::task<> makes_up(async::cancellation_token ct) {
  bool done = false;
  try {
    co_await write("a", ct);
    done = true;
  } catch (...) {
  }
  if (!done)
    co_await write("not a");
}
