#include <async/async_mutex.hpp>
#include <async/channel.hpp>
#include <async/value_task.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

namespace {
std::atomic<int> allocations = 0;
}

void *operator new(std::size_t size) {
  ++allocations;
  if (void *memory = std::malloc(size ? size : 1))
    return memory;
  throw std::bad_alloc();
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }

namespace {

using async::task;
using async::value_task;

TEST(allocation, the_count_counts) {
  const int before = allocations;
  EXPECT_TRUE(async::from_result(1).done());
  EXPECT_EQ(allocations - before, 1);
}

TEST(allocation, a_ready_value_task_allocates_nothing) {
  const int before = allocations;
  value_task<int> made = value_task<int>::from_result(1);
  const int result = made.result();
  value_task<> nothing = value_task<>::from_result();
  nothing.result();
  const int after = allocations;
  EXPECT_EQ(result, 1);
  EXPECT_EQ(after - before, 0);
}

TEST(allocation, awaiting_a_ready_value_task_allocates_nothing) {
  const auto counts = []() -> task<int> {
    const int before = allocations;
    for (int i = 0; i < 10; ++i) {
      co_await value_task<std::string>::from_result("short");
      co_await value_task<int>::from_result(1).configure_await(false);
    }
    co_return allocations - before;
  };
  EXPECT_EQ(counts().result(), 0);
}

TEST(allocation, what_does_not_wait_in_line_allocates_nothing) {
  async::async_mutex mutex;
  async::async_semaphore semaphore(1);
  async::channel<int> numbers;
  numbers.write(1).result();
  const auto counts = [&]() -> task<int> {
    const int before = allocations;
    const auto guard = co_await mutex.lock();
    co_await semaphore.acquire();
    semaphore.release();
    co_await numbers.read();
    co_return allocations - before;
  };
  EXPECT_EQ(counts().result(), 0);
}

TEST(allocation, a_coroutine_takes_a_frame_and_a_state) {
  const auto empty = []() -> task<> { co_return; };
  const int before = allocations;
  EXPECT_TRUE(empty().done());
  EXPECT_EQ(allocations - before, 2);
}

} // namespace
