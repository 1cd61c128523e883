// Results of value tasks that are there, or that another check speaks of.
#include <async/async.hpp>

#include <cassert>
#include <string>
#include <utility>

async::value_task<int> cached_count();
async::task<int> count();
void show(int count);

// 1. A guard (CA2012).
int guarded() {
  auto counting = cached_count();
  if (counting.done())
    return counting.result();
  return 0;
}
int guarded_early() {
  auto counting = cached_count();
  if (!counting.done())
    return 0;
  return counting.result();
}
int guarded_by_a_choice() {
  auto counting = cached_count();
  return counting.done() ? counting.result() : 0;
}
bool guarded_by_and() {
  auto counting = cached_count();
  return counting.done() && counting.result() > 3;
}

// 2. A loop that ends when it is done.
int polled() {
  auto counting = cached_count();
  while (!counting.done())
    ;
  return counting.result();
}

// 3. An assertion, which CA2012 knows as Debug.Assert.
#undef NDEBUG
#include <cassert>
int asserted() {
  auto counting = cached_count();
  assert(counting.done());
  return counting.result();
}

// 4. Ready from the start.
int ready() {
  auto counting = async::value_task<int>::from_result(3);
  return counting.result() + async::value_task<int>::from_result(4).result();
}

// 5. In coroutines and on contexts' threads it is async-blocking-wait that
// speaks: one finding for one mistake.
async::task<int> in_a_coroutine() { co_return cached_count().result(); }
int called_by_a_coroutine() { return cached_count().result(); }
async::task<int> caller() { co_return called_by_a_coroutine(); }
ASYNC_CONTEXT_THREAD void on_click() { show(cached_count().result()); }
void posts(async::ui_context &ui) {
  ui.post([] { show(cached_count().result()); });
}

// 6. Of parameters, and of what others have, others know whether it is done.
int of_a_parameter(async::value_task<int> counting) { return counting.result(); }
int of_a_reference(async::value_task<int> &counting) { return counting.result(); }
struct counter {
  async::value_task<int> &counting;
  int get() { return counting.result(); }
};

// 7. A task is none of this check's business.
int of_a_task() { return count().result() + cached_count().as_task().result(); }

// 8. Not evaluated.
int not_evaluated() {
  auto counting = cached_count();
  return sizeof(counting.result()) + noexcept(counting.result());
}

// 9. In an assertion of a test framework the wait is part of the test.
#define EXPECT_EQ(a, b) ((a) == (b) ? void() : show(0))
void in_a_test() { EXPECT_EQ(cached_count().result(), 3); }

// 10. A program's main function may wait.
int main() {
  auto counting = cached_count();
  return counting.result();
}
