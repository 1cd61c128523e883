// needs: boost/asio.hpp
// Boost.Asio's awaitable is one-shot, and lazy.
#include <boost/asio.hpp>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace asio = boost::asio;

asio::awaitable<int> read_some();
asio::awaitable<void> write_all(int length);

// 1. Awaited twice.
asio::awaitable<int> twice() {
  auto reading = read_some();
  const int first = co_await std::move(reading);
  co_return first + co_await std::move(reading); // warn: 'reading' is awaited twice
}

// 2. Spawned, and awaited after that.
asio::awaitable<void> spawned_too(asio::io_context &context) {
  auto writing = write_all(3);
  asio::co_spawn(context, std::move(writing), asio::detached);
  co_await std::move(writing); // warn: 'writing' is awaited after it was moved
}

// 3. In a loop.
asio::awaitable<void> in_a_loop() {
  auto writing = write_all(3);
  for (int i = 0; i < 3; ++i)
    co_await std::move(writing); // warn: 'writing' is awaited in each turn
}

// 4. Once each.
asio::awaitable<int> once(bool first) {
  auto reading = read_some();
  auto other = read_some();
  if (first)
    co_return co_await std::move(reading);
  co_await write_all(co_await std::move(other));
  co_return 0;
}

// 5. Work for later may be kept, as it is lazy.
class session {
  std::vector<asio::awaitable<void>> pending_;
  std::optional<asio::awaitable<int>> next_;
};

// 6. An executor's operations are made anew each time.
asio::awaitable<void> timers() {
  asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::seconds(1));
  for (int i = 0; i < 3; ++i)
    co_await timer.async_wait(asio::use_awaitable);
  co_await timer.async_wait(asio::use_awaitable);
}
