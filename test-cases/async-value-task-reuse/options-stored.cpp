// options: async-value-task-reuse.ReportStored=false
// A team that keeps value tasks with care.
#include <async/async.hpp>

#include <map>
#include <string>

async::value_task<int> cached_count();

// 1. Members, global and static variables are left alone.
class page_cache {
  std::map<int, async::value_task<std::string>> loading_;
};
async::value_task<int> counting = cached_count();
async::task<int> count_once() {
  static async::value_task<int> counted = cached_count();
  co_return co_await counted;
}

// 2. The other findings stay.
async::task<int> twice() {
  auto counted = cached_count();
  const int before = co_await counted;
  co_return before + co_await counted; // warn: 'counted' is awaited twice
}
