// The fix makes a plain function that returns the library's ready task.
#include <async/async.hpp>

#include <string>

// 1. Values; where the type would be deduced otherwise, it is written out.
async::task<int> answer() { // warn: 'answer' never awaits
  return async::from_result(42);
}
async::task<long> wide(int n) { // warn: 'wide' never awaits
  if (n < 0)
    return async::from_result<long>(-1);
  return async::from_result(n + 1L);
}
async::task<bool> even(int n) { return async::from_result(n % 2 == 0); } // warn: 'even' never awaits

// 2. Nothing to return: the end of the body returns too.
async::task<> touch(int &n) { // warn: 'touch' never awaits
  if (n > 3)
    return async::completed();
  ++n;
  return async::completed();
}
async::task<> nothing() { // warn: 'nothing' never awaits
  return async::completed();
}

// 3. A value task has its maker as a member.
async::value_task<int> sign(int n) { // warn: 'sign' never awaits
  if (n < 0)
    return async::value_task<int>::from_result(-1);
  return async::value_task<int>::from_result(n > 0 ? 1 : 0);
}

// 4. On one line.
async::task<> brief(int &n) { if (n) return async::completed(); ++n; return async::completed(); } // warn: 'brief' never awaits

// 5. Without a space after `co_return`, with a comma, and where a namespace on
// the way has the name of the library's.
async::task<int> tight(int n) { // warn: 'tight' never awaits
  return async::from_result((n));
}
async::task<int> comma(int n) { // warn: 'comma' never awaits
  return async::from_result((++n, n));
}
namespace app {
namespace async {
struct logger {};
} // namespace async
::async::task<int> hidden() { // warn: 'hidden' never awaits
  return ::async::from_result(1);
}
} // namespace app

// 6. A label stands before the last return.
async::task<> to_the_end(int n) { // warn: 'to_the_end' never awaits
  if (n > 3)
    goto end;
  ++n;
end:
  return async::completed();
}
