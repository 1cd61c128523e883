// Coroutines that never await, as users of peers asked to have them found.
#include <async/async.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

async::task<int> count();
struct order {
  int id = 0;
};

// 1. The await is in a nested coroutine only (clippy #10800, typescript-eslint
// #1188).
async::task<int> nested_only() { // warn: 'nested_only' never awaits
  auto inner = []() -> async::task<int> { co_return co_await count(); };
  async::detach(inner(), [](std::exception_ptr) {});
  co_return 1;
}
async::task<int> nested_in_class() { // warn: 'nested_in_class' never awaits
  struct local {
    static async::task<int> inner() { co_return co_await count(); }
  };
  co_return local::inner().done() ? 1 : 0;
}

// 2. Members (clippy #9024), inline and out of the class, static, const.
class repository {
public:
  async::task<int> size() const { co_return size_; } // warn: 'size' never awaits
  static async::task<int> limit() { co_return 3; }   // warn: 'limit' never awaits
  async::task<> resize(int size);

private:
  int size_ = 0;
};
async::task<> repository::resize(int size) { // warn: 'resize' never awaits
  size_ = size;
  co_return;
}

// 3. Pure computation (P16).
async::task<int> factorial(int n) { // warn: 'factorial' never awaits
  int result = 1;
  for (int i = 2; i <= n; ++i)
    result *= i;
  co_return result;
}
async::task<std::string> join(std::vector<std::string> words) { // warn: 'join' never awaits
  std::string result;
  for (const std::string &word : words)
    result += word;
  co_return result;
}

// 4. Validation that only throws on some path is no stub.
async::task<int> checked(int n) { // warn: 'checked' never awaits // note: no fix: an exception would leave
  if (n < 0)
    throw std::invalid_argument("n");
  co_return n;
}
async::task<int> caught(std::string text) { // warn: 'caught' never awaits
  try {
    co_return std::stoi(text);
  } catch (const std::exception &) {
    co_return 0;
  }
}

// 5. Word for word in comments and strings, but not in the code.
async::task<std::string> only_words() { // warn: 'only_words' never awaits
  // co_await count();
  co_return "co_await count()";
}

// 6. An inactive region without an await, and one outside of the body.
async::task<int> region() { // warn: 'region' never awaits
#ifdef WITH_CACHE
  return cached();
#else
  co_return 0;
#endif
}
#if 0
co_await count();
#endif
async::task<int> after_the_region() { // warn: 'after_the_region' never awaits
  co_return 0;
}

// 7. A discarded `if constexpr` without an await.
async::task<int> discarded() { // warn: 'discarded' never awaits
  if constexpr (sizeof(int) == 1)
    co_return 3;
  co_return 4;
}

// 8. Lambdas that are only called.
int lambdas() {
  auto twice = [](int n) -> async::task<int> { co_return n * 2; }; // warn: this lambda never awaits
  int sum = twice(2).result();
  sum += [](int n) -> async::task<int> { co_return n; }(3).result(); // warn: this lambda never awaits
  return sum;
}

// 9. Called, awaited, joined, returned: calls are no use as a value.
async::task<int> called() { co_return 1; } // warn: 'called' never awaits
async::task<int> calls_it() { co_return co_await called(); }
async::task<int> returns_it() { return called(); }
async::task<> joins_it() { co_await async::when_all(called(), called()); }

// 10. The name of a generic call of something else.
struct file {
  async::task<int> open_now() { co_return 1; } // warn: 'open_now' never awaits
};
template <typename T> int asks(T &of) { return of.open_now().done(); }

// 11. Other declarators: trailing type, alias, attributes, default arguments.
using number_task = async::task<int>;
auto trailing(int n) -> async::task<int> { co_return n; }      // warn: 'trailing' never awaits
number_task aliased(int n) { co_return n; }                    // warn: 'aliased' never awaits
[[nodiscard]] async::task<int> marked(int n = 3) { co_return n; } // warn: 'marked' never awaits
static async::task<int> internal(int n) { co_return n; }       // warn: 'internal' never awaits
namespace {
async::task<int> unnamed(int n) { co_return n; } // warn: 'unnamed' never awaits
} // namespace

// 12. A friend, and a class whose base is not told of it.
struct named {
  friend async::task<int> length(const named &) { co_return 1; } // warn: 'length' never awaits
};
template <typename T> struct base {};
struct derived : base<int>, std::enable_shared_from_this<order> {
  async::task<> run() { co_return; } // warn: 'run' never awaits
};

// 13. A member of a class template that has no specializations.
template <typename T> struct cache {
  async::task<T> get(T value) { co_return value; } // warn: 'get' never awaits
};
async::task<int> uses_cache(cache<int> of) { co_return co_await of.get(3); }

// 14. Starts tasks for others, and awaits none of them.
async::task<> starts(std::vector<async::task<int>> &all) { // warn: 'starts' never awaits
  all.push_back(count());
  async::detach(count(), [](std::exception_ptr) {});
  co_return;
}

// 15. `co_return` of a task is not an await.
async::task<async::task<int>> nested_task() { co_return count(); } // warn: 'nested_task' never awaits
