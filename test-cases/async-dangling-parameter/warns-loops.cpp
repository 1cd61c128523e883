// Loops that make a task for each element, and other ways in which tasks get
// away.
#include <async/async.hpp>

#include <algorithm>
#include <map>
#include <memory>
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
async::task<> write(std::string text);
async::task<> save(const order &o) {
  co_await write("begin");
  co_await write(o.customer);
}

// 1. The elements of a vector that dies before the tasks are joined.
async::task<> elements() {
  std::vector<async::task<>> all;
  {
    std::vector<order> orders = load_all(); // note: 'orders' is declared here
    for (const order &o : orders)
      all.push_back(save(o)); // warn: task from 'save' refers to 'orders', which dies with its block while the task lives on
  } // note: 'orders' dies here, at the end of its block
  co_await async::when_all(std::move(all));
}

// 2. Left alone: the vector is a parameter, a map, an array, a temporary.
void each(std::vector<order> orders) {
  for (auto &o : orders)
    async::detach(save(o), log_failure); // warn: task from 'save' refers to 'orders'
}
void each_of_a_map(std::map<int, order> orders) {
  for (const auto &[id, o] : orders)
    async::detach(save(o), log_failure); // warn: task from 'save' refers to 'orders'
  for (auto &entry : orders)
    async::detach(save(entry.second), log_failure); // warn: task from 'save' refers to 'orders'
}
void each_of_an_array() {
  order orders[2] = {load(1), load(2)};
  for (order &o : orders)
    async::detach(save(o), log_failure); // warn: task from 'save' refers to 'orders'
}
void each_of_a_temporary() {
  for (const order &o : load_all())
    async::detach(save(o), log_failure); // warn: task from 'save' refers to 'o', which dies with its block
}

// 3. What a vector of pointers owns.
void each_owned(std::vector<std::unique_ptr<order>> orders) {
  for (const auto &o : orders)
    async::detach(save(*o), log_failure); // warn: task from 'save' refers to 'orders'
}

// 4. The tasks leave the function that has the orders.
std::vector<async::task<>> begin_all() {
  std::vector<order> orders = load_all();
  std::vector<async::task<>> all;
  all.reserve(orders.size());
  for (const order &o : orders)
    all.push_back(save(o)); // warn: task from 'save' refers to 'orders'
  return all;               // note: the task is used here after that
}
async::task<> joined_by_the_caller() {
  std::vector<order> orders = load_all();
  std::vector<async::task<>> all;
  for (const order &o : orders)
    all.push_back(save(o)); // warn: task from 'save' refers to 'orders'
  return async::when_all(std::move(all)); // note: the task is used here after that
}
async::task<> in_a_list(order o) {
  std::vector<async::task<>> all{save(o)}; // warn: task from 'save' refers to 'o'
  return async::when_all(std::move(all));
}
async::task<> given_later(bool known) {
  order o = load(1);
  async::task<> saving = async::completed();
  if (known)
    saving = save(o); // warn: task from 'save' refers to 'o'
  return saving;      // note: the task is used here after that
}

// 5. A coroutine that gives its caller a task.
async::task<async::task<>> nested() {
  order o = load(1);
  co_await write("loaded");
  co_return save(o); // warn: task from 'save' refers to 'o', which dies with its block
}

// 6. The task goes to what is outside of a lambda.
async::task<> from_a_lambda(std::vector<int> ids) {
  std::vector<async::task<>> all;
  std::for_each(ids.begin(), ids.end(), [&all](int id) {
    const order o = load(id);
    all.push_back(save(o)); // warn: task from 'save' refers to 'o'
  });
  co_await async::when_all(std::move(all));
}

// 7. The only owner of a shared object.
void sole_owner() {
  auto o = std::make_shared<order>();
  o->id = 1;
  async::detach(save(*o), log_failure); // warn: task from 'save' refers to 'o'
}

// 8. A plain member function that hands a member on.
class shop {
public:
  async::task<> close() { return save(last_); }

private:
  order last_;
};
void close_one() {
  shop s;
  async::detach(s.close(), log_failure); // warn: task from 'close' refers to 's'
}

// 9. The first of several tasks is awaited; the others run on.
async::task<> first_of_two() {
  order o = load(1);
  co_await async::when_any(save(o), write("other")); // warn: task from 'save' refers to 'o', which dies with its block while the task lives on // note: the task is left to itself here
}
async::task<> first_of_two_temporaries() {
  co_await async::when_any(save(load(1)), write("other")); // warn: task from 'save' refers to a temporary
  co_await write("after");
}
