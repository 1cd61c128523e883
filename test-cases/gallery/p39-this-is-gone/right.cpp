// The coroutine shares the session: it is there until the log is written.
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

class session : public std::enable_shared_from_this<session> {
public:
  explicit session(std::string user) : user_(std::move(user)) {}

  void log_in() {
    async::detach(write_log(), [](std::exception_ptr) {});
  }

private:
  async::task<> write_log() {
    const auto self = shared_from_this();
    co_await async::delay(5ms); // the disk
    disk.push_back(self->user_ + " in");
  }

  std::string user_;
};

async::task<> log_in_and_out() {
  auto current = std::make_shared<session>("lovelace");
  current->log_in();
  current.reset(); // the user logs out at once
  while (disk.empty())
    co_await async::delay(1ms);
}

int main() {
  async::ui_context ui;
  ui.run_until([] { return log_in_and_out(); });
  std::cout << disk.at(0) << "\n";
  return disk.at(0) == "lovelace in" ? 0 : 1;
}
