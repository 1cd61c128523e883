// A library loads the settings of a program and awaits the disk as an
// application does: it goes on where it began. A window has called it, so that
// the window's thread reads the whole file, line by line, between its clicks.
#include <async/async.hpp>

#include <chrono>
#include <iostream>

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
  const int values = ui.run_until([] { return settings_library::load(); });
  const int disturbed = settings_library::lines_read_by_a_window;
  std::cout << values << " values, " << disturbed << " lines by the window\n";
  if (disturbed == 20) {
    std::cout << "disturbed: the window had to read the library's file\n";
    return 1;
  }
}
