// Variables, containers and lambdas whose tasks somebody has.
#include <async/async.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

async::task<> save(std::string file);
async::task<int> count();
std::vector<async::task<int>> count_all();
std::pair<async::task<int>, async::task<int>> count_both();
async::task<int> &shared_count();
void keep(std::vector<async::task<>> all);
void look(const async::task<> &saving);
void post(std::function<void()> work);

// 1. References to tasks that others own.
void references(std::vector<async::task<int>> &all) {
  auto &first = all[0];
  const auto &shared = shared_count();
  auto &&element = all.front();
  for (auto &one : all)
    (void)one;
}
async::task<> prolonged() {
  auto &&saving = save("a");
  co_await saving;
  const auto &counting = count();
  co_await counting;
}

// 2. Static variables, members, globals, variables of threads.
async::task<int> warmed_up = count();
struct cache {
  async::task<int> counting_ = count();
  cache() : counting_(count()) { counting_ = count(); }
};
void statics() {
  static auto warm = count();
  thread_local auto local = count();
}

// 3. An empty task, never filled, and one that is ready.
async::task<> empty() {
  async::task<> nothing;
  async::task<> also{};
  auto done = async::completed();
  auto value = async::from_result(3);
  co_await count();
}

// 4. Structured bindings, awaited or not (clang-tidy's
// unused-local-non-trivial-variable leaves them out).
async::task<> bindings() {
  auto [a, b] = count_both();
  co_await a;
  co_await b;
  auto [c, d] = std::pair(count(), save("a"));
  co_await async::when_all(c, d);
  auto [e, f] = count_both();
}

// 5. Containers that are awaited, returned, passed on, moved, looped over.
async::task<> joined(std::vector<std::string> files) {
  std::vector<async::task<>> all;
  for (const std::string &file : files)
    all.push_back(save(file));
  co_await async::when_all(std::move(all));
}
std::vector<async::task<>> returned() {
  std::vector<async::task<>> all;
  all.push_back(save("a"));
  return all;
}
void passed_on() {
  std::vector<async::task<>> all;
  all.push_back(save("a"));
  keep(std::move(all));
}
async::task<> one_by_one() {
  std::array<async::task<int>, 2> both{count(), count()};
  for (auto &one : both)
    co_await one;
  auto all = count_all();
  for (std::size_t i = 0; i < all.size(); ++i)
    co_await all[i];
  std::vector<async::task<>> last;
  last.push_back(save("a"));
  co_await last.back();
}
async::task<> by_iterator() {
  std::map<int, async::task<int>> all;
  all.emplace(1, count());
  if (auto found = all.find(1); found != all.end())
    co_await found->second;
}
async::task<> by_algorithm() {
  std::vector<async::task<>> all;
  all.push_back(save("a"));
  std::for_each(all.begin(), all.end(),
                [](auto &one) { async::detach(one, [](std::exception_ptr) {}); });
  co_await count();
}
async::task<> through_pointers() {
  auto saving = std::make_unique<async::task<>>(save("a"));
  co_await *saving;
  std::optional<async::task<int>> counting = count();
  co_await *counting;
  auto shared = std::make_shared<async::task<>>(save("b"));
  post([shared] { (void)shared; });
}
async::task<> of_a_tuple() {
  auto both = std::make_tuple(count(), save("a"));
  co_await std::get<0>(both);
  co_await std::get<1>(both);
}

// 6. A container of copies, or of ready tasks.
async::task<> copies() {
  auto saving = save("a");
  std::vector<async::task<>> all;
  all.push_back(saving);
  all.push_back(async::completed());
  co_await saving;
}

// 7. Filled by somebody else.
void fill(std::vector<async::task<>> &all);
async::task<> filled_by_others() {
  std::vector<async::task<>> all;
  fill(all);
  all.push_back(save("a"));
  co_await count();
}

// 8. The variable's address is taken, or it is passed by reference.
void take(async::task<> *saving);
void escapes() {
  auto saving = save("a");
  take(&saving);
  auto other = save("b");
  look(other);
  auto last = save("c");
  auto &alias = last;
}

// 9. A lambda that uses what it captures.
void captured() {
  auto saving = save("a");
  post([saving = std::move(saving)] { async::detach(saving, [](std::exception_ptr) {}); });
  auto counting = count();
  auto wait = [counting]() -> async::task<> { co_await counting; };
  async::detach(wait(), [](std::exception_ptr) {});
  post([saving = save("b")] { look(saving); });
  auto nested = save("c");
  post([nested] { post([nested] { look(nested); }); });
  auto all = count_all();
  auto size = [&] { return all.size(); };
  auto implicit = save("d");
  post([=] { look(implicit); });
}

// 10. Assigned and awaited at once, in a condition, by a ternary.
async::task<> assigned() {
  async::task<> saving;
  co_await (saving = save("a"));
  async::task<int> counting;
  if (co_await (counting = count()) > 3)
    co_return;
}
async::task<> chosen(bool fast) {
  auto one = fast ? save("a") : save("b");
  co_await one;
  auto first = save("a"), second = save("b");
  co_await (fast ? first : second);
  co_await (fast ? second : first);
}

// 11. Swapped, exchanged, compared with: somebody may have it.
async::task<> swapped(async::task<> &other) {
  auto saving = save("a");
  std::swap(saving, other);
  auto next = save("b");
  other = std::exchange(next, {});
  co_await other;
}

// 12. Parameters belong to the caller as well.
async::task<> parameter(async::task<> saving, async::task<> &other) {
  saving = save("a");
  other = save("b");
  co_await count();
}

// 13. Handed to a class that will await it.
class scope {
public:
  explicit scope(async::task<> work);
  ~scope();
};
void scoped() {
  scope one(save("a"));
  scope other{save("b")};
  auto saving = save("c");
  scope last(std::move(saving));
}

// 14. A loop that goes through all that another loop has started.
std::vector<async::task<int>> start_some(int many);
async::task<int> by_number(int many) {
  std::vector<async::task<int>> counts(many);
  for (int i = 0; i < many; ++i)
    counts[i] = count();
  auto more = start_some(many);
  int sum = 0;
  for (int i = 0; i < many; ++i)
    sum += co_await counts[i] + co_await more[i];
  co_return sum;
}

// 15. Filled by one loop and awaited by another one, by key or by a count: if
// the second has no turn, neither has the first.
async::task<int> by_key(std::vector<int> ids) {
  std::map<int, async::task<int>> all;
  for (int id : ids)
    all[id] = count();
  int sum = 0;
  for (int id : ids)
    sum += co_await all.at(id);
  co_return sum;
}
async::task<> by_count(const std::vector<std::string> &files) {
  std::vector<async::task<>> all;
  for (const std::string &file : files)
    all.push_back(save(file));
  for (std::size_t i = 0; i < files.size(); ++i)
    co_await all[i];
}
