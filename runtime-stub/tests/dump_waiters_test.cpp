#include <async/dump_waiters.hpp>

#include <async/run.hpp>
#include <async/ui_context.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace {

using async::task;
using async::thread_pool;
using async::ui_context;
using namespace tests;

struct user {};

std::string dump() {
  std::ostringstream out;
  async::dump_waiters(out);
  return out.str();
}

bool shows(const std::string &pattern) {
  return eventually(
      [&pattern] { return std::regex_search(dump(), std::regex(pattern)); });
}

template <typename T> std::string text(const T &value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

TEST(dump_waiters, shows_a_thread_that_waits_for_a_task) {
  async::detail::completion_source<user> source;
  std::thread waits([&source] { source.get_task().wait(); });
  EXPECT_TRUE(shows("thread " + text(waits.get_id()) +
                    " waits for task<.*user> 0x[0-9a-f]+\n"));
  source.set_value();
  waits.join();
  EXPECT_EQ(dump().find("waits for"), std::string::npos);
}

TEST(dump_waiters, shows_nobody_who_does_not_block) {
  std::string seen;
  async::from_result(1).wait();
  [](std::string &seen) -> task<> {
    seen = dump();
    co_return;
  }(seen)
                               .wait();
  EXPECT_EQ(seen.find("waits for"), std::string::npos);
}

TEST(dump_waiters, shows_the_deadlock_of_a_context) {
  gate gate;
  ui_context ui;
  std::thread window([&] {
    ui.run_until([&]() -> task<> {
      gate.get_task().wait();
      return async::completed();
    });
  });
  const std::string thread = "thread " + text(window.get_id());
  const std::string context = text(&ui);
  ui.post([] {});
  EXPECT_TRUE(shows(thread +
                    " waits for task<void> 0x[0-9a-f]+ and blocks "
                    "context " +
                    context + ", where 1 continuation is queued\n"));
  ui.post([] {});
  EXPECT_TRUE(shows("where 2 continuations are queued\n"));
  gate.set_value();
  window.join();
  EXPECT_EQ(dump().find(context), std::string::npos);
}

TEST(dump_waiters, shows_loops) {
  ui_context ui;
  std::string busy;
  std::thread window([&] { ui.run(); });
  const std::string line =
      "thread " + text(window.get_id()) + " runs ui_context " + text(&ui);
  EXPECT_TRUE(shows(line + ": idle, 0 queued\n"));
  ui.post([&busy] { busy = dump(); });
  ui.post([&ui] { ui.stop(); });
  window.join();
  EXPECT_NE(busy.find(line + ": busy, "), std::string::npos) << busy;
}

TEST(dump_waiters, shows_the_starvation_of_a_pool) {
  std::string line;
  gate gate;
  {
    thread_pool pool(2);
    line = "thread_pool " + text(&pool);
    EXPECT_TRUE(shows(line + ": 2 threads, 0 busy, 0 queued\n"));
    for (int i = 0; i < 5; ++i)
      pool.post([&gate] { gate.get_task().wait(); });
    EXPECT_TRUE(shows(line + ": 2 threads, 2 busy, 3 queued\n"));
    EXPECT_TRUE(shows("waits for task<void> 0x[0-9a-f]+ and blocks a thread of "
                      "thread_pool " +
                      text(&pool)));
    gate.set_value();
  }
  EXPECT_EQ(dump().find(line), std::string::npos);
}

TEST(dump_waiters, shows_a_wait_with_a_limit) {
  gate gate;
  std::thread waits([&gate] { EXPECT_FALSE(gate.get_task().wait_for(200ms)); });
  EXPECT_TRUE(shows("waits for task<void>"));
  waits.join();
  EXPECT_EQ(dump().find("waits for"), std::string::npos);
  gate.set_value();
}

TEST(dump_waiters, may_look_at_any_time) {
  std::atomic<bool> ended = false;
  std::thread looks([&ended] {
    while (!ended)
      dump();
  });
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([] {
      for (int round = 0; round < 100; ++round) {
        ui_context ui;
        thread_pool pool(1);
        const task<> work = ui.run_until([&]() -> task<task<>> {
          gate gate;
          pool.post([gate] { gate.get_task(); });
          const task<> waited = gate.get_task();
          pool.post([gate]() mutable { gate.set_value(); });
          waited.wait();
          co_return waited;
        });
        work.wait();
      }
    });
  for (std::thread &thread : threads)
    thread.join();
  ended = true;
  looks.join();
}

} // namespace
