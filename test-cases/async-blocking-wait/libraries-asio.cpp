// needs: boost/asio.hpp
// Boost.Asio: what blocks a thread of its contexts.
#include <boost/asio.hpp>

#include <chrono>
#include <future>

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

// 4. Running and joining a context from outside is what they are for: silent.
int main() {
  asio::io_context context;
  asio::thread_pool pool;
  auto counting = asio::co_spawn(context, count(), asio::use_future);
  context.run();
  pool.join();
  return counting.get();
}
