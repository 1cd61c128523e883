// options: AsyncVocabulary=${dir}/vocabulary.json
// A library that only a vocabulary file tells about.
#include <async/async.hpp>

#include <coroutine>

namespace gui {
struct routine_promise;
struct routine {
  using promise_type = routine_promise;
};
struct routine_promise {
  routine get_return_object();
  std::suspend_never initial_suspend();
  std::suspend_never final_suspend() noexcept;
  void return_void();
  void unhandled_exception();
};
struct event {};
struct key_event : event {};
template <typename Signature> class callback;
template <typename R, typename... Args> class callback<R(Args...)> {
public:
  template <typename F> callback(F f);
};
class button {
public:
  void on_click(callback<void()> f);
  void when_pressed(callback<void()> f);
};
template <typename F> void each_window(int first, F f) { f(); }
} // namespace gui

async::task<> save();

// 1. A coroutine type by the role `detached`.
gui::routine refresh() { // warn: 'refresh' cannot be awaited: an exception in it is lost or ends the process; return a task
  co_await save();
}

// 2. An event's handler by the role `event`, derived classes included.
gui::routine on_key(const gui::key_event &) { co_await save(); }
gui::routine on_event(gui::event *, int) { co_await save(); }

// 3. A callback by the role `callable`: silent where the function connects.
async::task<> clicked() { co_await save(); }
void install(gui::button &b) {
  b.when_pressed(clicked); // warn: 'clicked' returns a task, but 'gui::callback<void()>' throws it away
  b.on_click(clicked);
}

// 4. A function by the role `drops_result`.
void all() {
  gui::each_window(1, clicked); // warn: 'clicked' returns a task, but 'gui::each_window' throws it away
}
