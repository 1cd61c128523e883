// options: async-fire-and-forget.ReportVoidCast=true
// With ReportVoidCast, consent is reported as well (MA0134's report_discarded,
// no-floating-promises' ignoreVoid, AllowCastToVoid of clang-tidy).
#include <async/async.hpp>

#include <tuple>

async::task<> save(int id);
async::task<int> count();

// 1. Casts and std::ignore.
void consented() {
  (void)save(1);              // warn: task from 'save' is never awaited
  static_cast<void>(save(2)); // warn: task from 'save' is never awaited
  void(save(3));              // warn: task from 'save' is never awaited
  std::ignore = count();      // warn: task from 'count' is never awaited
}

// 2. Said otherwise: detached with a handler, or a name that says "unused".
void let_go() {
  async::detach(save(1), [](std::exception_ptr) {});
  [[maybe_unused]] auto saving = save(2);
  auto _ = save(3);
}
