// The library goes on wherever the disk is done: it asks the window's thread for
// nothing, so that the window has no hops, and the old menu command, which still
// blocks, comes back.
#include <async/async.hpp>

#include <chrono>
#include <functional>
#include <iostream>
#include <map>
#include <string>

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
    co_await async::delay(1ms).configure_await(false);
    values += read_line();
  }
  co_return values;
}

} // namespace settings_library

int main() {
  async::ui_context ui;
  const int loaded = ui.run_until([] { return settings_library::load(); });
  // If the disk is faster than the await, the library need not go anywhere.
  const bool left = settings_library::lines_read_by_a_window < 20;

  int shown = 0;
  std::map<std::string, std::function<void()>> menu;
  menu["settings"] = [&] { shown = settings_library::load().result(); };
  ui.post([&] {
    menu.at("settings")();
    ui.stop();
  });
  ui.run();
  std::cout << loaded << " and " << shown << " values\n";
  return left && loaded == 40 && shown == 40 ? 0 : 1;
}
