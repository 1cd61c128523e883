// A short function on another thread, and its result back: 100 of them, one
// after the other.
#include "asio_pool.hpp"

#include <async/run.hpp>

#include <benchmark/benchmark.h>

#include <future>

namespace {

namespace asio = bench::asio;
constexpr int hops = 100;

async::task<int> hop() {
  int total = 0;
  for (int i = 0; i < hops; ++i)
    total += co_await async::run([i] { return i; });
  co_return total;
}

void pool_hop_async(benchmark::State &state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(async::run(hop).result());
}
BENCHMARK(pool_hop_async)->Name("pool_hop/async")->UseRealTime();

void pool_hop_std(benchmark::State &state) {
  for (auto _ : state) {
    int total = 0;
    for (int i = 0; i < hops; ++i)
      total += std::async(std::launch::async, [i] { return i; }).get();
    benchmark::DoNotOptimize(total);
  }
}
BENCHMARK(pool_hop_std)->Name("pool_hop/std")->UseRealTime();

asio::awaitable<int> value_of(int i) { co_return i; }

asio::awaitable<int> hop_asio() {
  int total = 0;
  for (int i = 0; i < hops; ++i)
    total +=
        co_await co_spawn(bench::asio_pool(), value_of(i), asio::use_awaitable);
  co_return total;
}

void pool_hop_asio(benchmark::State &state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(bench::wait(hop_asio()));
}
BENCHMARK(pool_hop_asio)->Name("pool_hop/asio")->UseRealTime();

} // namespace
