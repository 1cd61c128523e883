#include <async/task.hpp>

#include <async/value_task.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <coroutine>
#include <exception>
#include <memory>
#include <ostream>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

namespace {

using async::task;
using namespace tests;

/// What would let a task pass for its value where somebody forgot `co_await`.
template <typename T>
concept passes_for_a_value =
    std::is_constructible_v<bool, T> || requires(T one) { one == one; } ||
    requires(T one, std::ostream &out) { out << one; };

static_assert(passes_for_a_value<bool>);
static_assert(!passes_for_a_value<task<bool>>);
static_assert(!passes_for_a_value<async::value_task<bool>>);

task<int> after(task<> gate, int value) {
  co_await gate;
  co_return value;
}

task<int> failing_after(task<> gate) {
  co_await gate;
  throw std::runtime_error("late");
}

TEST(task, runs_on_the_callers_thread_until_its_first_suspension) {
  gate gate;
  std::vector<std::string> log;
  std::thread::id ran_on;
  const auto work = [](task<> gate, std::vector<std::string> &log,
                       std::thread::id &ran_on) -> task<> {
    ran_on = std::this_thread::get_id();
    log.push_back("begun");
    co_await gate;
    log.push_back("ended");
  };
  const task<> running = work(gate.get_task(), log, ran_on);
  log.push_back("returned");
  EXPECT_FALSE(running.done());
  EXPECT_EQ(ran_on, std::this_thread::get_id());
  gate.set_value();
  EXPECT_TRUE(running.done());
  EXPECT_EQ(log, (std::vector<std::string>{"begun", "returned", "ended"}));
}

TEST(task, without_suspension_is_done_when_the_call_returns) {
  const task<int> ready = []() -> task<int> { co_return 7; }();
  EXPECT_TRUE(ready.done());
  EXPECT_EQ(ready.result(), 7);
}

TEST(task, result_blocks_until_another_thread_completes) {
  gate gate;
  const task<int> work = after(gate.get_task(), 3);
  std::thread other([&gate] {
    std::this_thread::sleep_for(20ms);
    gate.set_value();
  });
  EXPECT_EQ(work.result(), 3);
  other.join();
}

TEST(task, wait_for_tells_whether_it_is_done) {
  gate gate;
  const task<int> work = after(gate.get_task(), 3);
  EXPECT_FALSE(work.wait_for(0s));
  EXPECT_FALSE(work.wait_for(std::chrono::hours::min()));
  EXPECT_FALSE(work.wait_for(std::chrono::duration<double>(0.01)));
  gate.set_value();
  EXPECT_TRUE(work.wait_for(0s));
  EXPECT_TRUE(work.wait_for(std::chrono::hours::max()));
}

TEST(task, waits_for_ever_if_asked_to) {
  gate gate;
  std::thread other([&gate] {
    std::this_thread::sleep_for(10ms);
    gate.set_value();
  });
  EXPECT_TRUE(gate.get_task().wait_for(std::chrono::hours::max()));
  other.join();
}

TEST(task, keeps_the_exception_for_everybody) {
  gate gate;
  const task<int> work = failing_after(gate.get_task());
  EXPECT_EQ(work.exception(), nullptr);
  gate.set_value();
  EXPECT_NE(work.exception(), nullptr);
  EXPECT_NO_THROW(work.wait());
  EXPECT_THROW(work.result(), std::runtime_error);
  const auto awaits = [](task<int> work) -> task<std::string> {
    try {
      co_await work;
    } catch (const std::runtime_error &caught) {
      co_return caught.what();
    }
    co_return "";
  };
  EXPECT_EQ(awaits(work).result(), "late");
  EXPECT_EQ(awaits(work).result(), "late");
}

TEST(task, throws_before_its_first_suspension_into_the_task) {
  const task<> work = []() -> task<> {
    throw std::logic_error("early");
    co_return;
  }();
  EXPECT_TRUE(work.done());
  EXPECT_THROW(work.result(), std::logic_error);
}

TEST(task, may_be_awaited_many_times_in_order) {
  gate gate;
  const task<int> work = after(gate.get_task(), 5);
  std::vector<int> order;
  const auto awaits = [](task<int> work, std::vector<int> &order,
                         int me) -> task<int> {
    const int value = co_await work + co_await work;
    order.push_back(me);
    co_return value;
  };
  const task<int> first = awaits(work, order, 1);
  const task<int> second = awaits(work, order, 2);
  const task<int> third = awaits(work, order, 3);
  gate.set_value();
  EXPECT_EQ(first.result() + second.result() + third.result(), 30);
  EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
}

TEST(task, gives_a_variable_the_shared_result) {
  const auto text = []() -> task<std::string> { co_return "shared"; };
  const auto awaits = [](task<std::string> work) -> task<bool> {
    const std::string &one = co_await work;
    const std::string &other = co_await work;
    co_return &one == &other;
  };
  EXPECT_TRUE(awaits(text()).result());
}

TEST(task, copies_what_another_handle_can_see) {
  const task<std::string> kept = []() -> task<std::string> {
    co_return std::string(100, 'x');
  }();
  const auto takes = [](task<std::string> work) -> task<std::string> {
    co_return co_await std::move(work);
  };
  EXPECT_EQ(takes(kept).result().size(), 100u);
  EXPECT_EQ(kept.result().size(), 100u);
}

TEST(task, moves_results_that_cannot_be_copied) {
  const auto make = []() -> task<std::unique_ptr<int>> {
    co_return std::make_unique<int>(4);
  };
  const auto takes = [make]() -> task<std::unique_ptr<int>> {
    std::unique_ptr<int> taken = co_await make();
    co_return taken;
  };
  EXPECT_EQ(*takes().result(), 4);
}

TEST(task, converts_what_it_returns) {
  const auto text = []() -> task<std::string> { co_return "literal"; };
  const auto list = []() -> task<std::vector<int>> { co_return {1, 2, 3}; };
  EXPECT_EQ(text().result(), "literal");
  EXPECT_EQ(list().result().size(), 3u);
}

TEST(task, may_hold_an_exception_as_its_value) {
  const auto caught = []() -> task<std::exception_ptr> {
    co_return error("a value");
  };
  EXPECT_EQ(caught().exception(), nullptr);
  EXPECT_NE(caught().result(), nullptr);
}

TEST(task, empty_handles_say_so) {
  task<int> empty;
  EXPECT_THROW(empty.done(), std::logic_error);
  EXPECT_THROW(empty.result(), std::logic_error);
  EXPECT_THROW(empty.wait(), std::logic_error);
  EXPECT_THROW(empty.exception(), std::logic_error);
  EXPECT_THROW(empty.configure_await(false), std::logic_error);
  const auto awaits = [](task<int> work) -> task<int> {
    co_return co_await work;
  };
  EXPECT_THROW(awaits(empty).result(), std::logic_error);
  empty = awaits(awaits([]() -> task<int> { co_return 1; }()));
  EXPECT_EQ(empty.result(), 1);
}

TEST(task, drops_its_parameters_before_it_is_done) {
  struct watched {
    std::shared_ptr<int> held;
  };
  gate gate;
  const auto held = std::make_shared<int>(0);
  const auto work = [](task<> gate, watched parameter) -> task<> {
    co_await gate;
    (void)parameter;
  };
  const task<> running = work(gate.get_task(), watched{held});
  EXPECT_EQ(held.use_count(), 2);
  std::thread other([&gate] { gate.set_value(); });
  running.wait();
  EXPECT_EQ(held.use_count(), 1);
  other.join();
}

TEST(task, runs_on_when_its_handle_is_dropped) {
  gate gate;
  bool ended = false;
  {
    const task<> dropped = [](task<> gate, bool &ended) -> task<> {
      co_await gate;
      ended = true;
    }(gate.get_task(), ended);
  }
  EXPECT_FALSE(ended);
  gate.set_value();
  EXPECT_TRUE(ended);
}

/// A coroutine type that knows nothing of the runtime.
struct foreign {
  struct promise_type {
    foreign get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

TEST(task, is_awaited_by_other_coroutines_too) {
  gate gate;
  bool resumed = false;
  [](async::task<> gate, bool &resumed) -> foreign {
    co_await gate;
    resumed = true;
  }(gate.get_task(), resumed);
  EXPECT_FALSE(resumed);
  gate.set_value();
  EXPECT_TRUE(resumed);
}

TEST(task, completion_is_visible_to_every_thread) {
  for (int round = 0; round < 200; ++round) {
    gate gate;
    int plain = 0;
    const task<> work = [](task<> gate, int &plain) -> task<> {
      co_await gate;
      plain = 1;
    }(gate.get_task(), plain);
    const auto awaits = [](task<> work, int &plain) -> task<int> {
      co_await work;
      co_return plain;
    };
    std::vector<std::thread> threads;
    std::vector<int> seen(4);
    for (std::size_t i = 0; i < seen.size(); ++i)
      threads.emplace_back([&, i] {
        if (i % 2 == 0) {
          work.wait();
          seen[i] = plain;
        } else {
          seen[i] = awaits(work, plain).result();
        }
      });
    gate.set_value();
    for (std::thread &thread : threads)
      thread.join();
    EXPECT_EQ(seen, std::vector<int>(4, 1));
  }
}

} // namespace
