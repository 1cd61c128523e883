// A task costs the same, and both bills await the one answer.
#include <async/async.hpp>

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <new>

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

  async::task<int> load_rate() {
    co_await connected;
    ++requests;
    co_return 108;
  }
};

async::task<int> convert_two_bills(bank &one) {
  const async::task<int> rate = one.load_rate();
  const int first = 100 * co_await rate;
  const int second = 200 * co_await rate;
  co_return (first + second) / 100;
}

int main() {
  bank one;
  const int before = allocations;
  const async::task<int> rate = one.load_rate();
  const int made = allocations - before;
  async::ui_context ui;
  ui.run_until(rate);
  one.requests = 0;
  const int sum = ui.run_until([&] { return convert_two_bills(one); });
  std::cout << "sum " << sum << ", " << one.requests << " request, " << made
            << " allocations\n";
  return sum == 324 && one.requests == 1 ? 0 : 1;
}
