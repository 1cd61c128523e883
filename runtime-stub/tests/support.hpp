#pragma once

#include <async/detail/completion_source.hpp>

#include <chrono>
#include <exception>
#include <stdexcept>
#include <thread>

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define RUNTIME_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define RUNTIME_SANITIZED 1
#endif
#endif

namespace tests {

using namespace std::chrono_literals;

/// Keeps tasks from going on until it is opened.
using gate = async::detail::completion_source<>;

/// Sanitizers take many times the memory and time.
#ifdef RUNTIME_SANITIZED
inline constexpr int million = 100'000;
#else
inline constexpr int million = 1'000'000;
#endif

inline std::exception_ptr error(const char *what) {
  return std::make_exception_ptr(std::runtime_error(what));
}

/// Waits for what other threads do; false after a time that none of them needs.
template <typename Predicate> bool eventually(Predicate holds) {
  const auto limit = std::chrono::steady_clock::now() + 20s;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > limit)
      return false;
    std::this_thread::sleep_for(1ms);
  }
  return true;
}

} // namespace tests
