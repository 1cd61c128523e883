// The return type becomes the library's task, and callers in coroutines await.
#include <async/async.hpp>

#include <string>

struct order {
  int id = 0;
};

async::task<> save(order o);
async::task<int> count();

// 1. A function that nobody here calls.
async::fire_and_forget update_cache() { // warn: 'update_cache' cannot be awaited: an exception in it ends the process; return 'async::task<>'
  co_await count();
}

// 2. Its declarations change with it.
async::fire_and_forget refresh(order o);
static async::fire_and_forget reload();
async::fire_and_forget refresh(order o) { // warn: 'refresh' cannot be awaited
  co_await save(o);
}
static async::fire_and_forget reload() { // warn: 'reload' cannot be awaited
  co_await count();
}

// 3. Callers in coroutines await it.
async::task<> places(order o) {
  refresh(o);
  if (o.id > 0)
    refresh(o) /* again */;
  (void)refresh(o);
  for (int i = 0; i < 2; ++i)
    reload(), o.id += i;
  co_await save(o);
}

// 4. Members, defined inside and outside of the class.
class cache {
public:
  async::fire_and_forget store(order o);
  async::fire_and_forget clear() { // warn: 'clear' cannot be awaited
    co_await count();
  }
  static async::fire_and_forget trim() { // warn: 'trim' cannot be awaited
    co_await count();
  }
  async::task<> all(order o) {
    store(o);
    this->clear();
    cache::trim();
    co_await count();
  }
};
async::fire_and_forget cache::store(order o) { // warn: 'store' cannot be awaited
  co_await save(o);
}

// 5. A trailing return type, a name without its namespace, an alias.
auto trailing() -> async::fire_and_forget { // warn: 'trailing' cannot be awaited
  co_await count();
}
namespace shop {
using async::fire_and_forget;
using background = async::fire_and_forget;
fire_and_forget open() { // warn: 'open' cannot be awaited
  co_await count();
}
background close() { // warn: 'close' cannot be awaited
  co_await count();
}
} // namespace shop

// 6. Where something else is called `async`, the name is written out.
namespace mail {
namespace async {
struct queue {};
} // namespace async
::async::fire_and_forget send() { // warn: return '::async::task<>'
  co_await count();
}
} // namespace mail

// 7. One that calls another, and itself.
async::fire_and_forget inner(int times) { // warn: 'inner' cannot be awaited
  co_await count();
  if (times > 0)
    inner(times - 1);
}
async::fire_and_forget outer() { // warn: 'outer' cannot be awaited
  inner(2);
  co_await count();
}

// 8. A caller in a coroutine lambda.
auto places_later = []() -> async::task<> {
  reload();
  co_await count();
};
