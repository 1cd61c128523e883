// Calls that could be given the token at hand.
#include <async/async.hpp>

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

struct order {
  int id = 0;
};

// The parameter has a default.
async::task<order> load(int id, async::cancellation_token token = {}); // note: its parameter 'token' takes a token
async::task<> save(order o, int retries = 3, async::cancellation_token token = {});
// Another overload takes it.
async::task<int> count();
async::task<int> count(async::cancellation_token token); // note: this overload takes a token
// Plain functions count as well (CA2016 asks for no async callee).
int checksum(const std::string &file, std::stop_token stop = {});

// 1. A defaulted parameter left out.
async::task<order> read(int id, async::cancellation_token ct) {
  co_return co_await load(id); // warn: 'load' is not given the token 'ct': it goes on after a cancellation; pass the token
}

// 2. The same of the runtime's own functions.
async::task<> pause(async::cancellation_token ct) {
  co_await async::delay(1s); // warn: 'delay' is not given the token 'ct'
}

// 3. In the middle of other defaulted parameters, and past them.
async::task<> send(int id, bool urgent = false, async::cancellation_token token = {}, int copies = 1);
async::task<> post(order o, async::cancellation_token ct) {
  co_await send(o.id);       // warn: 'send' is not given the token 'ct'
  co_await send(o.id, true); // warn: 'send' is not given the token 'ct'
  co_await save(o);          // warn: 'save' is not given the token 'ct'
  co_await save(o, 5);       // warn: 'save' is not given the token 'ct'
}

// 4. An overload with exactly one token more (CA2016).
async::task<int> total(async::cancellation_token ct) {
  co_return co_await count(); // warn: 'count' is not given the token 'ct'
}

// 5. Plain functions and std::stop_token.
int verify(std::vector<std::string> files, std::stop_token stop) {
  int sum = 0;
  for (const std::string &file : files)
    sum += checksum(file); // warn: 'checksum' is not given the token 'stop'
  return sum;
}

// 6. Members: an overload, and a defaulted parameter of a static one.
struct repository {
  async::task<order> get(int id);
  async::task<order> get(int id, async::cancellation_token token);
  static async::task<> flush(async::cancellation_token token = {});
};
async::task<order> fetch(repository &orders, repository *backup, async::cancellation_token ct) {
  co_await repository::flush();         // warn: 'flush' is not given the token 'ct'
  order o = co_await orders.get(1);     // warn: 'get' is not given the token 'ct'
  if (o.id == 0)
    co_return co_await backup->get(1);  // warn: 'get' is not given the token 'ct'
  co_return o;
}

// 7. The token is the only one of the class's members, inherited ones included.
class worker {
public:
  async::task<> run() {
    co_await async::delay(1s); // warn: 'delay' is not given the token 'stopping_'
  }

protected:
  async::cancellation_token stopping_;
};
class mail_worker : public worker {
public:
  async::task<> poll() {
    co_await async::delay(1s); // warn: 'delay' is not given the token 'stopping_'
  }
};

// 8. A local token, declared before the call.
async::task<> local(async::cancellation_source &source) {
  auto ct = source.token();
  co_await async::delay(1s); // warn: 'delay' is not given the token 'ct'
}

// 9. By reference, and const.
async::task<> by_reference(const async::cancellation_token &ct, int id) {
  const order o = co_await load(id); // warn: 'load' is not given the token 'ct'
  co_await save(o, 3, ct);
}

// 10. A lambda's own token wins over the outer one (CA2016, #3786).
auto own_token(async::cancellation_token ct) {
  return [ct](async::cancellation_token mine) -> async::task<> {
    co_await async::delay(1s, ct);
    co_await async::delay(1s); // warn: 'delay' is not given the token 'mine'
  };
}

// 11. A captured token, also by a lambda in a lambda (contextcheck #21).
auto captured(async::cancellation_token ct) {
  return [ct]() -> async::task<> {
    co_await async::delay(1s); // warn: 'delay' is not given the token 'ct'
    auto inner = [&ct]() -> async::task<> {
      co_await async::delay(2s); // warn: 'delay' is not given the token 'ct'
    };
    co_await inner();
  };
}
auto renamed(async::cancellation_token ct) {
  return [stop = ct]() -> async::task<> {
    co_await async::delay(1s); // warn: 'delay' is not given the token 'stop'
  };
}
struct server {
  async::cancellation_token stopping;
  auto handler() {
    return [this]() -> async::task<> {
      co_await async::delay(1s); // warn: 'delay' is not given the token 'stopping'
    };
  }
};

// 12. Several tokens that nothing tells apart: a finding without a fix
// (dotnet/runtime #88403: the wrong one was forwarded).
async::task<> several(async::cancellation_token request, async::cancellation_token shutdown) {
  co_await async::delay(1s); // warn: 'delay' is not given one of the tokens 'request' and 'shutdown'
}

// 13. In all positions: an argument, a condition, a loop, an initializer.
async::task<int> positions(async::cancellation_token ct, int id) {
  co_await save(co_await load(id), 3, ct); // warn: 'load' is not given the token 'ct'
  if (auto n = co_await count(); n > 3)    // warn: 'count' is not given the token 'ct'
    co_return n;
  while (co_await count() > 0)             // warn: 'count' is not given the token 'ct'
    co_await async::delay(1s, ct);
  co_return id ? co_await count() : 0;     // warn: 'count' is not given the token 'ct'
}

// 14. Tasks that are started at once: each call is one finding.
async::task<> together(async::cancellation_token ct) {
  co_await async::when_all(load(1), // warn: 'load' is not given the token 'ct'
                           load(2, ct),
                           load(3)); // warn: 'load' is not given the token 'ct'
}

// 15. A recursion that forgets the token on its way down.
struct folder {
  std::vector<folder> children;
};
async::task<int> size(const folder &of, async::cancellation_token ct = {}) {
  int sum = 1;
  for (const folder &child : of.children)
    sum += co_await size(child); // warn: 'size' is not given the token 'ct'
  co_return sum;
}

// 16. An optional token (a nullable one: roslyn-analyzers #6496).
async::task<> print(order o, std::optional<std::stop_token> stop = std::nullopt);
async::task<> print_all(std::vector<order> orders, std::stop_token stop) {
  for (const order &o : orders)
    co_await print(o); // warn: 'print' is not given the token 'stop'
}

// 17. Function templates by their pattern, once for all instantiations.
template <typename T> async::task<T> parse(std::string text, async::cancellation_token token = {});
template <typename T> async::task<T> query(std::string text);
template <typename T> async::task<T> query(std::string text, async::cancellation_token token);
async::task<> templates(async::cancellation_token ct) {
  co_await parse<int>("1");   // warn: 'parse' is not given the token 'ct'
  co_await query<order>("x"); // warn: 'query' is not given the token 'ct'
}
template <typename T> async::task<> in_template(T value, async::cancellation_token ct) {
  co_await async::delay(1s); // warn: 'delay' is not given the token 'ct'
}
async::task<> instantiated(async::cancellation_token ct) {
  co_await in_template(1, ct);
  co_await in_template(2.0, ct);
}

// 18. Constructors and function objects.
struct download {
  explicit download(std::string url, async::cancellation_token token = {});
  async::task<> operator()(int part, async::cancellation_token token = {});
};
async::task<> objects(async::cancellation_token ct) {
  download page("a");            // warn: 'download' is not given the token 'ct'
  co_await page(1);              // warn: 'page' is not given the token 'ct'
  co_await download{"b", ct}(2); // warn: is not given the token 'ct'
}

// 19. `#if`, macros: the finding is at the use.
#define LOAD(id) load(id)
async::task<> macro(async::cancellation_token ct) {
  co_await LOAD(1); // warn: 'load' is not given the token 'ct'
}

// 20. A value task instead of a task (roslyn-analyzers #4985: the same when awaited).
async::task<int> version();
async::value_task<int> version(async::cancellation_token token);
async::task<int> other_task(async::cancellation_token ct) {
  co_return co_await version(); // warn: 'version' is not given the token 'ct'
}

// 21. Found not to be canceled, it can still be canceled later.
async::task<> not_yet(async::cancellation_token ct) {
  if (!ct.cancellation_requested())
    co_await async::delay(1s); // warn: 'delay' is not given the token 'ct'
  ct.throw_if_cancellation_requested();
  co_await async::delay(2s); // warn: 'delay' is not given the token 'ct'
}

// 22. After a handler that has dealt with the failure, work goes on as usual.
async::task<> next_after_handler(async::cancellation_token ct) {
  try {
    co_await load(1, ct);
  } catch (const std::runtime_error &) {
  }
  co_await load(2); // warn: 'load' is not given the token 'ct'
}

// 23. Threads: a std::jthread's function has a token of its own.
void in_background() {
  std::jthread thread([](std::stop_token stop) {
    checksum("orders.txt"); // warn: 'checksum' is not given the token 'stop'
  });
}

// 24. Generic lambdas and class templates, where the callee is known.
auto generic = [](auto value, async::cancellation_token ct) -> async::task<> {
  co_await load(1); // warn: 'load' is not given the token 'ct'
};
template <typename T> struct table {
  async::task<T> get(int id, async::cancellation_token token = {});
  async::task<T> first(async::cancellation_token ct) {
    co_return co_await get(1); // warn: 'get' is not given the token 'ct'
  }
};
template struct table<int>;
template struct table<double>;

// 25. In a `try`, a `switch` and a structured binding's initializer.
struct totals {
  int orders, users;
};
async::task<totals> sums(async::cancellation_token token = {});
async::task<int> other_places(async::cancellation_token ct) {
  auto [orders, users] = co_await sums(); // warn: 'sums' is not given the token 'ct'
  try {
    switch (int n = co_await count(); n) { // warn: 'count' is not given the token 'ct'
    case 1:
      co_await async::delay(1s); // warn: 'delay' is not given the token 'ct'
    }
  } catch (const std::runtime_error &) {
  }
  co_return orders + users;
}

// 26. A constructor's initializers see its parameters; `new` is a call, too.
struct report {
  int sum;
  report(std::stop_token stop)
      : sum(checksum("a")) {} // warn: 'checksum' is not given the token 'stop'
};
void start(async::cancellation_token ct) {
  auto *page = new download("a"); // warn: 'download' is not given the token 'ct'
  delete page;
}

// 27. The pause between two attempts, whatever the handler has kept.
async::task<order> retried(int id, async::cancellation_token ct) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      co_return co_await load(id, ct);
    } catch (const std::runtime_error &) {
    }
    co_await async::delay(1s); // warn: 'delay' is not given the token 'ct'
  }
  for (bool failed = false;; failed = false) {
    try {
      co_return co_await load(id, ct);
    } catch (const std::runtime_error &) {
      failed = true;
    }
    if (failed)
      co_await async::delay(1s); // warn: 'delay' is not given the token 'ct'
  }
}

// 28. The service has its own token, but not that of the request.
class shop {
public:
  async::task<order> get(int id) { return get(id, stopping_); }
  async::task<order> get(int id, async::cancellation_token token);
  async::task<> show(int id, async::cancellation_token ct) {
    co_await get(id); // warn: 'get' is not given the token 'ct'
  }

private:
  async::cancellation_token stopping_;
};
async::task<> from(shop &s, async::cancellation_token ct) {
  co_await s.get(1); // warn: 'get' is not given the token 'ct'
}
