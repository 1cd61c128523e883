// The rate of a currency comes from a bank, always over the network. It is a
// value task, which gains nothing: each allocates what a task does, and as it
// can be awaited only once, two bills ask the bank twice.
#include <async/async.hpp>

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <new>
#include <utility>

using namespace std::chrono_literals;

thread_local int allocations = 0;

void *operator new(std::size_t size) {
  ++allocations;
  if (void *memory = std::malloc(size))
    return memory;
  throw std::bad_alloc();
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }

struct bank {
  async::task<> connected = async::delay(1ms);
  int requests = 0;

  async::value_task<int> load_rate() { // not yet: async-needless-value-task: 'load_rate'
    co_await connected;
    ++requests;
    co_return 108;
  }

  async::task<int> load_limit() {
    co_await connected;
    co_return 1000;
  }
};

async::task<int> convert_two_bills(bank &one) {
  const int first = 100 * co_await one.load_rate();
  const int second = 200 * co_await one.load_rate();
  co_return (first + second) / 100;
}

int main() {
  bank one;
  const int before = allocations;
  const async::task<int> limit = one.load_limit();
  const int by_task = allocations - before;
  async::value_task<int> rate = one.load_rate();
  const int by_value_task = allocations - before - by_task;
  async::ui_context ui;
  ui.run_until(limit);
  ui.run_until(std::move(rate).as_task());
  one.requests = 0;
  const int sum = ui.run_until([&] { return convert_two_bills(one); });
  std::cout << "sum " << sum << ", " << one.requests << " requests, "
            << by_value_task << " allocations each\n";
  if (by_value_task == by_task && one.requests == 2) {
    std::cout << "nothing gained: it allocates as a task, and is asked twice\n";
    return 1;
  }
}
