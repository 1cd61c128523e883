// needs: boost/asio.hpp
// Boost.Asio: co_spawn keeps the awaitable and its function, not the object.
#include <boost/asio.hpp>
#include <deque>
#include <memory>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;

// 1. A member coroutine that its object spawns and forgets.
class printer {
public:
  explicit printer(asio::io_context &context) : timer_(context) {}
  void start() {
    asio::co_spawn(timer_.get_executor(), run(), asio::detached); // note: it is started here, and nobody waits for it
  }

private:
  awaitable<void> run() {
    co_await timer_.async_wait(asio::use_awaitable); // note: the coroutine is suspended here
    ++count_; // warn: 'run' uses 'count_' after a suspension, when its object may be gone
  }
  asio::steady_timer timer_;
  int count_ = 0;
};

// 2. By a lambda that returns it.
class writer {
public:
  explicit writer(tcp::socket socket) : socket_(std::move(socket)) {}
  void start() {
    asio::co_spawn(socket_.get_executor(), [this] { return write(); }, asio::detached); // note: it is started here
  }

private:
  awaitable<void> write() {
    co_await asio::async_write(socket_, asio::buffer("x", 1), asio::use_awaitable);
    ++written_; // warn: 'write' uses 'written_' after a suspension
  }
  tcp::socket socket_;
  int written_ = 0;
};

// 3. A lambda that is a coroutine itself: co_spawn keeps its closure, which
// has only the pointer.
class reader {
public:
  explicit reader(tcp::socket socket) : socket_(std::move(socket)) {}
  void start() {
    asio::co_spawn(
        socket_.get_executor(),
        [this]() -> awaitable<void> {
          co_await socket_.async_wait(tcp::socket::wait_read, asio::use_awaitable);
          ++rounds_; // warn: this lambda uses 'rounds_' after a suspension
        },
        asio::detached);
  }
  // The error's handler changes nothing of that.
  void start_with_handler() {
    asio::co_spawn(socket_.get_executor(), loop(), [](std::exception_ptr) {});
  }

private:
  awaitable<void> loop() {
    for (;;) {
      co_await socket_.async_wait(tcp::socket::wait_read, asio::use_awaitable); // warn: 'loop' uses 'socket_' after a suspension
    }
  }
  tcp::socket socket_;
  int rounds_ = 0;
};

// 4. Silent: an owner in the lambda, in the frame, or in the handler.
class session : public std::enable_shared_from_this<session> {
public:
  explicit session(tcp::socket socket) : socket_(std::move(socket)) {}
  void start() {
    asio::co_spawn(
        socket_.get_executor(), [self = shared_from_this()] { return self->read(); }, asio::detached);
    auto self = shared_from_this();
    asio::co_spawn(
        socket_.get_executor(),
        [this, self]() -> awaitable<void> {
          co_await socket_.async_wait(tcp::socket::wait_read, asio::use_awaitable);
          ++rounds_;
        },
        asio::detached);
    asio::co_spawn(
        socket_.get_executor(),
        [this, self = shared_from_this()]() -> awaitable<void> {
          co_await socket_.async_wait(tcp::socket::wait_read, asio::use_awaitable);
          ++rounds_;
        },
        asio::detached);
    asio::co_spawn(socket_.get_executor(), write(), asio::detached);
    asio::co_spawn(socket_.get_executor(), wait(), [self](std::exception_ptr) {});
    asio::co_spawn(socket_.get_executor(), given(shared_from_this()), asio::detached);
  }

private:
  awaitable<void> read() {
    co_await socket_.async_wait(tcp::socket::wait_read, asio::use_awaitable);
    ++rounds_;
  }
  awaitable<void> write() {
    auto self = shared_from_this();
    co_await socket_.async_wait(tcp::socket::wait_write, asio::use_awaitable);
    ++rounds_;
  }
  awaitable<void> wait() {
    co_await socket_.async_wait(tcp::socket::wait_write, asio::use_awaitable);
    ++rounds_;
  }
  awaitable<void> given(std::shared_ptr<session>) {
    co_await socket_.async_wait(tcp::socket::wait_write, asio::use_awaitable);
    ++rounds_;
  }
  tcp::socket socket_;
  int rounds_ = 0;
};

// 5. Silent: somebody waits, or the awaitable is not detached.
class joined {
public:
  explicit joined(asio::thread_pool &pool) : pool_(pool) {}
  awaitable<void> all() {
    co_await one();
    co_await asio::co_spawn(pool_, one(), asio::use_awaitable);
    ++rounds_;
  }
  void blocking() { asio::co_spawn(pool_, one(), asio::use_future).get(); }

private:
  awaitable<void> one() {
    co_await asio::this_coro::executor;
    ++rounds_;
  }
  asio::thread_pool &pool_;
  int rounds_ = 0;
};

// 6. Silent: the object owns what runs it, and the destructor joins that.
class engine {
public:
  void start() { asio::co_spawn(pool_, run(), asio::detached); }

private:
  awaitable<void> run() {
    co_await asio::this_coro::executor;
    ++rounds_;
  }
  int rounds_ = 0;
  asio::thread_pool pool_{1};
};

// 7. Silent: nothing of the object after the last suspension.
class greeter {
public:
  explicit greeter(tcp::socket socket) : socket_(std::move(socket)) {}
  void start() {
    asio::co_spawn(
        socket_.get_executor(),
        [this]() -> awaitable<void> {
          co_await asio::async_write(socket_, asio::buffer("hello", 5), asio::use_awaitable);
        },
        asio::detached);
  }

private:
  tcp::socket socket_;
};

// 8. Silent: a local of main.
class listener {
public:
  explicit listener(asio::io_context &context) : timer_(context) {}
  void start() { asio::co_spawn(timer_.get_executor(), run(), asio::detached); }

private:
  awaitable<void> run() {
    co_await timer_.async_wait(asio::use_awaitable);
    ++count_;
  }
  asio::steady_timer timer_;
  int count_ = 0;
};
int main() {
  asio::io_context context;
  listener one(context);
  one.start();
  context.run();
}
