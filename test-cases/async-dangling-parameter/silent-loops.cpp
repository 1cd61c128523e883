// Loops whose tasks are done, or own what they use, when the elements die.
#include <async/async.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

struct order {
  int id = 0;
  std::string customer;
};
order load(int id);
std::vector<order> load_all();
void log_failure(std::exception_ptr error);
void keep(std::vector<order> orders);
void keep_alive(std::shared_ptr<order> o);
async::task<> write(std::string text);
async::task<> save(const order &o) {
  co_await write("begin");
  co_await write(o.customer);
}
async::task<> save_copy(order o) { co_await write(o.customer); }

// 1. Joined while the vector lives.
async::task<> elements() {
  std::vector<order> orders = load_all();
  std::vector<async::task<>> all;
  for (const order &o : orders)
    all.push_back(save(o));
  co_await async::when_all(std::move(all));
}
void waited() {
  std::vector<async::task<>> all;
  std::vector<order> orders = load_all();
  for (const order &o : orders)
    all.push_back(save(o));
  async::when_all(std::move(all)).wait();
}

// 2. Each in its turn.
async::task<> one_by_one() {
  for (const order &o : load_all())
    co_await save(o);
  std::map<int, order> orders;
  for (const auto &[id, o] : orders)
    co_await save(o);
}

// 3. Somebody else's vector, or the elements that a vector only points to.
void each(const std::vector<order> &orders) {
  for (const order &o : orders)
    async::detach(save(o), log_failure);
}
void each_pointer(std::vector<order *> orders) {
  for (order *o : orders)
    async::detach(save(*o), log_failure);
}
void each_shared(std::vector<std::shared_ptr<order>> orders) {
  for (const auto &o : orders)
    async::detach(save(*o), log_failure);
}

// 4. Copies.
void each_copied(std::vector<order> orders) {
  for (const order &o : orders)
    async::detach(save_copy(o), log_failure);
}

// 5. The vector lives on elsewhere.
std::vector<async::task<>> begin_all() {
  std::vector<order> orders = load_all();
  std::vector<async::task<>> all;
  for (const order &o : orders)
    all.push_back(save(o));
  keep(std::move(orders));
  return all;
}

// 6. The tasks are done when they leave the function.
std::vector<async::task<>> done_tasks() {
  std::vector<order> orders = load_all();
  std::vector<async::task<>> all;
  for (const order &o : orders)
    all.push_back(save(o));
  for (auto &saving : all)
    saving.wait();
  return all;
}
async::task<> given_later(bool known) {
  order o = load(1);
  async::task<> saving = async::completed();
  if (known) {
    saving = save(o);
    saving.wait();
  }
  return saving;
}
std::vector<async::task<>> of_the_caller(const std::vector<order> &orders) {
  std::vector<async::task<>> all;
  for (const order &o : orders)
    all.push_back(save(o));
  return all;
}

// 7. A task that a coroutine gives, and that owns what it uses.
async::task<async::task<>> nested() {
  order o = load(1);
  co_await write("loaded");
  co_return save_copy(o);
}

// 8. A lambda that waits for the task that it puts into what is outside.
void from_a_lambda(std::vector<int> ids) {
  std::vector<async::task<>> all;
  std::for_each(ids.begin(), ids.end(), [&all](int id) {
    const order o = load(id);
    all.push_back(save(o));
    all.back().wait();
  });
}

// 9. A shared object that somebody else has as well, or might have.
void shared(std::shared_ptr<order> o) { async::detach(save(*o), log_failure); }
void shared_elsewhere() {
  auto o = std::make_shared<order>();
  keep_alive(o);
  async::detach(save(*o), log_failure);
}
struct self_owning : std::enable_shared_from_this<self_owning> {
  async::task<> run() {
    auto self = shared_from_this();
    co_await write("begin");
    ++self->rounds;
  }
  int rounds = 0;
};
void owns_itself() {
  auto work = std::make_shared<self_owning>();
  async::detach(work->run(), log_failure);
}

// 10. A plain member function of an object that lives on.
class shop {
public:
  async::task<> close() { return save(last_); }
  void close_later() { async::detach(close(), log_failure); }

private:
  order last_;
};
void close_one(shop &s) { async::detach(s.close(), log_failure); }

// 11. A reference that names a temporary of the loop itself.
async::task<> computed(std::vector<int> ids) {
  for (const order &o : ids | std::views::transform(load))
    co_await save(o);
}

// 12. The first of several is awaited, and something waits for the others; or
// they own what they use.
async::task<> first_of_two() {
  order o = load(1);
  auto saving = save(o);
  co_await async::when_any(saving, write("other"));
  co_await saving;
}
async::task<> first_and_then_more() {
  order o = load(1);
  co_await async::when_any(save(o), write("other"));
  co_await write("after");
}
async::task<> first_of_two_copies() {
  order o = load(1);
  co_await async::when_any(save_copy(o), write("other"));
}
