// options: AsyncVocabulary=${dir}/vocabulary.json
// A library that only a vocabulary file tells about.
#include <coroutine>
#include <exception>
#include <utility>

namespace net {
inline namespace v3 { // no part of the names
struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(int);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
  int get();
};
struct loop {
  template <typename F> void post(F f) { f(); }
  void on_idle();
};
template <typename F> job on_pool(F f);
job all(const job &, const job &);
struct window {
  virtual ~window() = default;
  virtual void on_key(int code);
  void on_idle();
};
struct service {};
template <typename O, typename F> void connect(O *object, F f) { f(); }
template <typename O, typename R, typename F> void connect(O *object, R *receiver, F f) { f(); }
job make_ready(int);
} // namespace v3
} // namespace net

net::job count();

// 1. In a coroutine.
net::job twice() {
  int once = count().get(); // warn: 'get' blocks the thread that runs the coroutine 'twice' until 'count' is done; 'co_await' it instead
  co_return once + co_await count();
}

// 2. Posted to the loop, and in what the file says runs on its thread.
void start(net::loop &loop) {
  loop.post([] { count().get(); }); // warn: 'get' blocks the context's thread until 'count' is done
}
void net::loop::on_idle() {
  count().get(); // warn: 'get' blocks the context's thread until 'count' is done
}

// 3. Joined, ready, or not on a context's thread: silent.
net::job joined() {
  auto a = count(), b = count();
  co_await net::all(a, b);
  co_return a.get() + b.get() + net::make_ready(1).get();
}
int outside() { return count().get(); }

// 4. A handler of a class that the file names, in a derived class.
struct orders_window : net::window {
  void on_key(int) override { // note: 'on_key' runs on a context's thread
    count().get(); // warn: 'get' blocks the context's thread until 'count' is done
  }
  void on_idle() { count().get(); }
};

// 5. Connected to an object of a context; a receiver counts before the sender.
void connect_all(orders_window &orders, net::service &mail) {
  net::connect(&orders, [] { count().get(); });        // warn: 'get' blocks the context's thread
  net::connect(&mail, &orders, [] { count().get(); }); // warn: 'get' blocks the context's thread
  net::connect(&orders, &mail, [] { count().get(); });
  net::connect(&mail, [] { count().get(); });
}
