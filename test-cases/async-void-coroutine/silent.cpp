// Coroutines that somebody can await, or that are let go on purpose.
#include <async/async.hpp>

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct order {
  int id = 0;
};

async::task<> save(order o);
async::task<int> count();
void log(const char *text);

// 1. Tasks of all kinds.
async::task<> hot(order o) { co_await save(o); }
async::value_task<int> once() { co_return co_await count(); }
auto lambda = [](order o) -> async::task<> { co_await save(o); };

// 2. A thin shell: one awaited call and a handler around it (P9: event handlers
// may stay as such).
async::fire_and_forget on_click(order o) {
  try {
    co_await save(o);
  } catch (const std::exception &error) {
    log(error.what());
  }
}
async::fire_and_forget on_any(order o) {
  try {
    co_await save(o);
    co_return;
  } catch (const std::exception &error) {
    log(error.what());
  } catch (...) {
    log("unknown");
  }
}
async::fire_and_forget whole_function(order o) try {
  co_await save(o).configure_await(false);
} catch (...) {
  log("failed");
}
auto on_close = [](order o) -> async::fire_and_forget {
  try {
    co_await save(o);
  } catch (...) {
    log("failed");
  }
};

// 3. A thin shell that keeps itself alive, and one for a task it is given.
class window : public std::enable_shared_from_this<window> {
public:
  async::fire_and_forget on_resize() {
    auto self = shared_from_this();
    try {
      co_await redraw();
    } catch (...) {
      log("failed");
    }
  }
  static async::fire_and_forget observe(async::task<> work) {
    try {
      co_await work;
    } catch (...) {
      log("failed");
    }
  }

private:
  async::task<> redraw();
};

// 4. A thin shell that shows what it got.
void show(int n);
async::fire_and_forget on_count() {
  try {
    show(co_await count());
  } catch (...) {
    log("failed");
  }
}

// 5. The function whose purpose it is to let go says so.
ASYNC_DETACHES async::fire_and_forget let_go(async::task<> work) {
  co_await work;
  log("done");
}
ASYNC_CONSUMES async::fire_and_forget keep(async::task<> work) {
  co_await work;
  log("kept");
}

// 6. An event's handler, by the type of a parameter (AsyncFixer #16, #39:
// EventArgs and its generic descendants).
struct ASYNC_EVENT event_args {};
struct click_args : event_args {
  int x = 0;
};
template <typename T> struct changed_args : event_args {
  T value;
};
async::fire_and_forget clicked(const click_args &args) {
  co_await count();
  co_await save(order{args.x});
}
async::fire_and_forget changed(changed_args<std::string> *args) {
  co_await count();
  log(args->value.c_str());
}
auto moved = [](int, click_args args) -> async::fire_and_forget {
  co_await count();
  co_await save(order{args.x});
};

// 7. An event's handler, by where it is connected (AsyncFixer #16: `event +=`
// lambdas, also Action events).
template <typename... Args> class signal {
public:
  ASYNC_CONNECTS void connect(std::function<void(Args...)> handler);
  template <typename F> ASYNC_CONNECTS void operator+=(F handler);
};
async::fire_and_forget on_timer() {
  co_await count();
  log("done");
}
class view {
public:
  async::fire_and_forget on_open() {
    co_await count();
    log("opened");
  }
  void install(signal<> &opened, signal<int> &resized) {
    opened += on_timer;
    opened.connect(&on_timer);
    opened += std::bind(&view::on_open, this);
    resized += [](int) -> async::fire_and_forget {
      co_await count();
      log("resized");
    };
    auto named = [](int width) -> async::fire_and_forget {
      co_await save(order{width});
      log("resized");
    };
    resized += named;
    resized.connect([](int) -> async::task<> { co_await count(); });
  }
};

// 8. A generator is no detached coroutine, and neither is a stream.
template <typename T> struct generator {
  struct promise_type {
    T current;
    generator get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
    std::suspend_always yield_value(T value) {
      current = value;
      return {};
    }
  };
};
generator<int> numbers() {
  co_yield 1;
  co_yield 2;
}

// 9. A handle that somebody drives: a scheduler's routine.
struct routine {
  struct promise_type {
    routine get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  std::coroutine_handle<promise_type> handle;
};
routine scheduled() { co_await std::suspend_always{}; }

// 10. A type that can be asked for its end, or joined.
class joined {
public:
  struct promise_type {
    joined get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  bool done() const;
  void join();
};
joined can_be_joined() { co_await std::suspend_never{}; }

// 11. A lazy type that a queue starts and sees the end of.
struct queued {
  struct promise_type {
    queued get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};
queued in_a_queue() { co_await std::suspend_never{}; }

// 12. A promise that keeps the exception, or throws it at whoever resumes.
struct keeper {
  struct promise_type {
    std::exception_ptr *error;
    keeper get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { *error = std::current_exception(); }
  };
};
keeper kept() { co_await std::suspend_never{}; }
struct thrower {
  struct promise_type {
    thrower get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() { throw; }
  };
};
thrower thrown() { co_await std::suspend_never{}; }

// 13. A promise that tells somebody that the coroutine is done.
struct nursery {
  int running = 0;
};
struct child {
  struct promise_type {
    nursery &of;
    explicit promise_type(nursery &n) : of(n) { ++of.running; }
    ~promise_type() { --of.running; }
    child get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};
child structured(nursery &) { co_await std::suspend_never{}; }
struct counted {
  struct promise_type {
    int *left;
    counted get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept { --*left; }
    void unhandled_exception() noexcept { std::terminate(); }
  };
};
counted counts_down() { co_await std::suspend_never{}; }

// 14. A promise whose code is elsewhere may do anything.
struct elsewhere {
  struct promise_type {
    elsewhere get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
elsewhere not_shown() { co_await std::suspend_never{}; }

// 15. A type with a friend, a base, or a value in it.
struct base_of_scope {};
template <typename Self> struct promise_of {
  Self get_return_object() { return {}; }
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_void() noexcept {}
  void unhandled_exception() noexcept { std::terminate(); }
};
struct scoped : base_of_scope {
  using promise_type = promise_of<scoped>;
};
scoped with_base() { co_await std::suspend_never{}; }
class befriended {
  friend class owner;

public:
  using promise_type = promise_of<befriended>;
};
befriended with_friend() { co_await std::suspend_never{}; }
struct valued {
  using promise_type = promise_of<valued>;
  std::shared_ptr<int> state;
};
valued with_state() { co_await std::suspend_never{}; }

// 16. Awaitable by a free operator, or by its awaiter.
struct free_awaitable {
  using promise_type = promise_of<free_awaitable>;
};
std::suspend_never operator co_await(free_awaitable);
free_awaitable by_free_operator() { co_await std::suspend_never{}; }

// 17. A declaration alone: the definition is reported where it is.
async::fire_and_forget declared(order o);
void calls(order o) { declared(o); }

// 18. A function that only makes one, without being a coroutine.
async::fire_and_forget forwards(order o) { return declared(o); }

// 19. What a macro spells is the macro's affair.
#define BACKGROUND(name) async::fire_and_forget name(order o)
BACKGROUND(by_macro) { co_await save(o); }

// 20. `detach` with a handler for the error, which is how it is done.
void placed(order o) {
  async::detach(save(o), [](std::exception_ptr) { log("failed"); });
}
