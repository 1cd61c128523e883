// The cancellation is caught apart and goes on to whoever asked for it; only
// what has really failed is a failure.
#include <async/async.hpp>

#include <chrono>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

using namespace std::chrono_literals;

struct customer {
  std::string address;
  bool unreachable = false;
};

async::task<> send_mail(std::string address, async::cancellation_token token) {
  co_await async::delay(1ms, token); // the mail server
  if (address.find('@') == std::string::npos)
    throw std::invalid_argument("no such address: " + address);
}

async::task<> send_newsletter(std::vector<customer> &customers,
                              async::cancellation_token token) {
  for (customer &each : customers) {
    try {
      co_await send_mail(each.address, token);
    } catch (const async::operation_canceled &) {
      throw;
    } catch (const std::exception &) {
      each.unreachable = true;
    }
  }
}

async::task<> stop_in_time(std::vector<customer> &customers) {
  async::cancellation_source stop;
  const auto sending = send_newsletter(customers, stop.token());
  co_await async::delay(20ms);
  stop.cancel();
  try {
    co_await sending;
  } catch (const async::operation_canceled &) {
    std::cout << "the newsletter was stopped\n";
  }
}

int main() {
  std::vector<customer> customers(1000, customer{"ada@example.org"});
  customers.front().address = "nowhere";
  async::ui_context ui;
  ui.run_until([&] { return stop_in_time(customers); });
  int unreachable = 0;
  for (const customer &each : customers)
    unreachable += each.unreachable;
  std::cout << unreachable << " unreachable\n";
  return unreachable == 1 ? 0 : 1;
}
