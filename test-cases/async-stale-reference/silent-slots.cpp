// What an optional or a smart pointer holds and keeps, and loops over copies.
#include <async/async.hpp>

#include <memory>
#include <optional>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

struct session {
  int hits = 0;
  void touch();
};
async::task<> save(int id);

// 1. It only gets its value: before the coroutine begins, as far as is known.
class opened_once {
public:
  void open() {
    current_.emplace();
    owned_ = std::make_unique<session>();
  }
  async::task<> run() {
    auto &s = *current_;
    auto &o = *owned_;
    co_await save(1);
    s.touch();
    o.touch();
  }

private:
  std::optional<session> current_;
  std::unique_ptr<session> owned_;
};

// 2. Looked up again, copied, shared, or a value of the coroutine's own.
class dialog {
public:
  void close() {
    current_.reset();
    owned_.reset();
    shared_.reset();
  }
  async::task<> looked_up() {
    (*current_).touch();
    co_await save(1);
    if (current_)
      current_->touch();
  }
  async::task<> copied() {
    session s = *current_;
    co_await save(1);
    s.touch();
  }
  async::task<> shared() {
    const std::shared_ptr<session> s = shared_;
    co_await save(1);
    s->touch();
  }
  async::task<> own() {
    std::optional<session> mine(std::in_place);
    auto &s = *mine;
    co_await save(1);
    s.touch();
    const auto taken = std::move(owned_);
    auto &t = *taken;
    co_await save(2);
    t.touch();
  }

private:
  std::optional<session> current_;
  std::unique_ptr<session> owned_;
  std::shared_ptr<session> shared_;
};

// 3. The reset tells, or waits for the coroutine.
class closing {
public:
  async::task<> close() {
    closed_ = true;
    current_.reset();
    co_await running_;
    owned_.reset();
  }
  async::task<> run() {
    auto &s = *current_;
    co_await save(1);
    if (closed_)
      co_return;
    s.touch();
  }
  async::task<> run_longer() {
    auto &s = *owned_;
    co_await save(1);
    s.touch();
  }

private:
  bool closed_ = false;
  std::optional<session> current_;
  std::unique_ptr<session> owned_;
  async::task<> running_;
};

// 4. A view of a copy, or of what nobody changes.
class lobby {
public:
  void leave() { open_.pop_back(); }
  async::task<> greet() {
    const std::vector<session> all = open_;
    for (const session &s : all | std::views::reverse)
      co_await save(s.hits);
    for (const session &s : known_ | std::views::take(3))
      co_await save(s.hits);
    for (int id : std::views::iota(0, 3))
      co_await save(id);
  }

private:
  std::vector<session> open_;
  std::vector<session> known_;
};
