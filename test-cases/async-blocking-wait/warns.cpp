// Threads that coroutines need, blocked until one of them is done.
#include <async/async.hpp>

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

struct user {
  std::string name;
};

async::task<user> get_user(int id);
async::task<> save(user u);
async::value_task<int> cached();
std::future<int> legacy();

// 1. `.result()` in a coroutine holds a thread of the pool.
async::task<user> load(int id) {
  co_return get_user(id).result(); // warn: 'result' blocks the thread that runs the coroutine 'load' until 'get_user' is done; 'co_await' it instead
}

// 2. `.wait()` and a limited wait do the same.
async::task<> waits(user u) {
  save(u).wait();         // warn: 'wait' blocks the thread that runs the coroutine 'waits'
  save(u).wait_for(50ms); // warn: 'wait_for' blocks the thread that runs the coroutine 'waits'
  co_await save(u);
}

// 3. A variable, a value task, a member of the result.
async::task<std::string> kinds(int id) {
  auto loading = get_user(id);
  auto name = loading.result().name; // warn: 'result' blocks the thread that runs the coroutine 'kinds' until 'loading' is done
  auto n = cached().result();        // warn: 'result' blocks the thread
  co_await async::yield();
  co_return name + std::to_string(n) + get_user(id).result().name; // warn: 'result' blocks the thread
}

// 4. std::future knows no coroutine: there is nothing to await.
async::task<int> futures() {
  co_await async::yield();
  co_return legacy().get(); // warn: 'get' blocks the thread that runs the coroutine 'futures' until 'legacy' is done; await something that does not block instead
}

// 5. Joining a thread.
async::task<> threads() {
  std::thread worker([] {});
  worker.join(); // warn: 'join' blocks the thread that runs the coroutine 'threads' until 'worker' is done
  co_await async::yield();
}

// 6. A lambda that runs while the coroutine does is on the coroutine's thread.
async::task<> inlined(std::vector<int> ids) {
  std::for_each(ids.begin(), ids.end(), [](int id) {
    save(get_user(id).result()).wait(); // warn: 'wait' blocks the thread that runs the coroutine 'inlined' // warn: 'result' blocks the thread
  });
  [&] { save({}).wait(); }(); // warn: 'wait' blocks the thread that runs the coroutine 'inlined'
  co_await async::yield();
}

// 7. A coroutine lambda is a coroutine.
auto as_lambda = [](int id) -> async::task<user> {
  co_await async::yield();
  co_return get_user(id).result(); // warn: 'result' blocks the thread that runs this coroutine
};

// 8. A wait before the await that would prove completion.
async::task<user> too_early(int id) {
  auto loading = get_user(id);
  auto first = loading.result(); // warn: 'result' blocks the thread
  co_await loading;
  co_return first;
}

// 9. Awaited on one path only.
async::task<user> on_one_path(int id, bool eager) {
  auto loading = get_user(id);
  if (eager)
    co_await loading;
  co_return loading.result(); // warn: 'result' blocks the thread
}

// 10. Assigned after the await: another task, not awaited.
async::task<user> reassigned(int id) {
  auto loading = get_user(id);
  co_await loading;
  loading = get_user(id + 1);
  co_return loading.result(); // warn: 'result' blocks the thread
}

// 11. A handler that is posted to a UI context: its coroutines need the thread.
async::task<user> get_profile(int id) {
  co_await async::delay(10ms); // note: this await resumes on the blocked thread
  co_return user{std::to_string(id)};
}
void on_click(async::ui_context &ui) {
  ui.post([] {                             // note: 'post' runs the lambda on a context's thread
    auto shown = get_profile(1).result(); // warn: 'result' blocks the context's thread until 'get_profile' is done, which needs this thread to continue: a deadlock
  });
}

// 12. The deadlock hides two calls away: the notes show the way.
user load_profile(int id) {
  return get_profile(id).result(); // warn: 'result' blocks the context's thread until 'get_profile' is done
}
void refresh(int id) { load_profile(id); } // note: 'load_profile' is called here
ASYNC_CONTEXT_THREAD void on_timer() {     // note: 'on_timer' runs on a context's thread
  refresh(2);                              // note: 'refresh' is called here
}

// 13. All awaits down there are configured: the thread is blocked, no deadlock.
async::task<user> get_quietly(int id) {
  co_await async::delay(10ms).configure_await(false);
  co_return user{std::to_string(id)};
}
ASYNC_CONTEXT_THREAD void on_key() {
  get_quietly(3).result(); // warn: 'result' blocks the context's thread until 'get_quietly' is done
}

// 14. The body is elsewhere: it may need the thread.
ASYNC_CONTEXT_THREAD void on_close(user u) {
  save(u).wait(); // warn: and deadlocks if that continues on this thread
}

// 15. A function's name that is posted.
void on_idle() {
  get_user(4).result(); // warn: 'result' blocks the context's thread
}
void install(async::ui_context &ui) { ui.post(on_idle); }

// 16. Templates are reported once.
template <typename T> async::task<user> load_any(T id) {
  co_await async::yield();
  co_return get_user(1).result(); // warn: 'result' blocks the thread
}
async::task<> load_both() {
  co_await load_any(1);
  co_await load_any(2L);
}

// 17. A plain function that a coroutine calls holds the coroutine's thread.
user load_for_coroutines(int id) {
  return get_user(id).result(); // warn: 'result' blocks the thread that runs the coroutine 'calls_plain' until 'get_user' is done
}
async::task<user> calls_plain(int id) { // note: 'calls_plain' is a coroutine
  co_await async::yield();
  co_return load_for_coroutines(id); // note: 'load_for_coroutines' is called here
}

// 18. The objects of std::ranges are algorithms too.
async::task<> by_ranges(std::vector<int> ids) {
  co_await async::yield();
  std::ranges::for_each(ids, [](int) { save({}).wait(); }); // warn: 'wait' blocks the thread that runs the coroutine 'by_ranges'
}

// 19. An override has the roles of what it overrides.
struct reader {
  virtual ~reader() = default;
  ASYNC_BLOCKS_TWIN("read_async") virtual int read() = 0;
};
struct file_reader : reader {
  int read() override;
};
async::task<int> reads(file_reader &file) {
  co_await async::yield();
  co_return file.read(); // warn: 'read' blocks the thread that runs the coroutine 'reads'
}

// 20. A constructor runs on the thread that makes the object.
struct dialog {
  dialog() { save({}).wait(); } // warn: 'wait' blocks the context's thread
};
ASYNC_CONTEXT_THREAD void on_open() { dialog shown; }

// 21. The name in the message is that of the task, not of what hands it on.
async::task<> named(std::vector<async::task<int>> all, async::task<int> *one) {
  co_await async::yield();
  auto a = all[0].result();    // warn: until 'all' is done
  auto b = all.at(1).result(); // warn: until 'all' is done
  auto c = one->result();      // warn: until 'one' is done
  int n = a + b + c;
}

// 22. What a variable of a template is made of may have no type yet.
template <typename Id> async::task<user> of_any_id(Id id) {
  async::task<user> loaded(get_user(id));
  co_return loaded.result(); // warn: 'result' blocks the thread that runs the coroutine 'of_any_id' until 'loaded' is done
}
