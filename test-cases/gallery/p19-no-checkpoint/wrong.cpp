// A mailing goes through all customers. It takes a token for the mail server,
// but looks for it at the end only: the loop, which is all of the work, goes on
// long after the mailing was called off.
#include <async/async.hpp>

#include <chrono>
#include <iostream>

using namespace std::chrono_literals;

struct mailing {
  int letters = 0;

  void write_letter(int customer) { letters += customer >= 0 ? 1 : 0; }
};

async::task<> prepare(mailing &one, async::cancellation_token called_off) {
  for (int customer = 0; customer < 1000; ++customer) { // not yet: async-no-token: 'called_off'
    one.write_letter(customer);
    co_await async::yield(); // the window wants to be painted, too
  }
  co_await async::delay(1ms, called_off); // the mail server
}

async::task<int> call_off(mailing &one) {
  async::cancellation_source stop;
  const auto preparing = prepare(one, stop.token());
  while (one.letters < 10)
    co_await async::yield();
  stop.cancel();
  const int before = one.letters;
  try {
    co_await preparing;
  } catch (const async::operation_canceled &) {
    std::cout << "the mailing was called off\n";
  }
  co_return one.letters - before;
}

int main() {
  mailing one;
  async::ui_context ui;
  const int after = ui.run_until([&] { return call_off(one); });
  std::cout << after << " letters were written after that\n";
  if (one.letters == 1000) {
    std::cout << "goes on: a mailing that was called off wrote all letters\n";
    return 1;
  }
}
