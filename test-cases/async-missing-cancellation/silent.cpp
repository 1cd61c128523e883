// Calls that have the token, cannot take it, or must not.
#include <async/async.hpp>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

using namespace std::chrono_literals;

struct order {
  int id = 0;
};
async::task<order> load(int id, async::cancellation_token token = {});
async::task<> save(order o, int retries = 3, async::cancellation_token token = {});
async::task<int> count();
async::task<int> count(async::cancellation_token token);

// 1. The token is passed on.
async::task<> passed(async::cancellation_token ct) {
  co_await load(1, ct);
  co_await save({}, 3, ct);
  co_await count(ct);
  co_await async::delay(1s, ct);
}

// 2. `none()`, `{}` and the like are consent (CA2016: None and default).
async::task<> consent(async::cancellation_token ct) {
  co_await load(1, {});
  co_await load(2, async::cancellation_token::none());
  co_await load(3, async::cancellation_token());
  co_await load(4, async::cancellation_token{});
}

// 3. Another token is passed: any expression counts.
async::task<> another(async::cancellation_token ct, async::cancellation_source &other) {
  co_await load(1, other.token());
  co_await load(2, true ? ct : other.token());
}

// 4. No token at hand.
async::task<> alone(int id) {
  co_await load(id);
  co_await count();
  co_await async::delay(1s);
}

// 5. A source at hand is no token at hand.
async::task<> has_source(async::cancellation_source &source) {
  source.cancel_after(1s);
  co_await load(1);
}

// 6. The token is not declared yet, or no longer.
async::task<> out_of_scope(async::cancellation_source &source) {
  co_await load(1);
  {
    auto ct = source.token();
    co_await load(2, ct);
  }
  co_await load(3);
  if (auto ct = source.token(); ct.cancellation_requested())
    co_return;
  for (auto ct = source.token(); !ct.cancellation_requested();)
    break;
  co_await load(4);
}

// 7. The name is hidden by another.
async::task<> hidden(async::cancellation_token ct, int id) {
  if (int ct = id; ct > 3)
    co_await load(ct);
}

// 8. A parameter without a name, or one marked as unused, is not to be used.
struct source_of_orders {
  virtual async::task<order> get(int id, async::cancellation_token);
};
struct cached_orders : source_of_orders {
  async::task<order> get(int id, async::cancellation_token) override {
    co_return co_await load(id);
  }
};
async::task<order> unused(int id, [[maybe_unused]] async::cancellation_token ct) {
  co_return co_await load(id);
}

// 9. A nested lambda has the tokens that it captures (CA2016, #3786).
auto not_captured(async::cancellation_token ct) {
  (void)ct;
  return [] { return load(1); };
}
auto by_default_capture(async::cancellation_token ct, int id) {
  return [=] { return load(id); };
}
struct button {
  async::cancellation_token stopping;
  std::function<void()> clicked = [] { (void)load(1); };
  auto handler() {
    return [] { return load(2); };
  }
};

// 10. A static function has no members.
struct service {
  async::cancellation_token stopping;
  static async::task<order> read(int id) { co_return co_await load(id); }
};

// 11. Several tokens among the members: nobody knows which.
struct two_tokens {
  async::cancellation_token request, shutdown;
  async::task<> read() { co_await load(1); }
};

// 12. A base class's private token cannot be used.
class base {
  async::cancellation_token stopping_;
};
class derived : public base {
  async::task<> read() { co_await load(1); }
};

// 13. The other overload differs by more than the token (#3786, Meziantou #57).
async::task<> send(int id);
async::task<> send(long id, async::cancellation_token token);
async::task<> send(int id, int copies, async::cancellation_token token);
async::task<> put(std::string text);
async::task<> put(const char *text, async::cancellation_token token);
async::task<> differs(async::cancellation_token ct) {
  co_await send(1);
  co_await put("a");
}

// 14. The token is not the last parameter, or there are two (CA2016).
async::task<> print(int id);
async::task<> print(async::cancellation_token token, int id);
async::task<> copy(int id);
async::task<> copy(int id, async::cancellation_token a, async::cancellation_token b);
async::task<> both(int id, async::cancellation_token a = {}, async::cancellation_token b = {});
async::task<> not_last(async::cancellation_token ct) {
  co_await print(1);
  co_await copy(1);
  co_await both(1, ct);
}

// 15. The other overload returns something else (#4985, PR 4986).
async::task<int> find(int id);
async::task<std::string> find(int id, async::cancellation_token token);
int measure(int id);
bool measure(int id, std::stop_token stop);
async::task<int> returns(async::cancellation_token ct, std::stop_token stop) {
  co_return co_await find(1) + measure(2);
}
async::task<int> latest();
async::value_task<int> latest(async::cancellation_token token);
async::task<int> kept_as_a_task(async::cancellation_token ct) {
  async::task<int> t = latest(); // its type would change
  co_await t;
  co_return co_await t;
}

// 16. The other overload is deprecated, deleted or unavailable (#6819).
async::task<> old(int id);
[[deprecated]] async::task<> old(int id, async::cancellation_token token);
async::task<> gone(int id);
async::task<> gone(int id, async::cancellation_token token) = delete;
async::task<> beta(int id);
[[clang::unavailable("experimental")]] async::task<> beta(int id, async::cancellation_token token); // Meziantou #1157
async::task<> unusable(async::cancellation_token ct) {
  co_await old(1);
  co_await gone(1);
  co_await beta(1);
}

// 17. ... or private, or declared further down.
class store {
public:
  async::task<> read(int id);

private:
  async::task<> read(int id, async::cancellation_token token);
};
async::task<> later(int id);
async::task<> not_visible(store &from, async::cancellation_token ct) {
  co_await from.read(1);
  co_await later(1);
}
async::task<> later(int id, async::cancellation_token token);

// 18. The overload that takes the token is the caller (CA2016), or what it
// overrides, also from a lambda in it (Meziantou #1038).
async::task<order> get(int id);
async::task<order> get(int id, async::cancellation_token ct) {
  ct.throw_if_cancellation_requested();
  auto start = [ct, id] {
    ct.throw_if_cancellation_requested();
    return get(id);
  };
  co_await start();
  co_return co_await get(id);
}
struct reader {
  virtual async::task<order> read(int id);
  virtual async::task<order> read(int id, async::cancellation_token ct);
};
struct file_reader : reader {
  using reader::read;
  async::task<order> read(int id, async::cancellation_token ct) override {
    ct.throw_if_cancellation_requested();
    co_return co_await reader::read(id);
  }
};

// 19. Not this kind of token.
async::task<> wait_for(int id, std::stop_token stop = {});
async::task<> other_kind(async::cancellation_token ct) { co_await wait_for(1); }

// 20. The default is a token, too.
async::cancellation_token current_token();
async::task<> ambient(int id, async::cancellation_token token = current_token());
async::task<> has_ambient(async::cancellation_token ct) { co_await ambient(1); }

// 21. A token that nobody can cancel, or that is gone.
async::task<> never(int id) {
  async::cancellation_token none;
  const auto same = async::cancellation_token::none();
  co_await load(id);
}
async::task<> moved(async::cancellation_token ct) {
  co_await load(1, std::move(ct));
  co_await load(2);
}
async::task<> from_here_on(async::cancellation_token ct) {
  co_await load(1, ct);
  ct = {}; // from here on it must not stop half way
  co_await save({});
}

// 22. std::condition_variable_any: the wait with a token has another shape.
void wait(std::condition_variable_any &ready, std::mutex &m, std::stop_token stop, bool &done) {
  std::unique_lock lock(m);
  ready.wait(lock);
  ready.wait(lock, [&] { return done; });
}

// 23. What depends on a template's parameters.
template <typename T> async::task<> dependent(T &db, async::cancellation_token ct) {
  co_await db.get(1);
  co_await load(db.id());
}
template <typename... T> async::task<> packs(async::cancellation_token ct, T... ids) {
  (co_await load(ids), ...);
}

// 24. Pointers to functions have no defaults and no overloads.
async::task<> by_pointer(async::task<order> (*read)(int), async::cancellation_token ct) {
  co_await read(1);
  std::function<async::task<order>(int)> stored = [](int id) { return load(id); };
  co_await stored(1);
}

// 25. Not called: unevaluated operands (nameof: #6993), default members.
async::task<> unevaluated(async::cancellation_token ct) {
  using result = decltype(load(1));
  static_assert(!noexcept(load(1)) && sizeof(load(2)) > 0);
  co_await load(1, ct);
}
struct settings {
  async::cancellation_token token;
  async::task<order> loading = load(1);
};

// 26. A token inside of something else is not at hand, nor is one behind a
// pointer or a captured object.
struct request {
  async::cancellation_token token;
  std::string path;
};
async::task<> inside(request r, const request *p, async::cancellation_token *behind) {
  co_await load(1, r.token);
  co_await load(2);
}
struct cache {
  async::cancellation_token stopping;
  auto refresh() {
    return [self = this] { return load(1); };
  }
};

// 27. Assertions of a test framework.
#define EXPECT_TRUE(x) ((void)(x))
void test_of_load(async::cancellation_token ct) {
  EXPECT_TRUE(load(1).result().id == 0);
  EXPECT_TRUE(load(2, ct).result().id == 0);
}

// 28. A function that was bound or passed by name is called elsewhere.
void each(const std::vector<int> &ids, async::task<order> (*f)(int, async::cancellation_token));
void by_name(const std::vector<int> &ids, async::cancellation_token ct) {
  each(ids, load);
  auto &alias = load;
  (void)alias(1, ct);
}

// 29. A default member initializer and a default argument are not calls here.
async::task<> log_to(int file, async::task<order> first = load(1));
async::task<> default_argument(async::cancellation_token ct) {
  co_await log_to(1);
  request empty;
  (void)empty;
}

// 30. Made without parentheses, by conversion or by a container: nobody calls.
struct page {
  page(int number = 1, async::cancellation_token token = {});
};
void print_page(page p);
void conversions(async::cancellation_token ct) {
  print_page(3);
  std::vector<page> pages{1, 2};
  std::optional<page> last = pages.back();
}

// 31. Pure virtual functions and their callers through another name.
struct sink {
  virtual async::task<> put(int) = 0;
  virtual async::task<> put(int, async::cancellation_token) = 0;
};
async::task<> fill(sink &to, async::cancellation_token ct) {
  co_await to.put(1, ct);
  co_await to.put(2, async::cancellation_token::none());
}

// 32. The overload without a token hands on one of its own.
class shop {
public:
  async::task<order> get(int id) { return get(id, stopping_); }
  async::task<order> get(int id, async::cancellation_token token);
  async::task<order> first() { co_return co_await get(1); }

private:
  async::cancellation_token stopping_;
};
std::vector<int> fetch(std::string from, async::cancellation_token token);
inline std::vector<int> fetch(std::string from) { return fetch(from, current_token()); }
void has_current(async::cancellation_token ct) { fetch("a"); }
