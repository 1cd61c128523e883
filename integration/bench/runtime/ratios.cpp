#include "ratios.hpp"

#include <algorithm>
#include <cstdio>

namespace bench {

namespace {

/// Smallest, middle and largest.
struct spread {
  double least;
  double middle;
  double most;
};

spread spread_of(std::vector<double> values) {
  if (values.empty())
    return {};
  std::sort(values.begin(), values.end());
  return {values.front(), values[values.size() / 2], values.back()};
}

} // namespace

bool ratio_reporter::ReportContext(const Context &) { return true; }

void ratio_reporter::ReportRuns(const std::vector<Run> &runs) {
  for (const Run &run : runs) {
    if (run.run_type != Run::RT_Iteration)
      continue;
    const std::string &name = run.run_name.function_name;
    const std::string what = name.substr(0, name.find('/'));
    // Work on one thread is measured without what else the machine does.
    const bool on_one_thread = run.run_name.time_type.empty();
    const double seconds =
        on_one_thread ? run.cpu_accumulated_time : run.real_accumulated_time;
    times_[what][name.substr(name.find('/') + 1)][run.repetition_index] =
        seconds * 1e9 / static_cast<double>(run.iterations);
  }
}

void ratio_reporter::Finalize() {
  std::printf("%-12s %14s   %-5s %8s %8s %8s\n", "", "async (us)", "over",
              "minimum", "median", "maximum");
  for (const auto &[what, by_who] : times_) {
    const auto own = by_who.find("async");
    if (own == by_who.end())
      continue;
    std::vector<double> own_times;
    for (const auto &[index, time] : own->second)
      own_times.push_back(time);
    for (const auto &[who, times] : by_who) {
      std::vector<double> ratios;
      for (const auto &[index, time] : times)
        if (const auto same = own->second.find(index);
            who != "async" && same != own->second.end())
          ratios.push_back(same->second / time);
      if (ratios.empty())
        continue;
      const spread shown = spread_of(ratios);
      std::printf("%-12s %14.1f   %-5s %8.2g %8.2g %8.2g\n", what.c_str(),
                  spread_of(own_times).middle / 1000, who.c_str(), shown.least,
                  shown.middle, shown.most);
    }
  }
}

} // namespace bench
