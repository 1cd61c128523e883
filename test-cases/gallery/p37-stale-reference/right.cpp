// The chat looks the session up again after the await: whoever has come in
// meanwhile, it is the one that is there now.
#include <async/async.hpp>

#include <chrono>
#include <cstddef>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

struct session {
  std::string user;
  std::string greeting;
};

class chat {
public:
  async::task<> enter(std::string user) {
    sessions_.push_back({std::move(user), ""});
    co_await async::delay(1ms); // the others are told
  }

  async::task<> greet(std::size_t place) {
    co_await async::delay(5ms); // the profile
    sessions_.at(place).greeting = "hello";
  }

  const std::string &greeting(std::size_t place) const {
    return sessions_.at(place).greeting;
  }

private:
  std::vector<session> sessions_;
};

async::task<> an_evening(chat &room) {
  co_await room.enter("ada");
  co_await async::when_all(room.greet(0), room.enter("grace"));
}

int main() {
  chat room;
  async::ui_context ui;
  ui.run_until([&] { return an_evening(room); });
  std::cout << "ada is told: " << room.greeting(0) << "\n";
  return room.greeting(0) == "hello" ? 0 : 1;
}
