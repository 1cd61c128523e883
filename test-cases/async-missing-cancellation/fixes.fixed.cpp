// The fix passes the only token in scope.
#include <async/async.hpp>

#include <chrono>
#include <stop_token>
#include <string>

using namespace std::chrono_literals;

namespace db {
enum class priority { low, high };
enum mode { fast, safe };
struct options {
  int retries = 3;
};
async::task<> write(int id, priority p = priority::low, async::cancellation_token token = {});
async::task<> read(int id, mode m = fast, const char *name = "orders", async::cancellation_token token = {});
async::task<> scan(options o = {}, double share = -0.5, bool all = true, async::cancellation_token token = {});
} // namespace db

async::task<int> load(int id, async::cancellation_token token = {});
async::task<> flush(async::cancellation_token token = {});
async::task<int> count(std::string of);
async::task<int> count(std::string of, async::cancellation_token token);
async::task<int> count(int of);
async::task<int> count(int of, async::cancellation_token token);

// 1. Appended.
async::task<int> appends(async::cancellation_token ct) {
  co_await flush(ct); // warn: 'flush' is not given the token 'ct'
  co_await flush( ct); // warn: 'flush' is not given the token 'ct'
  co_await async::delay(1s, ct); // warn: 'delay' is not given the token 'ct'
  co_return co_await load(1, ct) + co_await load(2, ct); // warn: 'load' is not given // warn: 'load' is not given
}

// 2. Past defaults that can be written at the call.
async::task<> past_defaults(async::cancellation_token ct) {
  co_await db::write(1, db::priority::low, ct); // warn: 'write' is not given the token 'ct'
  co_await db::write(1, db::priority::high, ct); // warn: 'write' is not given the token 'ct'
  co_await db::read(1, db::fast, "orders", ct); // warn: 'read' is not given the token 'ct'
  co_await db::scan({}, -0.5, true, ct); // warn: 'scan' is not given the token 'ct'
}

// 3. An overload, also one of several.
async::task<> overloads(async::cancellation_token ct) {
  co_await count("orders", ct); // warn: 'count' is not given the token 'ct'
  co_await count(3, ct); // warn: 'count' is not given the token 'ct'
}

// 4. Comments and line ends stay.
async::task<> comments(async::cancellation_token ct) {
  co_await load(1 /* the first */, ct); // warn: 'load' is not given the token 'ct'
  co_await load( // warn: 'load' is not given the token 'ct'
      2 // the second
  , ct);
}

// 5. Template arguments stay (roslyn-analyzers PR 4974, Meziantou #881).
template <typename T> async::task<T> parse(std::string text);
template <typename T> async::task<T> parse(std::string text, async::cancellation_token token);
async::task<int> templates(async::cancellation_token ct) {
  co_return co_await parse<int>("1", ct); // warn: 'parse' is not given the token 'ct'
}

// 6. A member, also where a parameter has its name; a captured token.
class worker {
public:
  async::task<> run() {
    co_await async::delay(1s, stopping_); // warn: 'delay' is not given the token 'stopping_'
  }
  async::task<> step(int stopping_) {
    co_await load(stopping_, this->stopping_); // warn: 'load' is not given the token 'stopping_'
  }
  auto handler(async::cancellation_token ct) {
    return [ct]() -> async::task<> {
      co_await flush(ct); // warn: 'flush' is not given the token 'ct'
    };
  }

private:
  async::cancellation_token stopping_;
};

// 7. The parameter before the member: it is the caller's.
struct service {
  async::cancellation_token stopping;
  async::task<> run(async::cancellation_token ct) {
    co_await flush(ct); // warn: 'flush' is not given the token 'ct'
  }
};

// 8. A local that was made from the parameter (dotnet/runtime #88403).
async::cancellation_source linked_source(async::cancellation_token token);
async::task<> linked(async::cancellation_token ct) {
  auto timeout = linked_source(ct);
  auto both = timeout.token();
  co_await flush(both); // warn: 'flush' is not given the token 'both'
}

// 9. Constructors and function objects.
struct download {
  explicit download(std::string url, async::cancellation_token token = {});
  async::task<> operator()(int part, async::cancellation_token token = {});
};
async::task<> objects(async::cancellation_token ct) {
  download page("a", ct); // warn: 'download' is not given the token 'ct'
  download other{"b", ct}; // warn: 'download' is not given the token 'ct'
  co_await page(1, ct); // warn: 'page' is not given the token 'ct'
  co_await other(2, ct);
}

// 10. Calls in calls.
async::task<> save(int sum, async::cancellation_token token = {});
async::task<> nested(async::cancellation_token ct) {
  co_await save(co_await load(1, ct), ct); // warn: 'save' is not given the token 'ct' // warn: 'load' is not given the token 'ct'
}
