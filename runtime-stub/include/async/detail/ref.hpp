#pragma once

#include <atomic>
#include <cstddef>
#include <utility>

namespace async::detail {

/// A base for objects that several handles own together. It begins with one
/// owner, the `ref` that `ref<T>::make` returns.
class ref_counted {
public:
  ref_counted() = default;
  ref_counted(const ref_counted &) = delete;
  ref_counted &operator=(const ref_counted &) = delete;

  void acquire() noexcept { owners_.fetch_add(1, std::memory_order_relaxed); }

  void release() noexcept {
    if (owners_.fetch_sub(1, std::memory_order_acq_rel) == 1)
      delete this;
  }

  /// Only the caller owns it. Unlike `std::shared_ptr::use_count`, this
  /// synchronizes with the other owners' release, so that the caller may write.
  bool unique() const noexcept {
    return owners_.load(std::memory_order_acquire) == 1;
  }

protected:
  virtual ~ref_counted() = default;

private:
  std::atomic<std::size_t> owners_{1};
};

/// An owner of a `ref_counted`; may be empty. As thread-safe as a pointer.
template <typename T> class ref {
public:
  ref() = default;
  explicit ref(T &shared) noexcept : object_(&shared) { object_->acquire(); }
  ref(const ref &other) noexcept : object_(other.object_) {
    if (object_)
      object_->acquire();
  }
  ref(ref &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  template <typename Derived>
  ref(ref<Derived> other) noexcept : object_(other.detach()) {}
  ref &operator=(ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~ref() {
    if (object_)
      object_->release();
  }

  template <typename... Args> static ref make(Args &&...args) {
    ref made;
    made.object_ = new T(std::forward<Args>(args)...);
    return made;
  }

  T *get() const noexcept { return object_; }
  T *operator->() const noexcept { return object_; }
  T &operator*() const noexcept { return *object_; }
  explicit operator bool() const noexcept { return object_ != nullptr; }

  /// Gives up ownership without releasing it.
  T *detach() noexcept { return std::exchange(object_, nullptr); }

private:
  T *object_ = nullptr;
};

} // namespace async::detail
