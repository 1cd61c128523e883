// Captures of a lambda that is called where it stands become parameters.
#include <async/async.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

struct order {
  int id = 0;
  std::string buyer;
};
namespace shop {
enum class kind { book, pen };
struct article {
  kind what = kind::book;
};
async::task<> save(article a);

// 1. A type of a namespace.
async::task<> in_a_namespace(article a) {
  auto saving = [a]() -> async::task<> { // warn: uses the captured 'a'
    co_await async::yield();
    co_await save(a);
  }();
  co_await saving;
}
} // namespace shop

async::task<> save(int id);
async::task<> mail(std::string to);
void log(const std::string &text);
void log_failure(std::exception_ptr error);

// 2. One capture, no parameters.
async::task<> one(order o) {
  auto saving = [o]() -> async::task<> { // warn: uses the captured 'o'
    co_await save(o.id);
    log(o.buyer);
  }();
  co_await saving;
}

// 3. Several, beside a parameter and an argument.
async::task<> several(order o, int times) {
  auto saving = [o, times](int id) -> async::task<> { // warn: uses the captured 'o'
    co_await save(id);
    log(o.buyer + std::to_string(times));
  }(1);
  co_await saving;
}

// 4. Returned.
async::task<> returned(std::string name) {
  return [name]() -> async::task<> { // warn: uses the captured 'name'
    co_await save(1);
    log(name);
  }();
}

// 5. By default.
async::task<> by_default(order o, const std::vector<int> &ids) {
  auto saving = [=]() -> async::task<> { // warn: uses the captured 'ids'
    for (int id : ids)
      co_await save(id);
    log(o.buyer);
  }();
  co_await saving;
}

// 6. With initializers: what is moved is moved into the parameter.
async::task<> initialized(order o, std::unique_ptr<order> owned) {
  auto saving = [name = std::move(o.buyer), owned = std::move(owned)]() mutable -> async::task<> { // warn: uses the captured 'name'
    co_await save(owned->id);
    log(name);
    owned.reset();
  }();
  co_await saving;
}

// 7. In parentheses, and let go of.
void in_the_background(std::string name, shop::kind what) {
  ([name, what]() -> async::fire_and_forget { // warn: uses the captured 'name'
    co_await save(static_cast<int>(what));
    log(name);
  })();
  async::detach([name]() -> async::task<> { // warn: uses the captured 'name'
    co_await save(1);
    log(name);
  }(), log_failure);
}

// 8. Pointers, constants, and what `auto` has deduced.
async::task<> others(const order *last) {
  const auto id = 3;
  const int *numbers = nullptr;
  auto saving = [last, id, numbers]() -> async::task<> { // warn: uses the captured 'last'
    co_await save(id);
    log(last->buyer + std::to_string(*numbers));
  }();
  co_await saving;
}

// 9. A type that is written elsewhere, where other names are in scope.
class session : public std::enable_shared_from_this<session> {
public:
  async::task<> run() {
    return [self = shared_from_this()]() -> async::task<> { // warn: uses the captured 'self'
      co_await save(1);
      ++self->turns_;
    }();
  }

private:
  int turns_ = 0;
};
async::task<> deduced(shop::article a) {
  const auto copies = std::vector<shop::article>(2, a);
  auto saving = [copies]() -> async::task<> { // warn: uses the captured 'copies'
    co_await save(1);
    co_await shop::save(copies.back());
  }();
  co_await saving;
}
