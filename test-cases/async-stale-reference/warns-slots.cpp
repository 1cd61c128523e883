// What an optional or a smart pointer holds, and loops over views.
#include <async/async.hpp>

#include <memory>
#include <optional>
#include <ranges>
#include <string>
#include <vector>

struct session {
  int hits = 0;
  std::vector<std::string> mails;
  void touch();
};
async::task<> save(int id);

// 1. It ends by a reset.
class dialog {
public:
  void close() {
    current_.reset();
    owned_ = nullptr;   // note: 'close' changes 'owned_' here
    cached_ = std::nullopt;
  }
  async::task<> of_an_optional(int id) {
    auto &s = *current_;
    co_await save(id);
    s.touch(); // warn: 's' may be stale: it leads into 'current_', which 'close' may change while the coroutine is suspended
  }
  async::task<> by_value() {
    session &s = cached_.value();
    co_await save(1);
    s.touch(); // warn: 's' may be stale: it leads into 'cached_'
  }
  async::task<> of_a_smart_pointer() {
    session *s = owned_.get(); // note: it is taken from 'owned_' here
    co_await save(1);
    s->touch(); // warn: 's' may be stale: it leads into 'owned_'
  }
  async::task<> of_a_part() {
    auto &mails = owned_->mails;
    co_await save(2);
    mails.clear(); // warn: 'mails' may be stale: it leads into 'owned_'
  }

private:
  std::optional<session> current_;
  std::optional<session> cached_;
  std::unique_ptr<session> owned_;
};

// 2. A view goes through the container that it is made of.
class lobby {
public:
  void leave() { open_.pop_back(); }
  async::task<> greet() {
    for (session &s : open_ | std::views::filter([](const session &s) { return s.hits > 0; })) { // warn: the loop over 'open_' goes on after a suspension, but 'leave' may change 'open_'
      co_await save(1);
      s.touch();
    }
  }
  async::task<> greet_the_last() {
    for (session &s : open_ | std::views::reverse | std::views::take(3)) { // warn: the loop over 'open_' goes on after a suspension
      co_await save(1);
      s.touch();
    }
  }

private:
  std::vector<session> open_;
};
