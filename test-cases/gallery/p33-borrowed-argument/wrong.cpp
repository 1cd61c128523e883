// A new user is welcomed by a mail while the database saves him. The mail
// borrows its address, which was a temporary string: it is gone at the end of
// the line that begins to send.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

using namespace std::chrono_literals;

std::vector<std::string> outbox;

async::task<> send_welcome(const std::string &address) {
  co_await async::delay(5ms); // the mail server
  outbox.push_back(address);  // harm: stack-use-after-return
}

async::task<int> save_user(std::string name) {
  co_await async::delay(1ms); // the database
  co_return static_cast<int>(name.size());
}

async::task<int> register_user(std::string name) {
  // warn@+1: refers to a temporary, which dies at the end of this expression
  auto welcome = send_welcome(name + "@customers.example.com");
  const int id = co_await save_user(name);
  co_await welcome;
  co_return id;
}

int main() {
  async::ui_context ui;
  const int id = ui.run_until([] { return register_user("lovelace"); });
  std::cout << "user " << id << ", mail to " << outbox.at(0) << "\n";
}
