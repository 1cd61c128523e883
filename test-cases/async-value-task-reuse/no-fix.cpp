// Second uses that no edit mends safely.
#include <async/async.hpp>

#include <memory>
#include <string>
#include <utility>

struct order {
  int id = 0;
  std::string article;
};

async::value_task<int> cached_count();
async::value_task<order> load(int id);
async::value_task<std::unique_ptr<order>> load_on_heap();
void log_count(int count);
void take(order &&taken);
void change(order &changed);
void keep(async::value_task<int> counting);

// 1. The first result is changed.
async::task<int> changed() {
  auto counting = cached_count();
  int all = std::move(co_await counting);
  all = 3;
  keep(std::move(counting)); // warn: 'counting' is moved after it was awaited
  co_return all;
}
async::task<int> changed_by_reference(async::value_task<order> loading) {
  order first = co_await loading;
  change(first);
  co_return (co_await loading).id; // warn: 'loading' is awaited twice
}

// 2. The first result cannot be copied, nor can a task's be taken twice.
async::task<std::unique_ptr<order>> cannot_be_copied() {
  auto loading = load_on_heap();
  const auto first = co_await loading;
  co_return co_await loading; // warn: 'loading' is awaited twice
}

// 3. The first result is not in scope.
async::task<int> not_in_scope(async::value_task<int> counting, bool warm) {
  if (warm) {
    const int first = co_await counting;
    log_count(first);
  }
  co_return co_await counting; // warn: 'counting' is awaited twice
}

// 4. The second one is taken, not only read.
async::task<> taken(async::value_task<order> loading) {
  const order first = co_await loading;
  take(co_await loading); // warn: 'loading' is awaited twice
  auto &&second = co_await loading; // warn: 'loading' is awaited twice
  second.id = first.id;
}

// 5. Another type.
async::task<double> other_type(async::value_task<int> counting) {
  const double first = co_await counting;
  co_return first / co_await counting; // warn: 'counting' is awaited twice
}

// 6. Dropped: there is no value to replace.
async::task<int> dropped(async::value_task<int> counting) {
  const int first = co_await counting;
  co_await counting; // warn: 'counting' is awaited twice
  co_return first;
}

// 7. It may be another one by then.
async::task<int> other_by_then(async::value_task<int> counting, bool again) {
  const int first = co_await counting;
  if (again)
    counting = cached_count();
  co_return first + co_await counting; // warn: 'counting' is awaited twice
}

// 8. Another variable has the name.
async::task<int> other_name(async::value_task<int> counting) {
  const int first = co_await counting;
  {
    const int first = 3;
    co_return first + co_await counting; // warn: 'counting' is awaited twice
  }
  co_return first;
}

// 9. In macros.
#define AWAITED(task) (co_await (task))
async::task<int> in_macros(async::value_task<int> counting) {
  const int first = co_await counting;
  co_return first + AWAITED(counting); // warn: 'counting' is awaited twice
}
#define CACHED cached_count()
async::task<int> made_by_a_macro() {
  auto counting = CACHED;
  log_count(co_await counting);
  co_return co_await counting; // warn: 'counting' is awaited twice
}

// 10. A task has not all members that a value task has.
async::task<int> other_members() {
  auto counting = cached_count();
  log_count(co_await counting);
  keep(std::move(counting)); // warn: 'counting' is moved after it was awaited
  auto converting = cached_count();
  log_count(co_await std::move(converting).as_task());
  co_return co_await converting; // warn: 'converting' is awaited after it was converted
}

// 11. A move would leave the task empty as well.
async::task<int> moved_each_time() {
  auto counting = cached_count();
  log_count(co_await std::move(counting));
  co_return co_await std::move(counting); // warn: 'counting' is awaited twice
}

// 12. Several variables in one declaration, and other ways to initialize.
async::task<int> declared_otherwise() {
  auto a = cached_count(), b = cached_count();
  auto c(cached_count());
  auto d{cached_count()};
  int all = 0;
  for (int i = 0; i < 3; ++i) {
    all += co_await a; // warn: 'a' is awaited in each turn
    all += co_await b; // warn: 'b' is awaited in each turn
    all += co_await c; // warn: 'c' is awaited in each turn
    all += co_await d; // warn: 'd' is awaited in each turn
  }
  co_return all;
}

// 13. With a comment in it.
async::task<int> with_a_comment(async::value_task<int> counting) {
  const int first = co_await counting;
  co_return first + co_await /* still? */ counting; // warn: 'counting' is awaited twice
}

// 14. The result of a task is constant: it cannot be moved from.
async::task<order> moved_from() {
  auto loading = load(1);
  order last;
  for (int i = 0; i < 3; ++i)
    take(co_await loading); // warn: 'loading' is awaited in each turn
  co_return last;
}
