// The parameter becomes a value, in all declarations of this file.
#include <async/async.hpp>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct order {
  int id = 0;
  std::string customer;
};
order load(int id);
async::task<> write(std::string text);

// 1. A temporary is moved into the frame.
async::task<> save(const order &o);
async::task<> save(const order &o) {
  co_await write("begin");
  co_await write(o.customer);
}
async::task<> temporary() {
  auto saving = save(load(1)); // warn: task from 'save' refers to a temporary
  co_await saving;
}

// 2. `T &&` is a reference too.
async::task<> take(order&& o, int = 0) {
  co_await write("begin");
  co_await write(std::move(o.customer));
}
async::task<> moved(bool known) {
  async::task<> taking;
  if (known) {
    order o = load(1);
    taking = take(std::move(o)); // warn: task from 'take' refers to 'o'
  }
  co_await taking;
}

// 3. `const` behind the type, no space before the name, a default, no name.
async::task<> greet(std::string const &name = "you", const int& = 1);
async::task<> greet(std::string const&name, const int &times) {
  co_await write("begin");
  co_await write(name + std::to_string(times));
}
async::task<> by_default() {
  auto greeting = greet("me", 2); // warn: task from 'greet' refers to a temporary
  co_await greeting;
}

// 4. Cheap to copy: a string, a shared pointer, a small struct.
struct point {
  int x, y;
};
async::task<> draw(const point &at, int) {
  co_await write("begin");
  co_await write(std::to_string(at.x + at.y));
}
static async::task<> share(const std::shared_ptr<order> &o) {
  co_await write("begin");
  co_await write(o->customer);
}
async::task<> cheap(bool known) {
  async::task<> task;
  if (known) {
    point at{1, 2};
    task = draw(at, 1); // warn: task from 'draw' refers to 'at'
  }
  co_await task;
  if (known) {
    auto o = std::make_shared<order>();
    task = share(o); // warn: task from 'share' refers to 'o'
  }
  co_await task;
}

// 5. A member function.
class shop {
public:
  async::task<> rename(const std::string &name);
  void begin() {
    renaming_ = rename("x"); // warn: task from 'rename' refers to a temporary
  }

private:
  async::task<> renaming_;
};
async::task<> shop::rename(const std::string &name) {
  co_await write("begin");
  co_await write(name);
}
