// The fix for values that are classes, and for returns of other forms.
#include <async/async.hpp>

#include <memory>
#include <string>
#include <utility>

struct point {
  int x = 0;
  int y = 0;
};
struct order {
  int id = 0;
};
class money {
public:
  money() noexcept = default;
  money(int cents) noexcept : cents_(cents) {}

private:
  int cents_ = 0;
};
void log_line(int line) noexcept;

// 1. Braces: the type is written out, as the argument does not tell it.
async::task<int> zero() { return async::from_result<int>({}); } // warn: 'zero' never awaits
async::task<point> origin() { // warn: 'origin' never awaits
  return async::from_result<point>({});
}
async::task<point> corner(int size) { // warn: 'corner' never awaits
  return async::from_result<point>({size, size});
}
async::task<point> typed(int size) { // warn: 'typed' never awaits
  return async::from_result(point{size, size});
}
async::value_task<int> zero_value() { return async::value_task<int>::from_result({}); } // warn: 'zero_value' never awaits

// 2. A conversion that does not throw.
async::task<money> price(int cents) { // warn: 'price' never awaits
  if (cents < 0)
    return async::from_result<money>(0);
  return async::from_result<money>(cents);
}
async::task<double> half(int n) { // warn: 'half' never awaits
  return async::from_result<double>(n / 2);
}
async::task<const order *> none() { // warn: 'none' never awaits
  return async::from_result<const order *>(nullptr);
}

// 3. What is moved by `co_return` is moved by the fix.
async::task<std::unique_ptr<order>> wrap(std::unique_ptr<order> one) { // warn: 'wrap' never awaits
  return async::from_result(std::move(one));
}
async::task<std::unique_ptr<order>> hand_on(std::unique_ptr<order> one) { // warn: 'hand_on' never awaits
  return async::from_result(std::move(one));
}
async::task<std::string> name_of(std::string name) { // warn: 'name_of' never awaits
  return async::from_result(std::move(name));
}

// 4. A call that gives nothing.
async::task<> log_all(int lines) { // warn: 'log_all' never awaits
  if (lines == 0)
    { log_line(0); return async::completed(); }
  log_line(lines); return async::completed();
}

// 5. Falling off the end, after a loop and after a branch.
async::task<> count_down(int &n) { // warn: 'count_down' never awaits
  while (n > 0) {
    if (n == 3)
      return async::completed();
    --n;
  }
  return async::completed();
}
async::task<> empty_branch(bool valid, int &n) { // warn: 'empty_branch' never awaits
  if (valid)
    return async::completed();
  else
    ++n;
  return async::completed();
}

// 6. Out of the class, with a trailing type, in a lambda, in a namespace.
class repository {
public:
  async::task<int> size() const;

private:
  int size_ = 0;
};
async::task<int> repository::size() const { // warn: 'size' never awaits
  return async::from_result(size_);
}
auto trailing(int n) -> async::task<long> { // warn: 'trailing' never awaits
  return async::from_result<long>(n);
}
void calls() {
  auto twice = [](int n) -> async::task<int> { return async::from_result(n * 2); }; // warn: this lambda never awaits
  async::detach(twice(2), [](std::exception_ptr) {});
}
namespace async {
task<int> inside() { // warn: 'inside' never awaits
  return async::from_result(1);
}
} // namespace async

// 7. A choice, a cast, parentheses and a comment after the value.
async::task<int> choice(bool fast, int n) { // warn: 'choice' never awaits
  return async::from_result(fast ? n : -n); // the faster one
}
async::task<int> cast(double n) { // warn: 'cast' never awaits
  return async::from_result(static_cast<int>(n));
}
async::task<int> in_switch(int n) { // warn: 'in_switch' never awaits
  switch (n) {
  case 1:
    return async::from_result(10);
  default:
    return async::from_result(20);
  }
}
