// The refresh is a task: whoever starts it awaits it and handles its failure.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

using namespace std::chrono_literals;

async::task<> load_prices() {
  co_await async::delay(10ms); // the network
  throw std::runtime_error("the price service is away");
}

async::task<> refresh_prices() { co_await load_prices(); }

async::task<int> serve() {
  try {
    co_await refresh_prices();
  } catch (const std::runtime_error &failed) {
    std::cout << "prices are old: " << failed.what() << std::endl;
  }
  co_await async::delay(100ms); // the customers
  co_return 0;
}

int main() {
  const pid_t server = fork();
  if (server == 0) {
    async::ui_context ui;
    _exit(ui.run_until(serve));
  }
  int status = 0;
  waitpid(server, &status, 0);
  const bool served = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  std::cout << (served ? "all customers were served\n" : "the server ended\n");
  return served ? 0 : 1;
}
