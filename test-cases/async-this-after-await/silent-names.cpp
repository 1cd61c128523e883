// Other names that do not lead into the object, or are not used late.
#include <async/async.hpp>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

async::task<> save(int id);
void show(std::string_view text);

struct shared_part {
  int rounds = 0;
};

class view : public std::enable_shared_from_this<view> {
public:
  view(std::string &outside, shared_part *borrowed) : outside_(outside), borrowed_(borrowed) {}

  // 1. Copies.
  async::fire_and_forget by_value() {
    const std::string title = title_;
    const auto ids = ids_;
    co_await save(1);
    show(title);
    for (int id : ids)
      co_await save(id);
  }
  async::fire_and_forget by_a_copy_with_a_name() {
    const std::string &title = std::string(title_);
    co_await save(1);
    show(title);
  }

  // 2. What somebody else owns, or others own as well.
  async::fire_and_forget by_outside() {
    auto &outside = outside_;
    shared_part *borrowed = borrowed_;
    auto &pointed = *borrowed_;
    co_await save(1);
    outside = "saved";
    ++borrowed->rounds;
    ++pointed.rounds;
  }
  async::fire_and_forget by_shared_pointer() {
    const std::shared_ptr<shared_part> part = shared_;
    auto &inside = *part;
    co_await save(1);
    ++inside.rounds;
  }

  // 3. Used before the suspension only.
  async::fire_and_forget early() {
    auto &title = title_;
    std::string_view view = title_;
    show(view);
    title = "saving";
    for (int id : ids_)
      show(std::to_string(id));
    co_await save(1);
  }

  // 4. The object is kept.
  async::fire_and_forget kept() {
    const auto self = shared_from_this();
    auto &title = title_;
    co_await save(1);
    title = "saved";
  }
  async::fire_and_forget asked() {
    const auto weak = weak_from_this();
    auto &title = title_;
    co_await save(1);
    if (const auto self = weak.lock())
      title = "saved";
  }

  // 5. Awaited by whoever calls it.
  async::task<> awaited() {
    auto &title = title_;
    co_await save(1);
    title = "saved";
  }

private:
  std::string title_;
  std::vector<int> ids_;
  std::string &outside_;
  shared_part *borrowed_;
  std::shared_ptr<shared_part> shared_;
};
async::task<> use(std::shared_ptr<view> v) { co_await v->awaited(); }
