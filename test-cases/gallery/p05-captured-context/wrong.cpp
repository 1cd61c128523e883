// A settings library awaits the disk as an application does: it goes on where it
// began. So a window that asks for settings reads each line of the file itself,
// between its clicks. And an old menu command, which has to return with the
// settings, waits for a library that waits for the command's thread.
#include <async/async.hpp>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <thread>

using namespace std::chrono_literals;

namespace settings_library {

int lines_read_by_a_window = 0;

int read_line() {
  if (async::synchronization_context::current())
    ++lines_read_by_a_window;
  return 2;
}

async::task<int> load() {
  int values = 0;
  for (int line = 0; line < 20; ++line) {
    co_await async::delay(1ms); // not yet: async-configure-await: configure_await(false)
    values += read_line();
  }
  co_return values;
}

} // namespace settings_library

int main() {
  async::ui_context ui;
  ui.run_until([] { return settings_library::load(); });
  const int hops = settings_library::lines_read_by_a_window;

  std::thread([hops] {
    std::this_thread::sleep_for(1s);
    std::cout << "deadlock: a menu command waits for a library that needs its thread\n"
              << "hops: before, the window has read " << hops << " of 20 lines\n";
    async::dump_waiters(std::cout);
    std::_Exit(1);
  }).detach();
  // What the menu calls is older than any task, and cannot await.
  std::map<std::string, std::function<void()>> menu;
  menu["settings"] = [] { std::cout << settings_library::load().result() << " values\n"; };
  ui.post([&] {
    menu.at("settings")();
    ui.stop();
  });
  ui.run();
}
