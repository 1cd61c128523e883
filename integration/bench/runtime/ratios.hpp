#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

namespace bench {

/// Collects the times of `what/who`, and prints for each `what` how the time of
/// `async` compares to that of the others, repetition by repetition.
class ratio_reporter : public benchmark::BenchmarkReporter {
public:
  bool ReportContext(const Context &context) override;
  void ReportRuns(const std::vector<Run> &runs) override;
  void Finalize() override;

private:
  using repetitions = std::map<long, double>; // index to nanoseconds
  std::map<std::string, std::map<std::string, repetitions>> times_;
};

} // namespace bench
