// Each thread counts its own queries, so that no lock is needed. A query keeps
// the counter of the thread that it began on: it goes on on another thread, and
// counts there without a lock what is not that thread's.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <thread>

using namespace std::chrono_literals;

struct statistics {
  long queries = 0;
};

thread_local statistics of_this_thread;

async::task<> query_database() {
  statistics *const mine = &of_this_thread;
  co_await async::delay(20ms); // the database
  ++mine->queries; // harm: data race // warn: 'mine' leads to the thread_local 'of_this_thread'
}

int main() {
  const async::task<> query = query_database();
  ++of_this_thread.queries; // the main thread asks, too
  while (!query.done())
    std::this_thread::sleep_for(1ms); // it looks after other things
  query.result();
  std::cout << "the main thread asked once, and has counted "
            << of_this_thread.queries << "\n";
}
