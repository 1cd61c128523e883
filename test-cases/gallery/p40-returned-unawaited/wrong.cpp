// The text of a receipt is made by a plain function, which hands the task of
// sending it on to its caller. The text is the function's own, and is gone when
// it returns; the mail has not been sent by then.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

using namespace std::chrono_literals;

std::vector<std::string> outbox;

async::task<> send_mail(const std::string &text) {
  co_await async::delay(1ms); // the mail server
  outbox.push_back(text);     // harm: stack-use-after-return
}

async::task<> send_receipt(std::string article) {
  const std::string text = "thank you for having bought the " + article;
  return send_mail(text); // warn: refers to 'text', which is gone before it is done
}

int main() {
  async::ui_context ui;
  ui.run_until([] { return send_receipt("book"); });
  std::cout << outbox.at(0) << "\n";
}
