// The cache is refreshed by a coroutine that nobody can await, so nobody can
// catch what it throws: the whole server ends because a backend was away. It
// runs in a process of its own here, so that its end can be told.
#include <async/async.hpp>

#include <chrono>
#include <csignal>
#include <iostream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

using namespace std::chrono_literals;

async::task<> load_prices() {
  co_await async::delay(10ms); // the network
  throw std::runtime_error("the price service is away");
}

async::fire_and_forget
refresh_prices() { // warn: 'refresh_prices' cannot be awaited
  co_await load_prices();
}

async::task<int> serve() {
  try {
    refresh_prices();
  } catch (const std::runtime_error &) {
    std::cout << "prices are old\n";
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
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT) {
    std::cout << "ended: one failed refresh took the server with it\n";
    return 1;
  }
}
