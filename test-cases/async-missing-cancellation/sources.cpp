// Fresh sources, made while a token is at hand.
#include <async/async.hpp>

#include <chrono>
#include <stop_token>
#include <string>

using namespace std::chrono_literals;

async::task<std::string> fetch(std::string url, async::cancellation_token token = {});
std::string read(std::string file, std::stop_token stop);
async::task<> close(async::cancellation_token token);
void keep(async::cancellation_source &source);
async::cancellation_source linked_source(async::cancellation_token token);

// 1. A timeout that forgets the caller.
async::task<std::string> with_timeout(std::string url, async::cancellation_token ct) {
  async::cancellation_source timeout; // warn: source 'timeout' is not linked to the token 'ct': what gets its token goes on after a cancellation; make it a linked source
  timeout.cancel_after(1s);
  co_return co_await fetch(url, timeout.token()); // note: its token is passed on here
}

// 2. std::stop_source, and the token by way of a variable.
std::string read_first(std::string file, std::stop_token stop) {
  std::stop_source own; // warn: source 'own' is not linked to the token 'stop'
  const auto token = own.get_token();
  return read(file, token);
}

// 3. In a method, a lambda, by `auto` and with braces.
struct client {
  async::cancellation_token stopping;
  async::task<> poll() {
    auto timeout = async::cancellation_source(); // warn: source 'timeout' is not linked to the token 'stopping'
    timeout.cancel_after(1s);
    co_await fetch("a", timeout.token());
  }
};
auto lambda(async::cancellation_token ct) {
  return [ct]() -> async::task<> {
    async::cancellation_source timeout{}; // warn: source 'timeout' is not linked to the token 'ct'
    co_await fetch("a", timeout.token());
    co_await fetch("b", ct);
  };
}

// 4. One finding, however many calls get the token.
async::task<> race(async::cancellation_token ct) {
  async::cancellation_source losers; // warn: source 'losers' is not linked to the token 'ct'
  auto first = fetch("a", losers.token());
  auto second = fetch("b", losers.token());
  co_await first;
  losers.cancel();
  co_await second;
}

// 5. Linked: silent.
async::task<> linked(async::cancellation_token ct) {
  auto timeout = linked_source(ct);
  timeout.cancel_after(1s);
  co_await fetch("a", timeout.token());
}

// 6. Canceled by a callback of the token.
async::task<> by_callback(async::cancellation_token ct) {
  async::cancellation_source timeout;
  auto link = ct.on_cancel([&timeout] { timeout.cancel(); });
  co_await fetch("a", timeout.token());
}
std::string by_stop_callback(std::string file, std::stop_token stop) {
  std::stop_source own;
  std::stop_callback link(stop, [&] { own.request_stop(); });
  return read(file, own.get_token());
}

// 7. Given to a function that may link it, together with the token or alone.
void link(async::cancellation_source &source, async::cancellation_token ct);
async::task<> by_function(async::cancellation_token ct) {
  async::cancellation_source timeout;
  link(timeout, ct);
  co_await fetch("a", timeout.token());
  async::cancellation_source other;
  keep(other);
  co_await fetch("b", other.token());
}

// 8. Both tokens go to the callee.
async::task<> both(async::cancellation_token a, async::cancellation_token b);
async::task<> passes_both(async::cancellation_token ct) {
  async::cancellation_source timeout;
  co_await both(ct, timeout.token());
}

// 9. Polled: the request is passed on by hand.
async::task<> polled(async::cancellation_token ct) {
  async::cancellation_source own;
  auto fetching = fetch("a", own.token());
  while (!fetching.done()) {
    if (ct.cancellation_requested())
      own.cancel();
    co_await async::delay(1ms, ct);
  }
  co_await fetching;
}

// 10. Its token goes nowhere, or to the caller (no call accepts it).
async::cancellation_token made_here(async::cancellation_token ct) {
  async::cancellation_source unused;
  async::cancellation_source returned;
  return returned.token();
}

// 11. No token at hand.
async::task<> alone() {
  async::cancellation_source timeout;
  timeout.cancel_after(1s);
  co_await fetch("a", timeout.token());
}

// 12. Cleanup has its own time limit, as its caller is canceled already.
async::task<> shutdown(async::cancellation_token ct) {
  async::cancellation_source grace;
  grace.cancel_after(1s);
  co_await fetch("bye", grace.token());
}
async::task<> then_close(async::cancellation_token ct) {
  co_await fetch("a", ct);
  async::cancellation_source grace;
  grace.cancel_after(1s);
  co_await close(grace.token());
}
async::task<> once_canceled(async::cancellation_token ct) {
  if (ct.cancellation_requested()) {
    async::cancellation_source grace;
    co_await fetch("bye", grace.token());
  }
}

// 13. Without a stop state, or a copy of another source.
std::string no_state(std::string file, std::stop_token stop, std::stop_source outer) {
  std::stop_source none(std::nostopstate);
  std::stop_source same = outer;
  return read(file, none.get_token()) + read(file, same.get_token());
}

// 14. Two sources of one function, and tokens of another library.
std::string two(std::string file) {
  std::stop_source first, second;
  const auto a = first.get_token();
  std::stop_source third;
  return read(file, a) + read(file, second.get_token()) + read(file, third.get_token());
}
std::string another_library(std::string file, async::cancellation_token ct) {
  std::stop_source own;
  return read(file, own.get_token());
}
