// needs: boost/asio.hpp
// Boost.Asio: what blocks a thread of its contexts.
#include <boost/asio.hpp>

#include <chrono>
#include <future>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<int> count();

// 1. A future in a coroutine.
awaitable<int> by_future(asio::thread_pool &pool) {
  auto counting = asio::co_spawn(pool, count(), asio::use_future);
  co_return counting.get(); // warn: 'get' blocks the thread that runs the coroutine 'by_future' until 'counting' is done
}

// 2. A timer that waits instead of being awaited.
awaitable<void> pause(asio::steady_timer &timer) {
  timer.wait(); // warn: 'wait' blocks the thread that runs the coroutine 'pause' until 'timer' is done
  co_await timer.async_wait(asio::use_awaitable);
}

// 3. In what is posted to a context.
void post(asio::io_context &context, std::future<int> &legacy) {
  asio::post(context, [&] {
    legacy.wait(); // warn: 'wait' blocks the context's thread until 'legacy' is done
  });
}

// 4. An executor belongs to its context; a pool's threads may be blocked, and
// what a strand is on, it does not say.
void post_to_executors(asio::io_context &context, asio::thread_pool &pool, std::future<int> &legacy) {
  asio::post(context.get_executor(), [&] {
    legacy.wait(); // warn: 'wait' blocks the context's thread until 'legacy' is done
  });
  asio::dispatch(context, [&] {
    legacy.wait(); // warn: 'wait' blocks the context's thread until 'legacy' is done
  });
  asio::post(pool, [&] { legacy.wait(); });
  asio::post(pool.get_executor(), [&] { legacy.wait(); });
  asio::post([&] { legacy.wait(); });
}

// 5. The thread that runs the context is joined when it has ended: silent.
awaitable<void> stop(asio::io_context &context) {
  std::thread loop([&] { context.run(); });
  context.stop();
  loop.join();
  co_return;
}

// 6. Running and joining a context from outside is what they are for: silent.
int main() {
  asio::io_context context;
  asio::thread_pool pool;
  auto counting = asio::co_spawn(context, count(), asio::use_future);
  context.run();
  pool.join();
  return counting.get();
}
