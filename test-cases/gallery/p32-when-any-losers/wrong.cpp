// The faster of two replicas answers; the slower one is forgotten, but goes on,
// and keeps its connection. After a few customers all connections are taken.
#include <async/async.hpp>

#include <chrono>
#include <iostream>

using namespace std::chrono_literals;

struct replica {
  std::chrono::milliseconds time;
  int connections = 0;

  async::task<int> price(int article, async::cancellation_token token = {}) {
    struct connection {
      int &open;
      explicit connection(int &open) : open(++open) {}
      ~connection() { --open; }
    };
    const connection used(connections);
    co_await async::delay(time, token);
    co_return 10 * article;
  }
};

async::task<int> best_price(replica &near, replica &far, int article) {
  const auto first =
      co_await async::when_any(near.price(article), far.price(article)); // not yet: async-partial-failure: the losers run on
  co_return co_await first.winner();
}

async::task<int> serve(replica &near, replica &far) {
  int sum = 0;
  for (int article = 1; article <= 20; ++article)
    sum += co_await best_price(near, far, article);
  co_return sum;
}

int main() {
  replica near{1ms};
  replica far{10s};
  async::ui_context ui;
  const int sum = ui.run_until([&] { return serve(near, far); });
  std::cout << "sum of 20 prices: " << sum << ", connections still open: "
            << near.connections + far.connections << "\n";
  if (far.connections == 20) {
    std::cout << "goes on: nobody waits for the losers, and nobody stops them"
              << std::endl;
    return 1;
  }
}
