// No fix where an exception could leave in another way, or where the value's
// type cannot be written.
#include <async/async.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

int parse(std::string text);
int limit() noexcept;
struct copied {
  copied() noexcept;
  copied(const copied &);
};
struct converted {
  converted(int);
};
int with_default(int n = parse("3")) noexcept;
void log_line(std::string line);

// 1. A call, a `new`, a construction, a cast that throws.
async::task<int> calls(std::string text) { // warn: 'calls' never awaits // note: no fix: an exception
  co_return parse(text);
}
async::task<int *> allocates() { // warn: 'allocates' never awaits // note: no fix: an exception
  co_return new int(3);
}
struct base {
  virtual ~base();
};
struct derived : base {
  int value = 0;
};
async::task<int> casts(base &of) { // warn: 'casts' never awaits // note: no fix: an exception
  co_return dynamic_cast<derived &>(of).value;
}
async::task<> fills(std::vector<int> &all) { // warn: 'fills' never awaits // note: no fix: an exception
  all.push_back(limit());
  co_return;
}

// 2. A conversion, a copy, a string that is made.
async::task<converted> converts(int n) { // warn: 'converts' never awaits // note: no fix: an exception
  co_return n;
}
async::task<std::string> makes_text() { // warn: 'makes_text' never awaits // note: no fix: an exception
  co_return "text";
}
async::task<copied> copies(copied value) { // warn: 'copies' never awaits // note: no fix: an exception
  co_return value;
}

// 3. What is not written at the call: a default argument.
async::task<int> defaults() { // warn: 'defaults' never awaits // note: no fix: an exception
  co_return with_default();
}

// 4. An expression without a value that may throw.
async::task<> expression() { // warn: 'expression' never awaits // note: no fix: an exception
  co_return log_line("a");
}

// 5. The type is hidden by an alias, or the text by a macro or a comment.
struct point {
  int x = 0, y = 0;
};
using point_task = async::task<point>;
point_task hidden() { co_return {}; } // warn: 'hidden' never awaits
#define GIVE(value) co_return value
async::task<int> by_macro() { GIVE(3); } // warn: 'by_macro' never awaits
#define LIMIT 3
async::task<int> macro_value() { co_return LIMIT; } // warn: 'macro_value' never awaits
async::task<int> commented() { co_return /* always */ 3; } // warn: 'commented' never awaits

// 6. `try` in the body, whose handler a plain function would keep, too.
async::task<int> guarded(int n) { // warn: 'guarded' never awaits // note: no fix: an exception
  try {
    co_return parse(std::to_string(n));
  } catch (...) {
    co_return 0;
  }
}
