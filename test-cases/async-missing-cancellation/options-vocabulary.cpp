// options: AsyncVocabulary=${dir}/vocabulary.json
// A sibling of another name takes the token, says a library file.
#include <async/async.hpp>

#include <chrono>
#include <string>

namespace net {
class abort_source {
public:
  abort_source(const abort_source &) = delete;
  bool abort_requested() const;
};
template <typename Rep, typename Period> async::task<> sleep(std::chrono::duration<Rep, Period> d);
template <typename Rep, typename Period> async::task<> sleep_abortable(std::chrono::duration<Rep, Period> d);
template <typename Rep, typename Period> async::task<> sleep_abortable(std::chrono::duration<Rep, Period> d, abort_source &as); // note: this function takes a token
struct socket {
  async::task<std::string> read(int bytes);
  async::task<std::string> read_abortable(int bytes, abort_source &as);
};
async::task<> resolve(std::string host);
async::task<> resolve_abortable(const char *host, abort_source &as); // another shape
async::task<> ping();
async::task<int> get_units(int n);
async::task<int> get_units(int n, abort_source &as);
} // namespace net

using namespace std::chrono_literals;

// 1. `sleep` and `sleep_abortable`, as in Seastar.
async::task<> waits(net::abort_source &as) {
  co_await net::sleep(1s); // warn: 'sleep' is not given the token 'as': it goes on after a cancellation; pass the token, to 'sleep_abortable'
  co_await net::sleep_abortable(1s, as);
}

// 2. Members.
async::task<> reads(net::socket &s, net::abort_source &as) {
  co_await s.read(3); // warn: 'read' is not given the token 'as': it goes on after a cancellation; pass the token, to 'read_abortable'
}

// 3. An overload that takes it by reference.
async::task<int> units(net::abort_source &as) {
  co_return co_await net::get_units(1); // warn: 'get_units' is not given the token 'as'
}

// 4. A reference to const cannot be passed.
async::task<int> const_source(const net::abort_source &as) {
  co_await net::sleep(1s);
  co_return co_await net::get_units(1);
}

// 5. The sibling has another shape, or is not there.
async::task<> no_sibling(net::abort_source &as) {
  co_await net::resolve("localhost");
  co_await net::ping();
}

// 6. The sibling itself is made of the other.
namespace net {
template <typename Rep, typename Period> async::task<> sleep_abortable(std::chrono::duration<Rep, Period> d, abort_source &as) {
  if (!as.abort_requested())
    co_await sleep(1s);
}
async::task<std::string> socket::read_abortable(int bytes, abort_source &as) { co_return co_await read(bytes); }
} // namespace net
