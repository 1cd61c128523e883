// Findings without a fix.
#include <async/async.hpp>

#include <chrono>
#include <string>

using namespace std::chrono_literals;

async::task<int> load(int id, async::cancellation_token token = {});

// 1. Several tokens, none of which is certainly meant.
async::task<> several(async::cancellation_token request, async::cancellation_token shutdown) {
  co_await load(1); // warn: 'load' is not given one of the tokens 'request' and 'shutdown'
}
async::task<> unrelated(async::cancellation_token ct, async::cancellation_source &other) {
  auto token = other.token();
  co_await load(1); // warn: 'load' is not given one of the tokens 'token' and 'ct'
}

// 2. Macros.
#define LOAD(id) load(id)
#define LOAD_ONE load(1)
async::task<> macros(async::cancellation_token ct) {
  co_await LOAD(1);  // warn: 'load' is not given the token 'ct'
  co_await LOAD_ONE; // warn: 'load' is not given the token 'ct'
}

// 3. A default that cannot be written at the call.
int retries();
constexpr int limit = 3;
#define SOME 3
class settings {
  enum mode { fast, safe };

public:
  static async::task<> apply(int id, mode m = fast, async::cancellation_token token = {});
};
async::task<> by_call(int id, int n = retries(), async::cancellation_token token = {});
async::task<> by_name(int id, int n = limit, async::cancellation_token token = {});
async::task<> by_macro(int id, int n = SOME, async::cancellation_token token = {});
async::task<> defaults(async::cancellation_token ct) {
  co_await settings::apply(1); // warn: 'apply' is not given the token 'ct'
  co_await by_call(1);         // warn: 'by_call' is not given the token 'ct'
  co_await by_name(1);         // warn: 'by_name' is not given the token 'ct'
  co_await by_macro(1);        // warn: 'by_macro' is not given the token 'ct'
}

// 4. With one argument more, another overload could be meant.
async::task<> send(int id, bool urgent = false, async::cancellation_token token = {});
async::task<> send(int id, int copies, async::cancellation_token token);
async::task<> ambiguous(async::cancellation_token ct) {
  co_await send(1); // warn: 'send' is not given the token 'ct'
}

// 5. A name that means something else where the call stands.
namespace db {
enum class mode { fast, safe };
async::task<> read(int id, mode m = mode::fast, async::cancellation_token token = {});
} // namespace db
namespace mail {
namespace db {}
async::task<> hidden(async::cancellation_token ct) {
  co_await ::db::read(1); // warn: 'read' is not given the token 'ct'
}
} // namespace mail

// 6. A comma at the end.
struct job {
  job(int id, async::cancellation_token token = {});
};
async::task<> comma(async::cancellation_token ct) {
  job one{1,}; // warn: 'job' is not given the token 'ct'
  co_await load(1, ct);
}
