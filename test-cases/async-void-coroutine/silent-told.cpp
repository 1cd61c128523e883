// Coroutines that nobody awaits, and that tell somebody how they ended.
#include <async/async.hpp>

#include <coroutine>
#include <exception>
#include <functional>
#include <future>
#include <memory>

struct order {
  int id = 0;
};

async::task<> save(order o);
async::task<int> count();

// 1. Somebody learns how it ended: a callback, a promise, a reactor.
async::fire_and_forget fetch(order o, std::function<void(int, std::exception_ptr)> done) {
  try {
    co_await save(o);
    done(co_await count(), nullptr);
  } catch (...) {
    done(0, std::current_exception());
  }
}
async::fire_and_forget into_promise(order o, std::promise<int> result) {
  try {
    co_await save(o);
    result.set_value(co_await count());
  } catch (...) {
    result.set_exception(std::current_exception());
  }
}
struct status {
  int code;
};
struct reactor {
  void Finish(status s);
};
async::fire_and_forget answer(reactor *call, order o) {
  status s{0};
  try {
    int n = co_await count();
    co_await save(order{n});
  } catch (const std::exception &) {
    s = {13};
  } catch (...) {
    s = {2};
  }
  call->Finish(s);
}
template <typename Handler> async::fire_and_forget run_with(async::task<> work, Handler done) {
  std::exception_ptr error;
  try {
    co_await work;
    co_await count();
  } catch (...) {
    error = std::current_exception();
  }
  done(error);
}
async::fire_and_forget resume_after(async::task<> work, int &left, std::coroutine_handle<> waiting) {
  try {
    co_await work;
  } catch (...) {
  }
  if (--left == 0)
    waiting.resume();
}
void told_by_captures(std::shared_ptr<std::promise<int>> result) {
  [result]() -> async::fire_and_forget {
    try {
      co_await save({});
      result->set_value(co_await count());
    } catch (...) {
      result->set_exception(std::current_exception());
    }
  }();
}
class job {
  std::function<void()> on_done_;
  std::function<void(std::exception_ptr)> on_error_;
  async::fire_and_forget run() {
    try {
      co_await save({});
      co_await count();
      on_done_();
    } catch (...) {
      on_error_(std::current_exception());
    }
  }
};
