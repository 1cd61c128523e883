// One-shot by what the language says: a coroutine's type that cannot be copied
// and that `co_await` takes as an rvalue only. Nothing here is annotated.
#include <coroutine>
#include <exception>
#include <memory>
#include <utility>

namespace own {

struct promise_base {
  std::suspend_always initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
};
struct awaiter {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<> waiting);
  int await_resume();
};

class once {
public:
  struct promise_type : promise_base {
    once get_return_object();
    void return_value(int value);
  };
  once(once &&other) noexcept;
  once &operator=(once &&other) noexcept;
  awaiter operator co_await() &&;
  int get();
  bool valid() const;
  explicit operator bool() const;
  bool ready() const;
};

// May be awaited again and again, as an lvalue is fine.
class often {
public:
  struct promise_type : promise_base {
    often get_return_object();
    void return_value(int value);
  };
  often(often &&other) noexcept;
  awaiter operator co_await() const &;
  awaiter operator co_await() &&;
};

// Copies share the work.
class shared {
public:
  struct promise_type : promise_base {
    shared get_return_object();
    void return_value(int value);
  };
  awaiter operator co_await() &&;
};

} // namespace own

own::once make();
own::often make_often();
own::shared make_shared();
void keep(own::once work);

// 1. Awaited twice, each time by std::move.
own::once twice() {
  auto work = make();
  const int first = co_await std::move(work);
  co_return first + co_await std::move(work); // warn: 'work' is awaited twice
}

// 2. Moved, and awaited after that.
own::once after_a_move() {
  auto work = make();
  keep(std::move(work));
  co_return co_await std::move(work); // warn: 'work' is awaited after it was moved
}

// 3. A member that gives what the await gives.
own::once after_get() {
  auto work = make();
  const int first = work.get();
  co_return first + co_await std::move(work); // warn: 'work' is awaited after it was read
}

// 4. Each once.
own::once on_either_branch(bool warm) {
  auto work = make();
  if (warm && work.ready())
    co_return co_await std::move(work);
  co_return 1 + co_await std::move(work);
}

// 5. Types that may be awaited again.
own::once others() {
  auto many = make_often();
  int all = co_await many + co_await many;
  auto common = make_shared();
  all += co_await std::move(common);
  co_return all + co_await std::move(common);
}

// 6. Work that may be kept, as nobody said that it is hot.
class queue {
  own::once next_ = make();
};

// 7. Asked whether it is still there.
void give(own::once work);
own::once if_there() {
  auto work = make();
  int all = 0;
  if (work)
    give(std::move(work));
  if (work)
    all += co_await std::move(work);
  if (work.valid())
    all += co_await std::move(work);
  co_return all;
}
