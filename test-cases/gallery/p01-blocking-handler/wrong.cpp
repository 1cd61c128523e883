// A click handler blocks the window's thread until the user is loaded, but
// loading goes on on that very thread. Nothing is thrown, nothing is logged.
#include <async/async.hpp>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>

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

void on_click(user_service &users, async::ui_context &ui) {
  // warn@+1: 'result' blocks the context's thread until 'get_user' is done
  const user shown = users.get_user(1).result();
  std::cout << "shown: " << shown.name << "\n";
  ui.stop();
}

int main() {
  std::thread([] {
    std::this_thread::sleep_for(1s);
    std::cout << "deadlock: the click handler never returned" << "\n";
    async::dump_waiters(std::cout);
    std::_Exit(1);
  }).detach();
  user_service users;
  async::ui_context ui;
  ui.post([&] { on_click(users, ui); });
  ui.run();
}
