// options: async-missing-cancellation.ReportExplicitNone=true
// `none()` and `{}` are reported, too; nothing is changed.
#include <async/async.hpp>

#include <chrono>
#include <stop_token>

using namespace std::chrono_literals;

int read(int id, std::stop_token stop);

// 1. By name, by braces, by type (contextcheck: context.Background()).
async::task<> told(async::cancellation_token ct) {
  co_await async::delay(1s, async::cancellation_token::none()); // warn: 'delay' is told that nobody can cancel it, though the token 'ct' is at hand; pass it on
  co_await async::delay(1s, {});                                // warn: 'delay' is told that nobody can cancel it
  co_await async::delay(1s, async::cancellation_token());       // warn: 'delay' is told that nobody can cancel it
  co_await async::delay(1s, ct);
}
int stopped(int id, std::stop_token stop) {
  return read(id, std::stop_token{}); // warn: 'read' is told that nobody can cancel it, though the token 'stop' is at hand
}

// 2. Without a token at hand there is nothing better.
async::task<> alone() { co_await async::delay(1s, {}); }

// 3. Cleanup may say so.
struct connection {
  async::task<> close(async::cancellation_token ct) {
    co_await async::delay(1s, async::cancellation_token::none());
  }
};

// 4. Left out altogether is the same finding as without the option.
async::task<> left_out(async::cancellation_token ct) {
  co_await async::delay(1s); // warn: 'delay' is not given the token 'ct'
}
