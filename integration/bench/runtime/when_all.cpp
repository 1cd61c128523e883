// 1,000 short functions at once on other threads, then all of their results.
#include "asio_pool.hpp"

#include <async/run.hpp>
#include <async/when_all.hpp>

#include <benchmark/benchmark.h>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>

#include <future>
#include <vector>

namespace {

namespace asio = bench::asio;
constexpr int tasks = 1000;

async::task<int> join() {
  std::vector<async::task<int>> all;
  for (int i = 0; i < tasks; ++i)
    all.push_back(async::run([i] { return i; }));
  int total = 0;
  for (const int one : co_await async::when_all(std::move(all)))
    total += one;
  co_return total;
}

void when_all_async(benchmark::State &state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(async::run(join).result());
}
BENCHMARK(when_all_async)->Name("when_all/async")->UseRealTime();

void when_all_std(benchmark::State &state) {
  for (auto _ : state) {
    std::vector<std::future<int>> all;
    for (int i = 0; i < tasks; ++i)
      all.push_back(std::async(std::launch::async, [i] { return i; }));
    int total = 0;
    for (std::future<int> &one : all)
      total += one.get();
    benchmark::DoNotOptimize(total);
  }
}
BENCHMARK(when_all_std)->Name("when_all/std")->UseRealTime();

asio::awaitable<int> value_of(int i) { co_return i; }

asio::awaitable<int> join_asio() {
  using operation =
      decltype(co_spawn(bench::asio_pool(), value_of(0), asio::deferred));
  std::vector<operation> all;
  for (int i = 0; i < tasks; ++i)
    all.push_back(co_spawn(bench::asio_pool(), value_of(i), asio::deferred));
  auto [order, errors, values] =
      co_await asio::experimental::make_parallel_group(std::move(all))
          .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
  int total = 0;
  for (const int one : values)
    total += one;
  co_return total;
}

void when_all_asio(benchmark::State &state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(bench::wait(join_asio()));
}
BENCHMARK(when_all_asio)->Name("when_all/asio")->UseRealTime();

} // namespace
