// What only computes is a plain function, and allocates nothing.
#include <async/async.hpp>

#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <new>

thread_local int allocations = 0;

void *operator new(std::size_t size) {
  ++allocations;
  if (void *memory = std::malloc(size))
    return memory;
  throw std::bad_alloc();
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }

struct position {
  int pieces;
  int price;
};

int price_of(position one) { return one.pieces * one.price; }

async::task<int> add_up(int positions) {
  const int before = allocations;
  int sum = 0;
  for (int i = 0; i < positions; ++i)
    sum += price_of({2, 5});
  const int made = allocations - before;
  co_await async::yield(); // the printer
  std::cout << "sum " << sum << "\n";
  co_return sum == 1000 ? made : -1;
}

int main() {
  async::ui_context ui;
  const int made = ui.run_until([] { return add_up(100); });
  std::cout << made << " allocations for 100 positions\n";
  return made == 0 ? 0 : 1;
}
