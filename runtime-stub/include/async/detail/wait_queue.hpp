#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace async::detail {

/// Who waits, first come, first served. A ticket finds a waiter that wants to
/// leave, and finds nobody once it has been served. Needs its owner's lock; all
/// members take at most logarithmic time.
template <typename Waiter> class wait_queue {
public:
  using ticket = std::uint64_t;

  bool empty() const noexcept { return waiting_.empty(); }

  ticket add(Waiter waiter) {
    waiting_.emplace_hint(waiting_.end(), next_, std::move(waiter));
    return next_++;
  }

  /// The first; demands that there is one.
  Waiter take_first() {
    return std::move(waiting_.extract(waiting_.begin()).mapped());
  }

  /// This one, if it still waits.
  std::optional<Waiter> take(ticket which) {
    auto found = waiting_.extract(which);
    if (!found)
      return std::nullopt;
    return std::move(found.mapped());
  }

  /// The first `count` of them, or all if there are not so many. Allocates
  /// nothing.
  std::map<ticket, Waiter> take_up_to(std::size_t count) {
    std::map<ticket, Waiter> taken;
    for (; count > 0 && !waiting_.empty(); --count)
      taken.insert(taken.end(), waiting_.extract(waiting_.begin()));
    return taken;
  }

  /// All of them.
  std::map<ticket, Waiter> take_all() noexcept {
    return std::exchange(waiting_, {});
  }

private:
  std::map<ticket, Waiter> waiting_;
  ticket next_ = 0;
};

} // namespace async::detail
