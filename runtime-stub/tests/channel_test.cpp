#include <async/channel.hpp>

#include <async/delay.hpp>
#include <async/run.hpp>
#include <async/ui_context.hpp>
#include <async/when_all.hpp>
#include <async/yield.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace {

using async::cancellation_source;
using async::cancellation_token;
using async::channel;
using async::task;
using namespace tests;

TEST(channel, keeps_the_order) {
  channel<std::string> mails;
  EXPECT_TRUE(mails.write("first").done());
  EXPECT_TRUE(mails.write("second").done());
  EXPECT_EQ(mails.read().result(), "first");
  EXPECT_EQ(mails.read().result(), "second");
}

TEST(channel, a_reader_waits_for_an_item) {
  channel<int> numbers;
  auto first = numbers.read();
  auto second = numbers.read();
  EXPECT_FALSE(first.done());
  EXPECT_TRUE(numbers.write(1).done());
  EXPECT_EQ(first.result(), 1);
  EXPECT_FALSE(second.done());
  numbers.write(2).result();
  EXPECT_EQ(second.result(), 2);
}

TEST(channel, a_writer_waits_for_room) {
  channel<int> numbers(2);
  EXPECT_TRUE(numbers.write(1).done());
  EXPECT_TRUE(numbers.write(2).done());
  auto third = numbers.write(3);
  auto fourth = numbers.write(4);
  EXPECT_FALSE(third.done());
  EXPECT_EQ(numbers.read().result(), 1);
  third.result();
  EXPECT_FALSE(fourth.done());
  for (const int expected : {2, 3, 4})
    EXPECT_EQ(numbers.read().result(), expected);
  fourth.result();
}

TEST(channel, without_capacity_hands_over) {
  channel<int> numbers(0);
  auto written = numbers.write(1);
  EXPECT_FALSE(written.done());
  EXPECT_EQ(numbers.read().result(), 1);
  written.result();
  auto read = numbers.read();
  EXPECT_TRUE(numbers.write(2).done());
  EXPECT_EQ(read.result(), 2);
}

TEST(channel, takes_what_can_only_be_moved) {
  channel<std::unique_ptr<int>> numbers(1);
  numbers.write(std::make_unique<int>(1)).result();
  auto waits = numbers.write(std::make_unique<int>(2));
  EXPECT_EQ(**numbers.read().result(), 1);
  EXPECT_EQ(**numbers.read().result(), 2);
  auto read = numbers.read();
  numbers.write(std::make_unique<int>(3)).result();
  EXPECT_EQ(**read.result(), 3);
  waits.result();
}

TEST(channel, ends_when_closed_and_empty) {
  channel<int> numbers;
  numbers.write(1).result();
  numbers.close();
  numbers.close();
  EXPECT_THROW(numbers.write(2).result(), async::channel_closed);
  EXPECT_EQ(numbers.read().result(), 1);
  EXPECT_EQ(numbers.read().result(), std::nullopt);
  EXPECT_EQ(numbers.read().result(), std::nullopt);
}

TEST(channel, close_ends_who_waits) {
  channel<int> empty;
  auto reads = empty.read();
  empty.close();
  EXPECT_EQ(reads.result(), std::nullopt);
  channel<int> full(1);
  full.write(1).result();
  auto writes = full.write(2);
  full.close();
  EXPECT_THROW(writes.result(), async::channel_closed);
  EXPECT_EQ(full.read().result(), 1);
  EXPECT_EQ(full.read().result(), std::nullopt);
}

TEST(channel, a_canceled_reader_takes_nothing) {
  channel<int> numbers;
  cancellation_source source;
  auto canceled = numbers.read(source.token());
  auto waits = numbers.read();
  source.cancel();
  EXPECT_THROW(canceled.result(), async::operation_canceled);
  numbers.write(1).result();
  EXPECT_EQ(waits.result(), 1);
  numbers.write(2).result();
  EXPECT_THROW(numbers.read(source.token()).result(),
               async::operation_canceled);
  EXPECT_EQ(numbers.read().result(), 2);
}

TEST(channel, a_canceled_writer_writes_nothing) {
  channel<int> numbers(1);
  cancellation_source source;
  numbers.write(1).result();
  auto canceled = numbers.write(2, source.token());
  auto waits = numbers.write(3);
  source.cancel();
  EXPECT_THROW(canceled.result(), async::operation_canceled);
  EXPECT_THROW(numbers.write(4, source.token()).result(),
               async::operation_canceled);
  EXPECT_EQ(numbers.read().result(), 1);
  EXPECT_EQ(numbers.read().result(), 3);
  waits.result();
}

task<int> sum_of(channel<int> &numbers, cancellation_token token = {}) {
  int sum = 0;
  auto all = numbers.read_all(token);
  while (const std::optional<int> next = co_await all.next())
    sum += *next;
  co_return sum;
}

TEST(channel, read_all_goes_on_until_it_is_closed) {
  channel<int> numbers(1);
  const task<int> sum = sum_of(numbers);
  for (int i = 1; i <= 10; ++i)
    numbers.write(i).result();
  EXPECT_FALSE(sum.done());
  numbers.close();
  EXPECT_EQ(sum.result(), 55);
}

TEST(channel, read_all_can_be_canceled) {
  channel<int> numbers;
  cancellation_source source;
  const task<int> sum = sum_of(numbers, source.token());
  numbers.write(1).result();
  source.cancel();
  EXPECT_THROW(sum.result(), async::operation_canceled);
}

TEST(channel, write_does_not_run_the_reader) {
  channel<int> numbers;
  const task<std::thread::id> reads =
      [](channel<int> &numbers) -> task<std::thread::id> {
    co_await numbers.read();
    co_return std::this_thread::get_id();
  }(numbers);
  numbers.write(1).result();
  EXPECT_NE(reads.result(), std::this_thread::get_id());
}

TEST(channel, resumes_on_the_context) {
  async::ui_context ui;
  channel<int> numbers(1);
  ui.run_until([&]() -> task<> {
    const task<> writes = async::run([&]() -> task<> {
      for (int i = 0; i < 20; ++i)
        co_await numbers.write(i);
    });
    for (int i = 0; i < 20; ++i) {
      EXPECT_EQ(co_await numbers.read(), i);
      EXPECT_EQ(async::synchronization_context::current(), &ui);
    }
    co_await writes;
  });
}

/// Writes every number below `count` once, from several tasks, and reads them
/// by several; each has to arrive once.
void loses_nothing(std::size_t capacity) {
  constexpr int writers = 4;
  constexpr int readers = 3;
  constexpr int count = 2000;
  channel<int> numbers(capacity);
  std::vector<std::atomic<int>> arrived(writers * count);
  const auto write = [](channel<int> &numbers, int first) -> task<> {
    for (int i = 0; i < count; ++i)
      co_await numbers.write(first + i);
  };
  const auto read = [](channel<int> &numbers,
                       std::vector<std::atomic<int>> &arrived) -> task<> {
    std::vector<int> last(writers, -1);
    auto all = numbers.read_all();
    while (const std::optional<int> next = co_await all.next()) {
      ++arrived[*next];
      // One reader sees what one writer wrote in its order.
      EXPECT_LT(last[*next / count], *next);
      last[*next / count] = *next;
    }
  };
  std::vector<task<>> reading;
  for (int i = 0; i < readers; ++i)
    reading.push_back(async::run(
        [&numbers, &arrived, read] { return read(numbers, arrived); }));
  std::vector<task<>> writing;
  for (int i = 0; i < writers; ++i)
    writing.push_back(
        async::run([&numbers, write, i] { return write(numbers, i * count); }));
  async::when_all(writing).result();
  numbers.close();
  async::when_all(reading).result();
  for (const std::atomic<int> &times : arrived)
    ASSERT_EQ(times, 1);
}

TEST(channel, many_writers_and_readers_lose_nothing_unbounded) {
  loses_nothing(channel<int>::unbounded);
}
TEST(channel, many_writers_and_readers_lose_nothing_bounded) {
  loses_nothing(16);
}
TEST(channel, many_writers_and_readers_lose_nothing_one_by_one) {
  loses_nothing(1);
}
TEST(channel, many_writers_and_readers_lose_nothing_handed_over) {
  loses_nothing(0);
}

TEST(channel, loses_nothing_when_cancel_races) {
  for (int round = 0; round < 300; ++round) {
    channel<int> numbers(1);
    cancellation_source source;
    numbers.write(0).result();
    auto writes = numbers.write(1, source.token());
    std::thread cancels([&source] { source.cancel(); });
    EXPECT_EQ(numbers.read().result(), 0);
    cancels.join();
    bool written = true;
    try {
      writes.result();
    } catch (const async::operation_canceled &) {
      written = false;
    }
    numbers.close();
    EXPECT_EQ(numbers.read().result().has_value(), written);
  }
}

TEST(channel, a_reader_has_what_it_took_when_cancel_races) {
  for (int round = 0; round < 300; ++round) {
    channel<int> numbers;
    cancellation_source source;
    auto reads = numbers.read(source.token());
    std::thread cancels([&source] { source.cancel(); });
    numbers.write(1).result();
    cancels.join();
    std::optional<int> got;
    try {
      got = reads.result();
    } catch (const async::operation_canceled &) {
    }
    numbers.close();
    EXPECT_NE(got.has_value(), numbers.read().result().has_value());
  }
}

TEST(channel, close_races_with_everybody) {
  for (int round = 0; round < 200; ++round) {
    channel<int> numbers(round % 3);
    std::atomic<int> written = 0;
    std::atomic<int> read = 0;
    const auto writes = [](channel<int> &numbers,
                           std::atomic<int> &written) -> task<> {
      try {
        while (true) {
          co_await numbers.write(1);
          ++written;
        }
      } catch (const async::channel_closed &) {
      }
    };
    const auto reads = [](channel<int> &numbers,
                          std::atomic<int> &read) -> task<> {
      while (co_await numbers.read())
        ++read;
    };
    std::vector<task<>> all;
    for (int i = 0; i < 2; ++i) {
      all.push_back(async::run(
          [&numbers, &written, writes] { return writes(numbers, written); }));
      all.push_back(async::run(
          [&numbers, &read, reads] { return reads(numbers, read); }));
    }
    std::this_thread::sleep_for(std::chrono::microseconds(round));
    numbers.close();
    async::when_all(all).result();
    EXPECT_EQ(written, read);
  }
}

TEST(channel, a_million_reads_need_no_stack) {
  channel<int> numbers;
  const auto reads = [](channel<int> &numbers) -> task<long> {
    long sum = 0;
    for (int i = 0; i < million; ++i) {
      co_await numbers.write(1);
      sum += *co_await numbers.read();
    }
    co_return sum;
  };
  EXPECT_EQ(reads(numbers).result(), million);
}

TEST(channel, many_items_one_by_one_need_no_stack) {
  channel<int> numbers(0);
  const task<int> sum = sum_of(numbers);
  const auto writes = [](channel<int> &numbers) -> task<> {
    for (int i = 0; i < million / 20; ++i)
      co_await numbers.write(1);
    numbers.close();
  };
  writes(numbers).result();
  EXPECT_EQ(sum.result(), million / 20);
}

} // namespace
