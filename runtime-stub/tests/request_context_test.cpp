#include <async/request_context.hpp>

#include <async/delay.hpp>
#include <async/run.hpp>
#include <async/when_all.hpp>
#include <async/yield.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>

namespace {

using async::request_context;
using async::synchronization_context;
using async::task;
using namespace tests;

TEST(request_context, runs_what_is_posted_in_order) {
  request_context request;
  std::string order;
  request.post([&] {
    order += 'a';
    request.post([&] { order += 'd'; });
    EXPECT_EQ(order, "a");
  });
  // Two functions posted here may come before or after 'd', but in order.
  request.post([&] { order += 'b'; });
  request.post([&] { order += 'c'; });
  request.run([] {}).result();
  request.run([] {}).result();
  EXPECT_EQ(order.size(), 4u);
  EXPECT_LT(order.find('a'), order.find('b'));
  EXPECT_LT(order.find('b'), order.find('c'));
}

TEST(request_context, is_current_while_it_runs_something) {
  request_context request;
  EXPECT_EQ(synchronization_context::current(), nullptr);
  const auto caller = std::this_thread::get_id();
  request
      .run([&] {
        EXPECT_EQ(synchronization_context::current(), &request);
        EXPECT_NE(std::this_thread::get_id(), caller);
      })
      .result();
  EXPECT_EQ(
      async::run([] { return synchronization_context::current(); }).result(),
      nullptr);
}

TEST(request_context, run_gives_the_result) {
  request_context request;
  EXPECT_EQ(request.run([] { return 1; }).result(), 1);
  EXPECT_EQ(request.run([] { return async::value_task<int>::from_result(2); })
                .result(),
            2);
  EXPECT_EQ(request
                .run([]() -> task<std::string> {
                  co_await async::delay(1ms);
                  co_return "three";
                })
                .result(),
            "three");
  EXPECT_THROW(request.run([] { throw std::runtime_error("bad"); }).result(),
               std::runtime_error);
  EXPECT_THROW(
      request.run([] { return async::from_exception(error("bad")); }).result(),
      std::runtime_error);
}

TEST(request_context, continues_on_the_context) {
  request_context request;
  request
      .run([&request]() -> task<> {
        co_await async::delay(1ms);
        EXPECT_EQ(synchronization_context::current(), &request);
        co_await async::run(
            [] { EXPECT_EQ(synchronization_context::current(), nullptr); });
        EXPECT_EQ(synchronization_context::current(), &request);
        co_await async::delay(1ms).configure_await(false);
        EXPECT_EQ(synchronization_context::current(), nullptr);
      })
      .result();
}

TEST(request_context, does_one_thing_at_a_time) {
  request_context request;
  int unguarded = 0; // that it needs no lock is the point
  std::atomic<int> inside = 0;
  const auto work = [&](int wait) -> task<> {
    for (int i = 0; i < 50; ++i) {
      EXPECT_EQ(++inside, 1);
      ++unguarded;
      --inside;
      co_await async::delay(std::chrono::microseconds(wait));
    }
  };
  std::vector<task<>> all;
  for (int i = 0; i < 20; ++i)
    all.push_back(request.run([&work, i] { return work(i); }));
  async::when_all(all).result();
  EXPECT_EQ(unguarded, 1000);
}

TEST(request_context, knows_how_much_is_queued) {
  request_context request;
  request
      .run([&] {
        EXPECT_EQ(request.queued(), 0u);
        request.post([] {});
        request.post([] {});
        EXPECT_EQ(request.queued(), 2u);
      })
      .result();
}

TEST(request_context, requests_run_side_by_side) {
  request_context one;
  request_context other;
  gate gate;
  const task<> blocked = one.run([&gate] { gate.get_task().wait(); });
  other.run([] {}).result();
  EXPECT_FALSE(blocked.done());
  gate.set_value();
  blocked.result();
}

TEST(request_context, requests_take_turns) {
  async::thread_pool single(1);
  request_context busy(single);
  request_context other(single);
  std::atomic<bool> stop = false;
  const task<> endless = busy.run([&stop]() -> task<> {
    while (!stop)
      co_await async::yield();
  });
  EXPECT_TRUE(other.run([] { return true; }).result());
  stop = true;
  endless.result();
}

TEST(request_context, a_handler_that_blocks_on_its_own_work_deadlocks) {
  request_context request;
  gate gate;
  const auto load = [](task<> gate) -> task<> { co_await gate; };
  const task<bool> handler = request.run([&] {
    const task<> loading = load(gate.get_task());
    async::run([&gate] { gate.set_value(); }).wait();
    return loading.wait_for(50ms);
  });
  EXPECT_FALSE(handler.result());
  request.run([] {}).result(); // what waited goes on, too late
}

TEST(request_context, may_end_as_soon_as_the_work_is_done) {
  for (int round = 0; round < 500; ++round) {
    request_context request;
    request.run([]() -> task<> { co_await async::run([] {}); }).result();
  }
}

TEST(request_context, may_end_in_a_function_of_its_own) {
  auto request = std::make_unique<request_context>();
  std::atomic<bool> ended = false;
  request->post([&] {
    request.reset();
    ended = true;
  });
  EXPECT_TRUE(eventually([&ended] { return ended.load(); }));
}

TEST(request_context, its_end_waits_for_what_runs_and_drops_the_rest) {
  std::atomic<bool> begun = false;
  std::atomic<bool> ended = false;
  const auto dropped = std::make_shared<int>(0);
  {
    request_context request;
    request.post([&] {
      begun = true;
      std::this_thread::sleep_for(10ms);
      ended = true;
    });
    request.post([dropped] { ADD_FAILURE() << *dropped; });
    EXPECT_TRUE(eventually([&begun] { return begun.load(); }));
  }
  EXPECT_TRUE(ended);
  EXPECT_EQ(dropped.use_count(), 1);
}

TEST(request_context, its_end_drops_what_is_posted_meanwhile) {
  std::atomic<bool> begun = false;
  std::atomic<bool> other_is_queued = false;
  std::atomic<bool> ended = false;
  const auto dropped = std::make_shared<int>(0);
  async::thread_pool pool(2);
  {
    request_context request(pool);
    request.post([&] {
      begun = true;
      // Until the end has dropped the other one.
      while (!other_is_queued || request.queued() > 0u)
        std::this_thread::yield();
      request.post([dropped] { ADD_FAILURE() << *dropped; });
      ended = true;
    });
    request.post([] { ADD_FAILURE(); });
    other_is_queued = true;
    EXPECT_TRUE(eventually([&begun] { return begun.load(); }));
  }
  EXPECT_TRUE(ended);
  EXPECT_EQ(dropped.use_count(), 1);
}

TEST(request_context, many_threads_post) {
  request_context request;
  int ran = 0;
  gate all_ran;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 2500; ++n)
        request.post([&] {
          if (++ran == 10'000)
            all_ran.set_value();
        });
    });
  all_ran.get_task().result();
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(ran, 10'000);
}

TEST(request_context, many_requests_on_a_few_threads) {
  async::thread_pool pool(3);
  std::vector<std::unique_ptr<request_context>> requests;
  std::vector<int> counts(50);
  std::vector<task<>> all;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    requests.push_back(std::make_unique<request_context>(pool));
    for (int worker = 0; worker < 4; ++worker)
      all.push_back(requests.back()->run([&count = counts[i]]() -> task<> {
        for (int n = 0; n < 25; ++n) {
          ++count;
          if (n % 5)
            co_await async::yield();
          else
            co_await async::run([] {});
        }
      }));
  }
  async::when_all(all).result();
  for (const int count : counts)
    EXPECT_EQ(count, 100);
  requests.clear();
}

} // namespace
