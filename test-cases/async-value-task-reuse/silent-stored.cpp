// Value tasks that are kept for a good reason, and what is kept and is none.
#include <async/async.hpp>

#include <coroutine>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

struct page {
  std::string text;
};
async::value_task<page> load(int number);
async::value_task<int> cached_count();

// 1. Tasks may be kept.
class page_cache {
  async::task<page> loading_;
  std::map<int, async::task<page>> by_number_;
};
async::task<int> counting;

// 2. A function that makes one is not one.
class page_source {
  std::function<async::value_task<page>(int)> load_;
  async::value_task<page> (*other_)(int) = &load;
};

// 3. A reference or a pointer keeps nothing.
class page_reader {
public:
  explicit page_reader(async::value_task<page> &from) : from_(from) {}

private:
  async::value_task<page> &from_;
  async::value_task<page> *other_ = nullptr;
};

// 4. An awaiter, an awaitable or a promise is built from such members.
class timed_await {
public:
  explicit timed_await(async::value_task<int> of) : of_(std::move(of)) {}
  bool await_ready() const { return of_.done(); }
  void await_suspend(std::coroutine_handle<> waiting);
  int await_resume() { return of_.result(); }

private:
  async::value_task<int> of_;
};
class timed {
public:
  auto operator co_await() && { return timed_await(std::move(of_)); }

private:
  async::value_task<int> of_;
};
struct own_task {
  struct promise_type {
    own_task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
    std::optional<async::value_task<int>> continuation;
  };
};

// 5. What a template's parameter decides is the user's.
template <typename T> struct holder {
  T value;
  std::vector<T> values;
};
template <typename T> struct loader {
  async::value_task<T> next;
};
holder<async::value_task<int>> hold();
loader<int> loading();

// 6. Local containers, which are filled and awaited at once.
async::task<int> local_containers(std::vector<int> ids) {
  std::vector<async::value_task<page>> loads;
  for (int id : ids)
    loads.push_back(load(id));
  int length = 0;
  for (auto &loading : loads)
    length += static_cast<int>((co_await loading).text.size());
  std::optional<async::value_task<int>> maybe = cached_count();
  co_return length + co_await *maybe;
}

// 7. A local class and what a lambda captures live as long as the function.
async::task<int> local_class() {
  struct {
    async::value_task<int> today, yesterday;
  } both{cached_count(), cached_count()};
  auto later = [kept = cached_count()]() mutable { return std::move(kept).as_task(); };
  co_return co_await both.today + co_await both.yesterday + co_await later();
}

// 8. Parameters and results.
async::task<int> parameters(std::vector<async::value_task<int>> counts, async::value_task<int> one);
std::vector<async::value_task<int>> start_all();
extern async::value_task<int> elsewhere;
