// Each request awaits its order and needs no thread while it does: two threads
// are enough for any number of requests.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
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
  const order loaded = co_await load_order(id);
  co_return loaded.total;
}

int main() {
  std::vector<async::task<int>> requests;
  for (int id = 0; id < 200; ++id)
    requests.push_back(handle_request(id));
  int sum = 0;
  for (const int total : async::when_all(requests).result())
    sum += total;
  std::cout << "sum of 200 orders: " << sum << "\n";
  return sum == 1000 ? 0 : 1;
}
