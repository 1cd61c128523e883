// options: async-blocking-wait.Scope=everywhere
// With Scope, waits outside of coroutines are findings too.
#include <async/async.hpp>

async::task<int> count();

// 1. A plain function.
int blocking_count() {
  return count().result(); // warn: 'result' blocks its thread until 'count' is done; await it in a coroutine
}

// 2. Not in main, not in a test, not the labelled way out.
struct counts_Test {
  void TestBody() { count().wait(); }
};
int labelled() {
  return async::run([] { return 1; }).result();
}
int main() { return count().result(); }
