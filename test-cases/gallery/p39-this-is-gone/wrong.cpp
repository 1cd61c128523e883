// A session writes its log to the disk in the background. The user logs out,
// the session goes, and the coroutine goes on with the members that it had.
#include <async/async.hpp>

#include <chrono>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

std::vector<std::string> disk;

class session {
public:
  explicit session(std::string user) : user_(std::move(user)) {}

  void log_in() {
    async::detach(write_log(), [](std::exception_ptr) {});
  }

private:
  async::task<> write_log() {
    co_await async::delay(5ms);    // the disk
    disk.push_back(user_ + " in"); // harm: heap-use-after-free // warn: 'write_log' uses 'user_' after a suspension
  }

  std::string user_;
};

async::task<> log_in_and_out() {
  auto current = std::make_unique<session>("lovelace");
  current->log_in();
  current.reset(); // the user logs out at once
  while (disk.empty())
    co_await async::delay(1ms);
}

int main() {
  async::ui_context ui;
  ui.run_until([] { return log_in_and_out(); });
  std::cout << disk.at(0) << "\n";
}
