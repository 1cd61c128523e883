// Asking the payment service again, each request awaits a delay, which needs no
// thread: the pool is free for everybody else.
#include <async/async.hpp>

#include <chrono>
#include <cstddef>
#include <iostream>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using std::chrono::steady_clock;

async::task<bool> ask_payment_service(int attempt) {
  co_await async::yield(); // the network
  co_return attempt == 2;
}

async::task<int> pay(int order) {
  for (int attempt = 1; !co_await ask_payment_service(attempt); ++attempt)
    co_await async::delay(200ms);
  co_return order;
}

async::task<bool> check_health() {
  co_await async::yield();
  co_return true;
}

int main() {
  const std::size_t threads = async::thread_pool::shared().size();
  std::vector<async::task<int>> payments;
  for (int order = 0; order < static_cast<int>(threads) * 5; ++order)
    payments.push_back(async::run([order] { return pay(order); }));
  std::this_thread::sleep_for(20ms);
  const auto asked = steady_clock::now();
  check_health().wait();
  const auto waited = steady_clock::now() - asked;
  int sum = 0;
  for (const int order : async::when_all(payments).result())
    sum += order;
  std::cout << payments.size() << " payments on " << threads
            << " threads; the health check took " << waited / 1ms << " ms\n";
  const int last = static_cast<int>(payments.size()) - 1;
  return sum == last * (last + 1) / 2 && waited < 500ms ? 0 : 1;
}
