// The report is a plain function that lets the pool do the work: the window's
// thread goes on painting.
#include <async/async.hpp>

#include <chrono>
#include <iostream>

using namespace std::chrono_literals;

int sum_all_orders() {
  const auto end = std::chrono::steady_clock::now() + 300ms;
  int sum = 0;
  while (std::chrono::steady_clock::now() < end)
    ++sum;
  return sum > 0 ? 42 : 0;
}

async::task<int> make_report() { return async::run(sum_all_orders); }

async::task<> paint(bool &closed, int &frames) {
  while (!closed) {
    co_await async::delay(5ms);
    ++frames;
  }
}

async::task<int> show_report() {
  bool closed = false;
  int frames = 0;
  auto painting = paint(closed, frames);
  auto reporting = make_report();
  const int report = co_await reporting;
  const int painted = frames;
  closed = true;
  co_await painting;
  std::cout << "report: " << report << ", frames: " << painted << "\n";
  co_return report == 42 ? painted : 0;
}

int main() {
  async::ui_context ui;
  return ui.run_until(show_report) > 0 ? 0 : 1;
}
