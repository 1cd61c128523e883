// A transfer locks a std::mutex and awaits the database. It goes on on a thread of
// the pool, and the guard unlocks the mutex there, though it belongs to the
// main thread: undefined behavior.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

struct bank {
  std::mutex mutex;
  int checking = 100;
  int savings = 0;

  async::task<> transfer(int amount) {
    {
      const std::lock_guard guard(mutex); // warn: 'guard' is held across
      checking -= amount;
      co_await async::delay(10ms); // the database
      savings += amount;
    } // harm: unlock of an unlocked mutex // note: perhaps by another thread than the one that locked it
    std::cout << "the database knows of " << amount << "\n";
  }
};

int main() {
  bank accounts;
  const async::task<> transfer = accounts.transfer(10);
  while (!transfer.done())
    std::this_thread::sleep_for(1ms); // it looks after other things
  transfer.result();
  std::cout << accounts.checking << " and " << accounts.savings << "\n";
}
