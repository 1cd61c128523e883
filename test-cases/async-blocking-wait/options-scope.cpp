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

// 3. Not in a test of other frameworks, which name it by a macro.
#define TEST_CASE(name) static void test_case_1()
#define BOOST_AUTO_TEST_CASE(name) \
  struct name {                    \
    void test_method();            \
  };                               \
  void name::test_method()
TEST_CASE("counts") { count().wait(); }
BOOST_AUTO_TEST_CASE(counts_again) { count().wait(); }

// 4. Not in a lambda in main; in one elsewhere.
auto in_lambda = [] { return count().result(); }; // warn: 'result' blocks its thread until 'count' is done
int with_lambda() {
  auto later = [] {
    return count().result(); // warn: 'result' blocks its thread until 'count' is done
  };
  return later();
}

// 5. Not after completion (VSTHRD002: outside of coroutines too).
int after_test(async::task<int> counting) {
  if (counting.done())
    return counting.result();
  counting.wait(); // warn: 'wait' blocks its thread until 'counting' is done
  return counting.result();
}

// 6. In a constructor and a member function; not for other objects that block.
struct cache {
  cache() : size(count().result()) {} // warn: 'result' blocks its thread
  void reload() {
    size = count().result(); // warn: 'result' blocks its thread
  }
  int size;
};

// 7. In a coroutine the message is the coroutine's, and there is one.
async::task<int> in_coroutine() {
  co_return count().result(); // warn: 'result' blocks the thread that runs the coroutine 'in_coroutine'
}

int main() {
  auto later = [] { return count().result(); };
  return count().result() + later();
}
