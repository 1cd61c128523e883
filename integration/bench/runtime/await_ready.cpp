// A result that is there already, such as a cache's: taken 1,000 times, on the
// calling thread.
#include "asio_pool.hpp"

#include <async/value_task.hpp>

#include <benchmark/benchmark.h>
#include <boost/asio/io_context.hpp>

#include <future>

namespace {

namespace asio = bench::asio;
constexpr int results = 1000;

// Not to be seen through: a cache would have to look.
[[gnu::noinline]] async::value_task<int> cached(int i) {
  return async::value_task<int>::from_result(i);
}

async::task<int> sum() {
  int total = 0;
  for (int i = 0; i < results; ++i)
    total += co_await cached(i);
  co_return total;
}

void await_ready_async(benchmark::State &state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(sum().result());
}
BENCHMARK(await_ready_async)->Name("await_ready/async");

[[gnu::noinline]] std::future<int> cached_future(int i) {
  std::promise<int> made;
  made.set_value(i);
  return made.get_future();
}

void await_ready_std(benchmark::State &state) {
  for (auto _ : state) {
    int total = 0;
    for (int i = 0; i < results; ++i)
      total += cached_future(i).get();
    benchmark::DoNotOptimize(total);
  }
}
BENCHMARK(await_ready_std)->Name("await_ready/std");

// An awaitable cannot be made from a value: this is the nearest.
[[gnu::noinline]] asio::awaitable<int> cached_awaitable(int i) { co_return i; }

asio::awaitable<int> sum_asio() {
  int total = 0;
  for (int i = 0; i < results; ++i)
    total += co_await cached_awaitable(i);
  co_return total;
}

void await_ready_asio(benchmark::State &state) {
  for (auto _ : state) {
    asio::io_context here;
    auto total = co_spawn(here, sum_asio(), asio::use_future);
    here.run();
    benchmark::DoNotOptimize(total.get());
  }
}
BENCHMARK(await_ready_asio)->Name("await_ready/asio");

} // namespace
