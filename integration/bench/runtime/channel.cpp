// 10,000 items from one writer to one reader, through room for 256 of them.
#include "asio_pool.hpp"

#include <async/channel.hpp>
#include <async/run.hpp>
#include <async/when_all.hpp>

#include <benchmark/benchmark.h>
#include <boost/asio/experimental/concurrent_channel.hpp>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <future>
#include <mutex>

namespace {

namespace asio = bench::asio;
constexpr int items = 10'000;
constexpr std::size_t room = 256;

async::task<> write(async::channel<int> &numbers) {
  for (int i = 0; i < items; ++i)
    co_await numbers.write(i);
  numbers.close();
}

async::task<long> read(async::channel<int> &numbers) {
  long total = 0;
  auto all = numbers.read_all();
  while (const auto next = co_await all.next())
    total += *next;
  co_return total;
}

void channel_async(benchmark::State &state) {
  for (auto _ : state) {
    async::channel<int> numbers(room);
    auto total = async::run([&] { return read(numbers); });
    async::run([&] { return write(numbers); }).result();
    benchmark::DoNotOptimize(total.result());
  }
}
BENCHMARK(channel_async)->Name("channel/async")->UseRealTime();

/// What the standard library has for it: a mutex, and two threads that block.
class blocking_queue {
public:
  void write(int item) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return items_.size() < room; });
    items_.push_back(item);
    lock.unlock();
    changed_.notify_one();
  }

  int read() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !items_.empty(); });
    const int item = items_.front();
    items_.pop_front();
    lock.unlock();
    changed_.notify_one();
    return item;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<int> items_;
};

void channel_std(benchmark::State &state) {
  for (auto _ : state) {
    blocking_queue numbers;
    auto total = std::async(std::launch::async, [&] {
      long sum = 0;
      for (int i = 0; i < items; ++i)
        sum += numbers.read();
      return sum;
    });
    std::async(std::launch::async, [&] {
      for (int i = 0; i < items; ++i)
        numbers.write(i);
    }).get();
    benchmark::DoNotOptimize(total.get());
  }
}
BENCHMARK(channel_std)->Name("channel/std")->UseRealTime();

using asio_channel = asio::experimental::concurrent_channel<void(
    boost::system::error_code, int)>;

asio::awaitable<void> write_asio(asio_channel &numbers) {
  for (int i = 0; i < items; ++i)
    co_await numbers.async_send({}, i, asio::use_awaitable);
}

asio::awaitable<long> read_asio(asio_channel &numbers) {
  long total = 0;
  for (int i = 0; i < items; ++i)
    total += co_await numbers.async_receive(asio::use_awaitable);
  co_return total;
}

void channel_asio(benchmark::State &state) {
  for (auto _ : state) {
    asio_channel numbers(bench::asio_pool(), room);
    auto total =
        co_spawn(bench::asio_pool(), read_asio(numbers), asio::use_future);
    bench::wait(write_asio(numbers));
    benchmark::DoNotOptimize(total.get());
  }
}
BENCHMARK(channel_asio)->Name("channel/asio")->UseRealTime();

} // namespace
