// The function is a coroutine: the text lives in its frame until the mail is
// sent.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

using namespace std::chrono_literals;

std::vector<std::string> outbox;

async::task<> send_mail(const std::string &text) {
  co_await async::delay(1ms); // the mail server
  outbox.push_back(text);
}

async::task<> send_receipt(std::string article) {
  const std::string text = "thank you for having bought the " + article;
  co_await send_mail(text);
}

int main() {
  async::ui_context ui;
  ui.run_until([] { return send_receipt("book"); });
  std::cout << outbox.at(0) << "\n";
  return outbox.at(0) == "thank you for having bought the book" ? 0 : 1;
}
