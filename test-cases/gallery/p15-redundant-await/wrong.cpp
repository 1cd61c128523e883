// A service hands the database's answer on through two layers that do nothing
// with it. Each of them is a coroutine: a frame and a state more for each
// request.
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

struct database {
  async::task<> connected = async::delay(1ms);

  async::task<int> read_age(int user) {
    co_await connected;
    co_return user + 30;
  }
};

async::task<int> find_age(database &users, int user) { // the repository
  co_return co_await users.read_age(user); // not yet: async-redundant-await: 'find_age'
}

async::task<int> get_age(database &users, int user) { // the service
  co_return co_await find_age(users, user); // not yet: async-redundant-await: 'get_age'
}

int main() {
  database users;
  const int before = allocations;
  const async::task<int> direct = users.read_age(1);
  const int by_database = allocations - before;
  const async::task<int> layered = get_age(users, 1);
  const int by_layers = allocations - before - 2 * by_database;
  async::ui_context ui;
  const bool same = ui.run_until(direct) == ui.run_until(layered);
  std::cout << "allocations: " << by_database << " by the database, "
            << by_layers << " by the layers above it\n";
  if (same && by_layers == 4) {
    std::cout << "costly: each layer allocates twice, for nothing\n";
    return 1;
  }
}
