// A member under another name, which was taken before the suspension.
#include <async/async.hpp>

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

async::task<> save(int id);
void show(std::string_view text);

class view {
public:
  // 1. A reference, a pointer.
  async::fire_and_forget by_reference() {
    auto &title = title_;
    co_await save(1);
    title = "saved"; // warn: 'by_reference' uses 'title_' after a suspension, when its object may be gone
  }
  async::fire_and_forget by_pointer() {
    int *rounds = &rounds_;
    co_await save(1);
    ++*rounds; // warn: 'by_pointer' uses 'rounds_' after a suspension
  }
  async::fire_and_forget by_part() {
    const std::string &name = names_.at(1);
    co_await save(1);
    show(name); // warn: 'by_part' uses 'names_' after a suspension
  }

  // 2. A view, a span, a C string, an iterator.
  async::fire_and_forget by_view() {
    std::string_view title = title_;
    co_await save(1);
    show(title); // warn: 'by_view' uses 'title_' after a suspension
  }
  async::fire_and_forget by_span() {
    std::span<const int> ids(ids_);
    co_await save(1);
    show(std::to_string(ids[0])); // warn: 'by_span' uses 'ids_' after a suspension
  }
  async::fire_and_forget by_c_string() {
    const char *title = title_.c_str();
    co_await save(1);
    show(title); // warn: 'by_c_string' uses 'title_' after a suspension
  }
  async::fire_and_forget by_iterator() {
    const auto first = ids_.begin();
    co_await save(1);
    show(std::to_string(*first)); // warn: 'by_iterator' uses 'ids_' after a suspension
  }

  // 3. A loop goes on in the member.
  async::fire_and_forget by_loop() {
    for (int id : ids_) // warn: 'by_loop' uses 'ids_' after a suspension
      co_await save(id);
  }

  // 4. What a member owns dies with it.
  async::fire_and_forget by_owner() {
    auto &inner = *inner_;
    co_await save(1);
    ++inner.rounds; // warn: 'by_owner' uses 'inner_' after a suspension
  }

private:
  struct part {
    int rounds = 0;
  };
  std::string title_;
  int rounds_ = 0;
  std::vector<int> ids_;
  std::map<int, std::string> names_;
  std::unique_ptr<part> inner_;
};
