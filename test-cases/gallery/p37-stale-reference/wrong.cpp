// A chat greets a user who has just come in. While it waits for the profile,
// another user comes in: the vector of the sessions grows, and moves away from
// under the reference.
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
    session &guest = sessions_.at(place);
    co_await async::delay(5ms); // the profile
    guest.greeting = "hello";   // harm: heap-use-after-free // warn: 'guest' may be stale
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
}
