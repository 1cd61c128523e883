// In a coroutine, the fix awaits the task.
#include <async/async.hpp>

#include <string>

async::task<> save(std::string text);
async::task<int> count();

// 1. Statements.
async::task<> statements(bool twice) {
  save("a"); // warn: task from 'save' is never awaited
  if (twice)
    save("b"); // warn: task from 'save' is never awaited
  (save("c")); // warn: task from 'save' is never awaited
  for (int i = 0; i < 2; ++i)
    count(); // warn: task from 'count' is never awaited
  co_await count();
}

// 2. Through a comma and with a comment.
async::task<> expressions() {
  save("a") /* first */, co_await count(); // warn: task from 'save' is never awaited
  count().configure_await(false);          // warn: task from 'count' is never awaited
}

// 3. Variables that nobody uses: without a value there is nothing to keep.
async::task<> variables() {
  auto saving = save("a"); // warn: task 'saving' is never awaited
  auto counting = count(); // warn: task 'counting' is never awaited
  co_await count();
}

// 4. What binds looser than `co_await` gets parentheses.
async::task<int> operator|(async::task<int> of, int limit);
async::task<> operators() {
  count() | 3;               // warn: task from 'count' is never awaited
  auto limited = count() | 3; // warn: task 'limited' is never awaited
  co_await count();
}
