#pragma once

#include <async/annotations.hpp>

#include <exception>

namespace async {

/// What a canceled operation throws: not an error, but the answer to
/// `cancellation_source::cancel`. Has no state: copying is constant, does not
/// throw, and is safe on any thread.
class ASYNC_CANCELED operation_canceled : public std::exception {
public:
  const char *what() const noexcept override {
    return "the operation was canceled";
  }
};

} // namespace async
