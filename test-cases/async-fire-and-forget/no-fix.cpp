// Findings without a fix: `co_await` is not allowed there, or would not be all.
#include <async/async.hpp>

#include <string>

async::task<> save(std::string text);
async::task<int> count();

// 1. Outside of coroutines and in handlers.
void plain() {
  save("a"); // warn: task from 'save' is never awaited
}
async::task<> handler() {
  try {
    co_await count();
  } catch (...) {
    save("a"); // warn: task from 'save' is never awaited
  }
}

// 2. Where only one path forgets the task.
async::task<int> path(bool valid) {
  auto counting = count(); // warn: task 'counting' is not awaited on every path
  if (!valid)
    co_return 0;
  co_return co_await counting;
}

// 3. In macros.
#define SAVE(text) save(text)
async::task<> macro() {
  SAVE("a"); // warn: task from 'save' is never awaited
  co_await count();
}

// 4. One of several variables of a declaration.
async::task<> together() {
  auto first = save("a"), second = save("b"); // warn: task 'first' is never awaited
  co_await second;
}

// 5. Written with parentheses, there is more to change than the fix would.
async::task<> written_otherwise() {
  auto direct(save("a"));   // warn: task 'direct' is never awaited
  auto wrapped = (save("b")); // warn: task 'wrapped' is never awaited
  co_await count();
}

// 6. No await in the initializer of a static variable ([expr.await]).
async::task<> in_static() {
  static const bool once = (save("a"), true); // warn: task from 'save' is never awaited
  co_await count();
}
