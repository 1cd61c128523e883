// The first result is kept, or a task is made where the value task is.
#include <async/async.hpp>

#include <string>
#include <utility>

struct order {
  int id = 0;
  std::string article;
};

async::value_task<int> cached_count();
async::value_task<order> load(int id);
async::value_task<> flush();
void log_count(int count);
void show(const order &shown);

// 1. The variable that has the first result.
async::task<int> kept() {
  auto counting = cached_count();
  const int before = co_await counting;
  log_count(co_await counting);      // warn: 'counting' is awaited twice
  co_return before + co_await counting; // warn: 'counting' is awaited twice
}

// 2. With parentheses, which a name does not need, and std::move.
async::task<std::size_t> in_parentheses() {
  auto loading = load(1);
  const auto first = co_await std::move(loading);
  show(co_await loading);                  // warn: 'loading' is awaited twice
  co_return (co_await loading).article.size(); // warn: 'loading' is awaited twice
}

// 3. A variable that is not constant, but only read.
async::task<order> only_read() {
  auto loading = load(1);
  order first = co_await loading;
  log_count(first.id);
  show(first);
  order second = co_await loading; // warn: 'loading' is awaited twice
  second.id = 3;
  co_return second;
}

// 4. Of a parameter.
async::task<int> of_a_parameter(async::value_task<int> counting) {
  auto before = co_await counting;
  if (before > 3)
    co_return co_await counting; // warn: 'counting' is awaited twice
  co_return before;
}

// 5. The result of one that is done.
int done_already() {
  auto counting = cached_count();
  if (!counting.done())
    return 0;
  const int first = counting.result();
  return first + counting.result(); // warn: 'counting' is read twice
}

// 6. No variable has the first result: a task may be awaited again.
async::task<> converted() {
  auto counting = cached_count();
  log_count(co_await counting);
  log_count(co_await counting); // warn: 'counting' is awaited twice
  log_count(co_await counting); // warn: 'counting' is awaited twice
}

// 7. In a loop, asked in between, and without a value.
async::task<int> in_a_loop() {
  auto counting = cached_count();
  auto flushing = flush();
  int all = 0;
  for (int i = 0; i < 3; ++i) {
    all += co_await counting; // warn: 'counting' is awaited in each turn
    if (!flushing.done())
      log_count(i);
    co_await flushing; // warn: 'flushing' is awaited in each turn
  }
  co_return all;
}

// 8. A type that is written out is no longer the right one.
async::task<int> written_out() {
  async::value_task<int> counting = cached_count();
  int all = co_await counting;
  all += co_await counting; // warn: 'counting' is awaited twice
  co_return all;
}

// 9. On a branch.
async::task<> on_a_branch(bool warm) {
  auto loading = load(1);
  if (warm)
    show(co_await loading);
  log_count((co_await loading).id); // warn: 'loading' is awaited twice
}

// 10. What is returned at the end, by value.
async::task<order> returned(async::value_task<order> loading, bool again) {
  const auto first = co_await loading;
  if (again)
    co_return co_await loading; // warn: 'loading' is awaited twice
  co_return(co_await loading); // warn: 'loading' is awaited twice
}

// 11. A structured binding is no name for the whole result.
async::task<> in_parts() {
  auto loading = load(1);
  auto [id, article] = co_await loading;
  log_count(id);
  log_count((co_await loading).id); // warn: 'loading' is awaited twice
}
