// The return type becomes the library's task, and callers in coroutines await.
#include <async/async.hpp>

#include <string>

struct order {
  int id = 0;
};

async::task<> save(order o);
async::task<int> count();

// 1. A function that nobody here calls.
async::task<> update_cache() { // warn: 'update_cache' cannot be awaited: an exception in it ends the process; return 'async::task<>'
  co_await count();
}

// 2. Its declarations change with it.
async::task<> refresh(order o);
static async::task<> reload();
async::task<> refresh(order o) { // warn: 'refresh' cannot be awaited
  co_await save(o);
}
static async::task<> reload() { // warn: 'reload' cannot be awaited
  co_await count();
}

// 3. Callers in coroutines await it.
async::task<> places(order o) {
  co_await refresh(o);
  if (o.id > 0)
    co_await refresh(o) /* again */;
  (void)co_await refresh(o);
  for (int i = 0; i < 2; ++i)
    co_await reload(), o.id += i;
  co_await save(o);
}

// 4. Members, defined inside and outside of the class.
class cache {
public:
  async::task<> store(order o);
  async::task<> clear() { // warn: 'clear' cannot be awaited
    co_await count();
  }
  static async::task<> trim() { // warn: 'trim' cannot be awaited
    co_await count();
  }
  async::task<> all(order o) {
    co_await store(o);
    co_await this->clear();
    co_await cache::trim();
    co_await count();
  }
};
async::task<> cache::store(order o) { // warn: 'store' cannot be awaited
  co_await save(o);
}

// 5. A trailing return type, a name without its namespace, an alias.
auto trailing() -> async::task<> { // warn: 'trailing' cannot be awaited
  co_await count();
}
namespace shop {
using async::fire_and_forget;
using background = async::fire_and_forget;
async::task<> open() { // warn: 'open' cannot be awaited
  co_await count();
}
async::task<> close() { // warn: 'close' cannot be awaited
  co_await count();
}
} // namespace shop

// 6. Where something else is called `async`, the name is written out.
namespace mail {
namespace async {
struct queue {};
} // namespace async
::async::task<> send() { // warn: return '::async::task<>'
  co_await count();
}
} // namespace mail

// 7. One that calls another, and itself.
async::task<> inner(int times) { // warn: 'inner' cannot be awaited
  co_await count();
  if (times > 0)
    co_await inner(times - 1);
}
async::task<> outer() { // warn: 'outer' cannot be awaited
  co_await inner(2);
  co_await count();
}

// 8. A caller in a coroutine lambda.
auto places_later = []() -> async::task<> {
  co_await reload();
  co_await count();
};
