#include <async/ui_context.hpp>

#include <async/delay.hpp>
#include <async/run.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <thread>

namespace {

using async::synchronization_context;
using async::task;
using async::ui_context;
using namespace tests;

TEST(ui_context, runs_what_is_posted_in_order) {
  ui_context ui;
  std::string order;
  ui.post([&] { order += 'a'; });
  ui.post([&] {
    order += 'b';
    ui.post([&] {
      order += 'd';
      ui.stop();
    });
  });
  ui.post([&] { order += 'c'; });
  ui.run();
  EXPECT_EQ(order, "abcd");
}

TEST(ui_context, is_current_only_while_it_runs) {
  ui_context ui;
  EXPECT_EQ(synchronization_context::current(), nullptr);
  ui.post([&ui] {
    EXPECT_EQ(synchronization_context::current(), &ui);
    ui.stop();
  });
  ui.run();
  EXPECT_EQ(synchronization_context::current(), nullptr);
}

TEST(ui_context, stops_from_another_thread_and_runs_again) {
  ui_context ui;
  for (int round = 0; round < 3; ++round) {
    std::thread other([&ui] {
      std::this_thread::sleep_for(5ms);
      ui.stop();
    });
    ui.run();
    other.join();
  }
  bool ran = false;
  ui.post([&] {
    ran = true;
    ui.stop();
  });
  ui.run();
  EXPECT_TRUE(ran);
}

TEST(ui_context, stop_leaves_what_is_queued) {
  ui_context ui;
  std::string order;
  ui.post([&] {
    ui.stop();
    order += 'a';
  });
  ui.post([&] { order += 'b'; });
  ui.run();
  EXPECT_EQ(order, "a");
  EXPECT_EQ(ui.queued(), 1u);
  ui.run_until(async::run([] {}));
  EXPECT_EQ(order, "ab");
}

TEST(ui_context, its_end_drops_what_is_queued) {
  const auto dropped = std::make_shared<int>(0);
  {
    ui_context ui;
    ui.post([dropped] { ADD_FAILURE() << *dropped; });
  }
  EXPECT_EQ(dropped.use_count(), 1);
}

TEST(ui_context, run_until_returns_the_result) {
  ui_context ui;
  const auto work = []() -> task<std::string> {
    co_await async::delay(1ms);
    co_return "done";
  };
  EXPECT_EQ(ui.run_until(work()), "done");
  EXPECT_EQ(ui.run_until(work), "done");
  EXPECT_EQ(ui.run_until([] { return async::value_task<int>::from_result(1); }),
            1);
  EXPECT_THROW(ui.run_until(async::from_exception(error("bad"))),
               std::runtime_error);
}

TEST(ui_context, run_until_does_not_mind_stop) {
  ui_context ui;
  ui.stop();
  EXPECT_EQ(ui.run_until(async::run([] { return 3; })), 3);
}

TEST(ui_context, run_until_begins_functions_on_the_context) {
  ui_context ui;
  ui.run_until([&]() -> task<> {
    EXPECT_EQ(synchronization_context::current(), &ui);
    co_return;
  });
}

TEST(ui_context, loops_may_be_nested) {
  ui_context ui;
  const int result = ui.run_until([&ui]() -> task<int> {
    co_await async::delay(1ms);
    co_return ui.run_until([]() -> task<int> {
      co_await async::delay(1ms);
      co_return 2;
    });
  });
  EXPECT_EQ(result, 2);
}

TEST(ui_context, lets_exceptions_of_functions_out) {
  ui_context ui;
  ui.post([] { throw std::runtime_error("handler"); });
  EXPECT_THROW(ui.run(), std::runtime_error);
  EXPECT_EQ(synchronization_context::current(), nullptr);
  gate gate;
  ui.post([] { throw std::runtime_error("handler"); });
  EXPECT_THROW(ui.run_until(gate.get_task()), std::runtime_error);
  gate.set_value();
}

TEST(ui_context, may_end_as_soon_as_the_work_is_done) {
  for (int round = 0; round < 300; ++round) {
    ui_context ui;
    ui.run_until([]() -> task<> { co_await async::run([] {}); });
  }
}

TEST(ui_context, many_threads_post) {
  ui_context ui;
  int ran = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 250; ++n)
        ui.post([&] {
          if (++ran == 1000)
            ui.stop();
        });
    });
  ui.run();
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(ran, 1000);
}

} // namespace
