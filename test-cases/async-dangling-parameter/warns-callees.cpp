// How a coroutine uses what it refers to, once its caller has gone on.
#include <async/async.hpp>

#include <string>
#include <string_view>
#include <vector>

struct order {
  int id = 0;
  std::string customer;
  std::vector<std::string> lines;
};
order load(int id);
async::task<> write(std::string text);

// 1. An await in the range of a loop over the parameter.
async::task<> each_line(const order &o) {
  for (const std::string &line : o.lines) // note: used here after the suspension
    co_await write(line);                 // note: 'each_line' is suspended here
}
async::task<> lines() {
  auto writing = each_line(load(1)); // warn: task from 'each_line' refers to a temporary
  co_await writing;
}

// 2. Another name for the parameter.
async::task<> other_name(const order &o) {
  const std::string &customer = o.customer;
  std::string_view name = customer;
  co_await write("begin");
  co_await write(std::string(name)); // note: used here after the suspension
}
async::task<> other_names() {
  auto writing = other_name(load(1)); // warn: task from 'other_name' refers to a temporary
  co_await writing;
}

// 3. On one path only, in a loop, in a handler.
async::task<> one_path(const order &o, bool more) {
  if (more)
    co_await write("more");
  co_await write(o.customer);
}
async::task<> next_turn(const order &o, int times) {
  for (int i = 0; i < times; ++i)
    co_await write(o.customer);
}
async::task<> handled(const order &o) {
  bool failed = false;
  try {
    co_await write("begin");
  } catch (...) {
    failed = true;
  }
  if (failed)
    co_await write(o.customer);
}
async::task<> paths() {
  auto a = one_path(load(1), true); // warn: task from 'one_path' refers to a temporary
  auto b = next_turn(load(1), 2);   // warn: task from 'next_turn' refers to a temporary
  auto c = handled(load(1));        // warn: task from 'handled' refers to a temporary
  co_await a;
  co_await b;
  co_await c;
}

// 4. The parameter is handed on to a coroutine that uses it late.
async::task<> inner(const std::string &customer) {
  co_await write("begin");
  co_await write(customer);
}
async::task<> outer(const order &o) {
  co_await inner(o.customer); // note: 'outer' is suspended here
}
async::task<> handed_on() {
  auto writing = outer(load(1)); // warn: task from 'outer' refers to a temporary
  co_await writing;
}

// 5. A plain function that returns the inner task.
async::task<> forward(const std::string &customer) { return inner(customer); }
async::task<> forward_view(std::string_view customer, int) {
  return [](std::string_view name) -> async::task<> {
    co_await write("begin");
    co_await write(std::string(name));
  }(customer);
}
async::task<> forwarded() {
  auto a = forward("dear customer");              // warn: task from 'forward' refers to a temporary
  auto b = forward_view(std::string("dear"), 1); // warn: task from 'forward_view' refers to a temporary
  co_await a;
  co_await b;
}

// 6. A default argument is a temporary of the caller's expression.
async::task<> greet(const std::string &name = "customer") {
  co_await write("begin");
  co_await write(name);
}
async::task<> by_default() {
  auto greeting = greet(); // warn: task from 'greet' refers to a temporary
  co_await greeting;
}

// 7. A literal makes a temporary string for `const std::string &`.
async::task<> literal() {
  auto greeting = greet("you"); // warn: task from 'greet' refers to a temporary
  co_await greeting;
}

// 8. A template, and a generic lambda.
template <typename T> async::task<> store(const T &value) {
  co_await write("begin");
  co_await write(value.customer);
}
template <typename... Ts> async::task<> store_all(Ts &&...values) {
  co_await write("begin");
  (co_await write(values.customer), ...);
}
async::task<> templates() {
  auto a = store(load(1));              // warn: task from 'store' refers to a temporary
  auto b = store_all(load(1), load(2)); // warn: task from 'store_all' refers to a temporary
  auto late = [](const auto &o) -> async::task<> {
    co_await write("begin");
    co_await write(o.customer);
  };
  auto c = late(load(1)); // warn: task from the lambda refers to a temporary
  co_await a;
  co_await b;
  co_await c;
}

// 9. In a template, where nothing depends on its parameters.
template <typename T> async::task<> in_a_template(T) {
  auto greeting = greet("you"); // warn: task from 'greet' refers to a temporary
  co_await greeting;
}
template async::task<> in_a_template(int);

// 10. A member coroutine of a temporary, and of an object of an inner block.
class sender {
public:
  explicit sender(std::string to) : to_(std::move(to)) {}
  async::task<> send() {
    co_await write("begin");
    co_await write(to_); // note: used here after the suspension
  }
  async::task<> send_text(const std::string &text) {
    co_await write(to_);
    co_await write(text);
  }

private:
  std::string to_;
};
async::task<> members(bool known) {
  auto sending = sender("you").send(); // warn: task from 'send' refers to a temporary, which dies at the end of this expression while the task lives on; keep the object alive or await the task before that
  co_await sending;
  if (known) {
    sender to_me("me");
    sending = to_me.send(); // warn: task from 'send' refers to 'to_me'
  }
  co_await sending;
  sender to_you("you");
  auto texting = to_you.send_text("hello"); // warn: task from 'send_text' refers to a temporary
  co_await texting;
}

// 11. A stream: its producer runs when it is asked.
async::async_stream<std::string> lines_of(const order &o) {
  for (const std::string &line : o.lines)
    co_yield line;
}
async::task<> streams() {
  auto all = lines_of(load(1)); // warn: task from 'lines_of' refers to a temporary
  while (auto line = co_await all.next())
    co_await write(*line);
}

// 12. A part of a structured binding, an iterator, a generic lambda's own local.
async::task<> print_all(std::vector<std::string>::const_iterator at, std::vector<std::string>::const_iterator end) {
  for (; at != end; ++at)
    co_await write(*at);
}
async::task<> bindings(bool known) {
  async::task<> printing;
  if (auto [id, customer, lines] = load(1); id > 0)
    printing = inner(customer); // warn: task from 'inner' refers to 'customer', which dies with its block
  co_await printing;
  if (known) {
    std::vector<std::string> lines;
    printing = print_all(lines.begin(), lines.end()); // warn: task from 'print_all' refers to 'lines'
  }
  co_await printing;
}
auto generic = [](auto) -> async::task<> {
  async::task<> writing;
  {
    std::string own = "x";
    writing = inner(own); // warn: task from 'inner' refers to 'own'
  }
  co_await writing;
};
