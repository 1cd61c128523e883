// The click handler awaits the user, so that the window's thread is free to
// load it. The way in hands the task over with a handler for its error.
#include <async/async.hpp>

#include <chrono>
#include <exception>
#include <iostream>
#include <string>

using namespace std::chrono_literals;

struct user {
  int id = 0;
  std::string name;
};

struct user_service {
  async::task<user> get_user(int id) {
    co_await async::delay(10ms); // the database
    co_return user{id, "Ada"};
  }
};

async::task<> on_click(user_service &users, async::ui_context &ui,
                       std::string &shown) {
  shown = (co_await users.get_user(1)).name;
  ui.stop();
}

int main() {
  user_service users;
  async::ui_context ui;
  std::string shown = "nothing";
  ui.post([&] {
    async::detach(on_click(users, ui, shown),
                  [&ui](std::exception_ptr) { ui.stop(); });
  });
  ui.run();
  std::cout << "shown: " << shown << "\n";
  return shown == "Ada" ? 0 : 1;
}
