// Each request blocks a thread of the pool until its order is loaded. Under
// load all threads are blocked, and none is left to load an order.
#include <async/async.hpp>

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

struct order {
  int id = 0;
  int total = 0;
};

async::task<order> load_order(int id) {
  co_await async::delay(10ms); // the database
  co_return order{id, 5};
}

async::task<int> handle_request(int id) {
  co_await async::delay(1ms); // the rest of the request arrives
  // warn@+1: 'result' blocks the thread that runs the coroutine
  co_return load_order(id).result().total;
}

int main() {
  std::thread([] {
    std::this_thread::sleep_for(1s);
    std::stringstream waiters;
    async::dump_waiters(waiters);
    std::size_t blocked = 0;
    for (std::string line; std::getline(waiters, line);)
      blocked += line.find("blocks a thread of") != std::string::npos;
    if (blocked == async::thread_pool::shared().size())
      std::cout << "starvation: every thread of the pool is blocked\n"
                << waiters.str();
    std::cout.flush();
    std::_Exit(1);
  }).detach();
  std::vector<async::task<int>> requests;
  for (int id = 0; id < 200; ++id)
    requests.push_back(handle_request(id));
  int sum = 0;
  for (const int total : async::when_all(requests).result())
    sum += total;
  std::cout << "sum of 200 orders: " << sum << "\n";
}
