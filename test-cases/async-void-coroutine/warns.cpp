// Coroutines that nobody can await: their end and their exceptions are lost.
#include <async/async.hpp>

#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>

struct order {
  int id = 0;
};

async::task<> save(order o);
async::task<int> count();
void log(const char *text);

// 1. A coroutine of a detached type (AsyncFixer03, VSTHRD100).
async::fire_and_forget update_cache() { // warn: 'update_cache' cannot be awaited: an exception in it
  co_await count();
}

// 2. Members, static members, functions in namespaces.
class cache {
public:
  async::fire_and_forget refresh() { // warn: 'refresh' cannot be awaited
    co_await count();
  }
  static async::fire_and_forget clear() { // warn: 'clear' cannot be awaited
    co_await count();
  }
  async::fire_and_forget store(order o);
};
async::fire_and_forget cache::store(order o) { // warn: 'store' cannot be awaited
  co_await save(o);
}
namespace {
async::fire_and_forget hidden() { // warn: 'hidden' cannot be awaited
  co_await count();
}
} // namespace

// 3. A lambda, where it begins (VSTHRD101).
auto on_start = []() -> async::fire_and_forget { // warn: this lambda cannot be awaited: an exception in it
  co_await count();
};
void runs_at_once(order o) {
  [](order o) -> async::fire_and_forget { // warn: this lambda cannot be awaited
    co_await save(o);
  }(o);
}

// 4. Also one that never awaits.
async::fire_and_forget at_once() { // warn: 'at_once' cannot be awaited
  log("done");
  co_return;
}

// 5. An alias of the type and a trailing return type.
using background = async::fire_and_forget;
background by_alias() { // warn: 'by_alias' cannot be awaited
  co_await count();
}
auto trailing() -> async::fire_and_forget { // warn: 'trailing' cannot be awaited
  co_await count();
}

// 6. More than one awaited call is no thin shell, and neither is a loop.
async::fire_and_forget fat(order o) { // warn: 'fat' cannot be awaited: an exception in it
  int n = co_await count();
  if (n > 0)
    co_await save(o);
}
async::fire_and_forget endless(order o) { // warn: 'endless' cannot be awaited
  while (true)
    co_await save(o);
}

// 7. With a handler around everything the end is still out of reach.
async::fire_and_forget guarded(order o) { // warn: 'guarded' cannot be awaited: nobody learns when it is done
  try {
    int n = co_await count();
    if (n > 0)
      co_await save(o);
  } catch (...) {
    log("failed");
  }
}

// 8. One awaited call without a handler, or with one that throws on.
async::fire_and_forget no_handler(order o) { // warn: an exception in it
  co_await save(o);
}
async::fire_and_forget throws_on(order o) { // warn: an exception in it
  try {
    co_await save(o);
  } catch (...) {
    log("failed");
    throw;
  }
}

// 9. A type of one's own, known by the language: the promise ends the process.
struct oneway {
  struct promise_type {
    oneway get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
oneway by_language(order o) { // warn: 'by_language' cannot be awaited: an exception in it ends the process; return a task
  co_await save(o);
}

// 10. ... or it swallows the exception.
struct silent_oneway {
  struct promise_type {
    silent_oneway get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };
};
silent_oneway swallows(order o) { // warn: 'swallows' cannot be awaited: an exception in it is lost
  co_await save(o);
}

// 11. ... or it logs it.
struct logged_oneway {
  struct promise_type {
    logged_oneway get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {
      try {
        throw;
      } catch (const std::exception &error) {
        log(error.what());
      } catch (...) {
        log("unknown");
      }
    }
  };
};
logged_oneway logs(order o) { // warn: 'logs' cannot be awaited: an exception in it is lost
  co_await save(o);
}

// 12. ... or it throws out of a function that must not, or aborts.
struct strict_oneway {
  struct promise_base {
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    [[noreturn]] void unhandled_exception() noexcept { throw; }
  };
  struct promise_type : promise_base {
    strict_oneway get_return_object() { return {}; }
  };
};
strict_oneway strict(order o) { // warn: 'strict' cannot be awaited: an exception in it ends the process
  co_await save(o);
}

// 13. The promise comes from std::coroutine_traits, also for `void`.
struct background_tag {};
template <> struct std::coroutine_traits<void, background_tag, order> {
  struct promise_type {
    void get_return_object() {}
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::abort(); }
  };
};
void by_traits(background_tag, order o) { // warn: 'by_traits' cannot be awaited: an exception in it ends the process
  co_await save(o);
}

// 14. A template is reported once, however often it is instantiated.
template <typename Work>
async::fire_and_forget spawn(Work work) { // warn: 'spawn' cannot be awaited
  co_await work();
}
void spawns() {
  spawn([] { return count(); });
  spawn([] { return async::yield(); });
}

// 15. An annotated type, whose promise is not shown.
struct job_promise;
struct ASYNC_DETACHED job {
  using promise_type = job_promise;
};
struct job_promise {
  job get_return_object();
  std::suspend_never initial_suspend();
  std::suspend_never final_suspend() noexcept;
  void return_void();
  void unhandled_exception();
};
job annotated(order o) { // warn: 'annotated' cannot be awaited: an exception in it is lost or ends the process
  co_await save(o);
}

// 16. Virtual functions and functions whose address is taken keep their type,
// but not their harm.
struct page {
  virtual ~page() = default;
  virtual async::fire_and_forget load() { // warn: 'load' cannot be awaited
    co_await count();
  }
};
async::fire_and_forget by_address() { // warn: 'by_address' cannot be awaited
  co_await count();
}
auto *address = &by_address;

// 17. Told only if all goes well, or after what may throw; a socket that is
// closed is no answer.
async::fire_and_forget told_if_well(order o, std::function<void(int)> done) { // warn: 'told_if_well' cannot be awaited: an exception in it
  co_await save(o);
  done(co_await count());
}
async::fire_and_forget failure_is_logged(order o, std::function<void(int)> done) { // warn: 'failure_is_logged' cannot be awaited: nobody learns when it is done
  try {
    co_await save(o);
    done(co_await count());
  } catch (...) {
    log("failed");
  }
}
struct connection {
  async::task<int> read();
  void close();
};
async::fire_and_forget serve(connection client) { // warn: 'serve' cannot be awaited: nobody learns when it is done
  try {
    while (co_await client.read() > 0)
      log("read");
  } catch (...) {
    client.close();
  }
}

// 18. What awaits more than it was given, or makes what it awaits.
async::fire_and_forget and_more(async::task<> work) { // warn: 'and_more' cannot be awaited
  co_await work;
  log("done");
}
