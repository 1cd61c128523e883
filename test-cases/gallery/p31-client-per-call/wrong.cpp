// Each request makes a client of its own, and each client connects: twenty
// requests open twenty sockets, with twenty handshakes.
#include "loopback.hpp"

#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

using namespace std::chrono_literals;

/// Keeps its connection, to be used for many requests.
class ASYNC_SHARED_CLIENT weather_client {
public:
  explicit weather_client(const loopback::server &service)
      : connection_(service) {}

  async::task<std::string> forecast(std::string city) {
    const auto guard = co_await one_request_.lock();
    connection_.send(city + "\n");
    co_await async::delay(1ms).configure_await(false); // the network
    co_return connection_.receive_line();
  }

private:
  loopback::connection connection_;
  async::async_mutex one_request_;
};

async::task<std::string> show_forecast(const loopback::server &service,
                                       std::string city) {
  weather_client client(service); // not yet: async-client-per-call: a 'weather_client' for each call
  const std::string forecast = co_await client.forecast(city);
  co_return "the weather in " + forecast;
}

int main() {
  loopback::server service;
  std::vector<async::task<std::string>> requests;
  for (int i = 0; i < 20; ++i)
    requests.push_back(show_forecast(service, "Paris"));
  const auto answers = async::when_all(requests).result();
  std::cout << answers.size() << " answers, " << service.accepted()
            << " connections\n";
  if (service.accepted() > 1) {
    std::cout << "exhausting: a socket for each request\n";
    return 1;
  }
}
