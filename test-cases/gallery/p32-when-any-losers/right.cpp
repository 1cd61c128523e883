// Whoever has the first answer stops the other replica, and sees that it did.
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
  async::cancellation_source rest;
  const auto from_near = near.price(article, rest.token());
  const auto from_far = far.price(article, rest.token());
  const auto first = co_await async::when_any(from_near, from_far);
  rest.cancel();
  try {
    co_await async::when_all(from_near, from_far);
  } catch (const async::operation_canceled &) {
    // the loser, as it was told
  }
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
  return sum == 2100 && near.connections + far.connections == 0 ? 0 : 1;
}
