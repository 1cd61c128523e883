// Paths that do not exist: their conditions contradict each other.
#include <async/async.hpp>

#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

async::task<> save(std::string file);
async::task<int> count();
bool ready();
enum class kind { fast, slow, other };
struct order {
  int id = 0;
  std::optional<std::string> note;
  bool valid() const;
  bool operator==(const order &) const = default;
};

// 1. The same condition, turned over.
async::task<> both(bool a, bool b) {
  auto saving = save("a");
  if (a && b)
    co_await saving;
  if (!(a && b))
    co_await saving;
}
async::task<> either(bool a, bool b) {
  auto saving = save("a");
  if (a || b)
    co_await saving;
  if (!a && !b)
    co_await saving;
}
async::task<> swapped(bool a, bool b) {
  auto saving = save("a");
  if (a && b)
    co_await saving;
  if (!b || !a)
    co_await saving;
}
async::task<> nested(bool a, bool b, bool c) {
  auto saving = save("a");
  if (a && (b || c))
    co_await saving;
  if (!a || (!b && !c))
    co_await saving;
}

// 2. Numbers, however they are compared.
async::task<> numbers(int n) {
  auto saving = save("a");
  if (n > 3)
    co_await saving;
  if (n <= 3)
    co_await saving;
  auto next = save("b");
  if (3 < n)
    co_await next;
  else if (n < 3)
    co_await next;
  if (n == 3)
    co_await next;
}
async::task<> truth_of_a_number(int n) {
  auto saving = save("a");
  if (n)
    co_await saving;
  if (n == 0)
    co_await saving;
}
async::task<> ranges(int n) {
  auto saving = save("a");
  if (n < 10)
    co_await saving;
  if (n > 20)
    co_await saving;
  if (n >= 10 && n <= 20)
    co_await saving;
}
async::task<> of_two_variables(int n, int limit) {
  auto saving = save("a");
  if (n == limit)
    co_await saving;
  if (n != limit)
    co_await saving;
}

// 3. Pointers, optionals, strings.
async::task<> pointers(const order *found) {
  auto saving = save("a");
  if (found)
    co_await saving;
  if (found == nullptr)
    co_await saving;
}
async::task<> shared(std::shared_ptr<order> found) {
  auto saving = save("a");
  if (!found)
    co_await saving;
  if (found)
    co_await saving;
}
async::task<> optional(std::optional<int> limit) {
  auto saving = save("a");
  if (limit.has_value())
    co_await saving;
  if (!limit.has_value())
    co_await saving;
}
async::task<> strings(std::string name) {
  auto saving = save("a");
  if (name == "admin")
    co_await saving;
  if (name != "admin")
    co_await saving;
  auto next = save("b");
  if (name.empty())
    co_await next;
  if (!name.empty())
    co_await next;
}

// 4. Members, elements, questions to an object.
async::task<> members(const order &of) {
  auto saving = save("a");
  if (of.valid())
    co_await saving;
  if (!of.valid())
    co_await saving;
  auto next = save("b");
  if (of.id == 3)
    co_await next;
  if (of.id != 3)
    co_await next;
  auto last = save("c");
  if (of.note)
    co_await last;
  if (!of.note)
    co_await last;
}
struct session {
  bool open_ = true;
  async::task<> close() {
    auto saving = save("a");
    if (open_)
      co_await saving;
    if (!open_)
      co_await saving;
  }
};

// 5. A `switch` and what comes after it.
async::task<> switched(kind of) {
  auto saving = save("a");
  switch (of) {
  case kind::fast:
  case kind::slow:
    co_await saving;
    break;
  default:
    break;
  }
  if (of != kind::fast && of != kind::slow)
    co_await saving;
}
async::task<> switched_twice(kind of) {
  auto saving = save("a");
  switch (of) {
  case kind::fast:
    co_await saving;
    break;
  default:
    break;
  }
  switch (of) {
  case kind::fast:
    break;
  default:
    co_await saving;
  }
}

// 6. Started and awaited under the same condition.
async::task<> started_and_awaited(bool changed) {
  async::task<> saving;
  if (changed)
    saving = save("a");
  co_await count();
  if (changed)
    co_await saving;
}
async::task<> started_by_kind(kind of) {
  async::task<> saving;
  if (of == kind::fast)
    saving = save("a");
  if (of != kind::fast)
    co_return;
  co_await saving;
}
async::task<> started_by_flag(bool changed) {
  async::task<> saving;
  bool started = false;
  if (changed) {
    saving = save("a");
    started = true;
  }
  co_await count();
  if (started)
    co_await saving;
}
async::task<> started_by_constant(bool changed) {
  const bool twice = changed && ready();
  std::optional<async::task<>> saving;
  if (twice)
    saving = save("a");
  if (twice)
    co_await *saving;
}

// 7. The first turn of a loop always runs.
async::task<> first_turn() {
  auto saving = save("a");
  for (int turn = 0; turn < 3; ++turn)
    co_await saving;
}
async::task<> until_done() {
  auto saving = save("a");
  bool done = false;
  while (!done) {
    co_await saving;
    done = ready();
  }
}
async::task<> at_least_once(bool again) {
  auto saving = save("a");
  do
    co_await saving;
  while (again);
}

// 8. A container of tasks that is empty has nothing to lose.
async::task<> nothing_to_lose(std::vector<std::string> files) {
  std::vector<async::task<>> all;
  for (const std::string &file : files)
    all.push_back(save(file));
  if (all.empty())
    co_return;
  co_await async::when_all(all);
}
async::task<> by_size(bool changed) {
  std::vector<async::task<>> all;
  if (changed)
    all.push_back(save("a"));
  if (all.size() > 0)
    co_await async::when_all(all);
}
async::task<> nothing_started_yet(bool valid) {
  std::vector<async::task<>> all;
  all.reserve(2);
  if (!valid)
    co_return;
  all.push_back(save("a"));
  co_await async::when_all(all);
}

// 9. The process ends, or the path has nothing to forget.
async::task<> ends(bool valid) {
  auto saving = save("a");
  if (!valid)
    std::exit(1);
  if (!ready())
    __builtin_unreachable();
  co_await saving;
}
[[noreturn]] void fail();
async::task<> fails(bool valid) {
  auto saving = save("a");
  if (!valid)
    fail();
  co_await saving;
}
async::task<> constant() {
  auto saving = save("a");
  if constexpr (sizeof(int) > 1)
    co_await saving;
}

// 10. Every way of a `switch`, of `goto` and of a handler meets the await.
async::task<> all_cases(kind of) {
  auto saving = save("a");
  switch (of) {
  case kind::fast:
    co_await saving;
    break;
  case kind::slow:
    co_await count();
    [[fallthrough]];
  default:
    co_await saving;
  }
}
async::task<> jumped(bool fast) {
  auto saving = save("a");
  if (fast)
    goto end;
  co_await count();
end:
  co_await saving;
}
async::task<> handled() {
  auto saving = save("a");
  bool failed = false;
  try {
    co_await count();
    if (ready())
      throw 1;
  } catch (int) {
    failed = true;
  }
  if (failed)
    async::detach(saving, [](std::exception_ptr) {});
  else
    co_await saving;
}

// 11. Exceptions that a call may throw are no paths to look at.
async::task<> may_throw(std::map<int, order> orders) {
  auto saving = save("a");
  orders.at(3);
  co_await saving;
}

// 12. Assigned anew after the await, and awaited again.
async::task<> again_and_again(std::vector<std::string> files) {
  auto saving = save("a");
  for (const std::string &file : files) {
    co_await saving;
    saving = save(file);
  }
  co_await saving;
}
async::task<> replaced_by_its_continuation(async::task<> (*after)(async::task<>)) {
  auto saving = save("a");
  saving = after(std::move(saving));
  co_await saving;
}
async::task<> pipelined(std::vector<std::string> files) {
  async::task<> last = async::completed();
  for (const std::string &file : files) {
    auto next = save(file);
    co_await last;
    last = std::move(next);
  }
  co_await last;
}
