// Coroutines that never await.
#include <async/async.hpp>

#include <string>
#include <vector>

async::task<int> count();

// 1. A constant.
async::task<int> answer() { // warn: 'answer' never awaits: its coroutine frame is made for nothing; return 'async::from_result' from a plain function
  co_return 42;
}

// 2. Nothing at all.
async::task<> nothing() { // warn: 'nothing' never awaits: its coroutine frame is made for nothing; return 'async::completed' from a plain function
  co_return;
}

// 3. A computation in disguise.
async::task<int> sum(std::vector<int> numbers) { // warn: 'sum' never awaits
  int total = 0;
  for (int number : numbers)
    total += number;
  co_return total;
}

// 4. Calls of coroutines that are handed on, but not awaited.
async::task<int> collects(std::vector<async::task<int>> &all) { // warn: 'collects' never awaits
  all.push_back(count());
  co_return 1;
}

// 5. A nested coroutine's await is its own.
async::task<int> only_nested() { // warn: 'only_nested' never awaits
  auto inner = []() -> async::task<int> { co_return co_await count(); };
  co_return inner().done() ? 1 : 0;
}

// 6. Members that are not virtual, and static ones.
struct repository {
  async::task<int> size() { // warn: 'size' never awaits
    co_return size_;
  }
  static async::task<> touch(int &n) { // warn: 'touch' never awaits
    ++n;
    co_return;
  }
  int size_ = 0;
};

// 7. A lambda that is only called.
int called() {
  auto half = [](int n) -> async::task<int> { // warn: this lambda never awaits
    co_return n / 2;
  };
  return half(4).result();
}

// 8. Several returns, and a value task.
async::value_task<int> sign(int n) { // warn: 'sign' never awaits
  if (n < 0)
    co_return -1;
  co_return n > 0 ? 1 : 0;
}

// 9. A template's pattern, once.
template <typename T> async::task<T> same(T value) { // warn: 'same' never awaits
  co_return value;
}
async::task<> uses() { co_await async::when_all(same(1), same(2L)); }

// 10. Declared before, reported where the body is.
async::task<int> declared();
async::task<int> declared() { // warn: 'declared' never awaits
  co_return 1;
}
