// The query asks for the counter of its thread after the await: where it went
// on, it counts what is that thread's.
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
  co_await async::delay(20ms); // the database
  ++of_this_thread.queries;
}

int main() {
  const async::task<> query = query_database();
  ++of_this_thread.queries; // the main thread asks, too
  while (!query.done())
    std::this_thread::sleep_for(1ms); // it looks after other things
  query.result();
  std::cout << "the main thread asked once, and has counted "
            << of_this_thread.queries << "\n";
  return of_this_thread.queries == 1 ? 0 : 1;
}
