#pragma once

#include <mutex>
#include <ostream>
#include <sstream>
#include <string>

namespace async::detail {

/// Something that `dump_waiters` shows while it lives: a thread that is
/// blocked, a loop, a pool. Made and ended without any other lock held, as the
/// registry's lock comes before all others.
class observed {
public:
  observed(const observed &) = delete;
  observed &operator=(const observed &) = delete;

  /// One line for each of them, in the order of their making.
  static std::string describe_all() {
    registry &all = shared();
    std::ostringstream text;
    const std::lock_guard lock(all.mutex);
    for (const observed *one = all.first; one; one = one->next_)
      one->describe(text);
    return text.str();
  }

protected:
  observed() = default;
  ~observed() = default;

  /// The last step of the making: another thread may look from here on.
  void show() {
    registry &all = shared();
    const std::lock_guard lock(all.mutex);
    previous_ = all.last;
    (previous_ ? previous_->next_ : all.first) = this;
    all.last = this;
  }

  /// The first step of the end: nobody looks any more when it returns.
  void hide() noexcept {
    registry &all = shared();
    const std::lock_guard lock(all.mutex);
    (previous_ ? previous_->next_ : all.first) = next_;
    (next_ ? next_->previous_ : all.last) = previous_;
  }

private:
  /// Called under the registry's lock, by any thread.
  virtual void describe(std::ostream &out) const = 0;

  struct registry {
    std::mutex mutex;
    observed *first = nullptr;
    observed *last = nullptr;
  };

  static registry &shared() {
    static registry &one = *new registry;
    return one;
  }

  observed *previous_ = nullptr;
  observed *next_ = nullptr;
};

} // namespace async::detail
