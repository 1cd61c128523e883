#include <async/async.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <future>
#include <string>

namespace {

using async::synchronization_context;
using async::task;
using async::ui_context;
using namespace tests;

TEST(configure_await, by_default_goes_on_in_the_context) {
  ui_context ui;
  ui.run_until([&ui]() -> task<> {
    co_await async::delay(1ms);
    EXPECT_EQ(synchronization_context::current(), &ui);
    co_await async::delay(1ms).configure_await(true);
    EXPECT_EQ(synchronization_context::current(), &ui);
    co_await async::value_task<>(async::delay(1ms));
    EXPECT_EQ(synchronization_context::current(), &ui);
  });
}

TEST(configure_await, false_leaves_the_context) {
  ui_context ui;
  ui.run_until([]() -> task<> {
    co_await async::delay(1ms).configure_await(false);
    EXPECT_EQ(synchronization_context::current(), nullptr);
  });
  ui.run_until([]() -> task<> {
    co_await async::value_task<>(async::delay(1ms)).configure_await(false);
    EXPECT_EQ(synchronization_context::current(), nullptr);
  });
}

TEST(configure_await, false_changes_nothing_when_there_is_nothing_to_wait_for) {
  ui_context ui;
  ui.run_until([&ui]() -> task<> {
    co_await async::completed().configure_await(false);
    EXPECT_EQ(synchronization_context::current(), &ui);
  });
}

TEST(configure_await, false_does_not_go_on_in_the_context_that_completes) {
  ui_context ui;
  ui.run_until([]() -> task<> {
    gate gate;
    const auto awaits = [](task<> gate) -> task<synchronization_context *> {
      co_await gate.configure_await(false);
      co_return synchronization_context::current();
    };
    const auto elsewhere = awaits(gate.get_task());
    gate.set_value();
    EXPECT_EQ(co_await elsewhere, nullptr);
  });
}

TEST(configure_await, goes_on_at_once_where_it_is_already) {
  ui_context ui;
  ui.run_until([]() -> task<> {
    gate gate;
    bool resumed = false;
    const auto awaits = [](task<> gate, bool &resumed) -> task<> {
      co_await gate;
      resumed = true;
    };
    const task<> waiting = awaits(gate.get_task(), resumed);
    gate.set_value();
    EXPECT_TRUE(resumed);
    co_await waiting;
  });
}

TEST(configure_await, keeps_two_contexts_apart) {
  ui_context one;
  ui_context two;
  std::thread other([&two] { two.run(); });
  one.run_until([&]() -> task<> {
    const auto on_two = [](ui_context &two) -> task<std::thread::id> {
      gate gate;
      two.post([&gate] { gate.set_value(); });
      co_await gate.get_task();
      co_return std::this_thread::get_id();
    };
    EXPECT_EQ(co_await on_two(two), std::this_thread::get_id());
  });
  two.stop();
  other.join();
}

/// What a service does, as a library would or as an application would.
template <bool Captures> task<std::string> get_user(int id) {
  co_await async::delay(5ms).configure_await(Captures);
  co_return "user " + std::to_string(id);
}

/// Calls a handler that blocks on the task, on a context's thread.
template <bool Captures>
std::future<std::string> blocks_in_a_handler(ui_context &ui) {
  std::promise<std::string> shown;
  std::future<std::string> result = shown.get_future();
  ui.post([&ui, shown = std::make_shared<std::promise<std::string>>(
                    std::move(shown))] {
    shown->set_value(get_user<Captures>(1).result());
    ui.stop();
  });
  return result;
}

TEST(configure_await, a_handler_that_blocks_deadlocks) {
  ui_context ui;
  auto shown = blocks_in_a_handler<true>(ui);
  std::thread loop([&ui] { ui.run(); });
  EXPECT_EQ(shown.wait_for(300ms), std::future_status::timeout);
  // Nothing but another thread for the same loop can free the handler.
  ui.run_until(async::run([&shown] { shown.wait(); }));
  loop.join();
  EXPECT_EQ(shown.get(), "user 1");
}

TEST(configure_await, a_handler_that_blocks_on_a_library_does_not) {
  ui_context ui;
  auto shown = blocks_in_a_handler<false>(ui);
  std::thread loop([&ui] { ui.run(); });
  EXPECT_EQ(shown.get(), "user 1");
  loop.join();
}

TEST(configure_await, run_keeps_a_handler_that_blocks_alive) {
  ui_context ui;
  std::string shown;
  ui.post([&] {
    shown = async::run([] { return get_user<true>(2); }).result();
    ui.stop();
  });
  ui.run();
  EXPECT_EQ(shown, "user 2");
}

} // namespace
