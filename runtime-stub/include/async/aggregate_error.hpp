#pragma once

#include <async/annotations.hpp>

#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace async {

/// Several failures at once: every exception is there, in the order of the
/// tasks. Copies share them, as an exception's copies must not throw: copying
/// is constant, and copies may be read on any thread.
class aggregate_error : public std::exception {
public:
  explicit aggregate_error(std::vector<std::exception_ptr> exceptions)
      : content_(std::make_shared<const content>(
            content{describe(exceptions.size()), std::move(exceptions)})) {}

  /// All of them.
  const std::vector<std::exception_ptr> &exceptions() const noexcept {
    return content_->exceptions;
  }

  const char *what() const noexcept override {
    return content_->description.c_str();
  }

private:
  struct content {
    std::string description;
    std::vector<std::exception_ptr> exceptions;
  };

  static std::string describe(std::size_t count) {
    return std::to_string(count) + " tasks failed";
  }

  std::shared_ptr<const content> content_;
};

} // namespace async
