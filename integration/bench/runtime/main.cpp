#include "asio_pool.hpp"
#include "ratios.hpp"

#include <boost/version.hpp>

#include <cstdio>

#ifdef __clang__
#define BENCH_COMPILER "clang " __clang_version__
#else
#define BENCH_COMPILER "gcc " __VERSION__
#endif

int main(int argc, char **argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv))
    return 2;
  // The pools start before anything is measured.
  bench::asio_pool();
  std::printf("async-tidy's runtime, Boost.Asio of Boost " BOOST_LIB_VERSION
              " and std::async, on %zu threads; compiled by " BENCH_COMPILER
              "\n\n",
              async::thread_pool::shared().size());
  bench::ratio_reporter table;
  return benchmark::RunSpecifiedBenchmarks(&table) == 0 ? 1 : 0;
}
