// The library goes on wherever the disk is done: the window's thread is asked
// for nothing but the end.
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
    co_await async::delay(1ms).configure_await(false);
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
  // Where the disk is faster than the first await, nothing has to go on.
  return values == 40 && disturbed <= 1 ? 0 : 1;
}
