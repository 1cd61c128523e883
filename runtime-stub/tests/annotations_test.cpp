#include <async/annotations.hpp>

#include <gtest/gtest.h>

#include <functional>

namespace {

// Every macro, where users write it; that it compiles is the test.
class ASYNC_TASK ASYNC_LAZY own_task {};
class ASYNC_TASK ASYNC_HOT ASYNC_ONE_SHOT own_value_task {};
class ASYNC_DETACHED own_detached {};
class ASYNC_STREAM own_stream {};
class ASYNC_TOKEN own_token {};
class ASYNC_TOKEN_SOURCE own_source {};
class ASYNC_CONTEXT own_context {};
class ASYNC_THREAD_BOUND own_lock {};
class ASYNC_NOT_CONCURRENT own_connection {};
class ASYNC_SHARED_CLIENT own_client {};
class ASYNC_CANCELED own_canceled {};
class ASYNC_EVENT own_event {};
template <typename> class ASYNC_CALLABLE own_callback {};

ASYNC_BLOCKS int wait() { return 1; }
ASYNC_BLOCKS_TWIN("read_async") int read() { return 1; }
ASYNC_CONTEXT_THREAD int on_click() { return 1; }
ASYNC_POSTS_TO_CONTEXT int post(const std::function<int()> &f) { return f(); }
ASYNC_OFFLOADS int offload(const std::function<int()> &f) { return f(); }
ASYNC_CONSUMES int keep(own_task) { return 1; }
ASYNC_DETACHES int let_go(own_task) { return 1; }
ASYNC_JOINS int all(own_task, own_task) { return 1; }
ASYNC_RACES int any(own_task, own_task) { return 1; }
ASYNC_MAKES_READY own_task ready() { return {}; }
ASYNC_CONFIGURES_AWAIT own_task configure(own_task t) { return t; }
ASYNC_CONNECTS int connect(const std::function<int()> &f) { return f(); }
ASYNC_DROPS_RESULT int repeat(const std::function<int()> &f) {
  f();
  return f();
}

TEST(annotations, change_nothing) {
  (void)own_value_task();
  (void)own_detached();
  (void)own_stream();
  (void)own_token();
  (void)own_source();
  (void)own_context();
  (void)own_lock();
  (void)own_connection();
  (void)own_client();
  (void)own_canceled();
  (void)own_event();
  (void)own_callback<void()>();
  EXPECT_EQ(wait() + read() + on_click() + post(wait) + offload(read), 5);
  EXPECT_EQ(keep(ready()) + let_go(configure(ready())), 2);
  EXPECT_EQ(all({}, {}) + any({}, {}), 2);
  EXPECT_EQ(connect(wait) + repeat(wait), 2);
}

} // namespace
