#pragma once

#include <chrono>

namespace async::detail {

using deadline = std::chrono::steady_clock::time_point;

/// `wait` from now; "for ever" does not overflow into the past.
inline deadline deadline_after(std::chrono::nanoseconds wait) {
  const deadline now = std::chrono::steady_clock::now();
  return wait < deadline::max() - now ? now + wait : deadline::max();
}

/// Any duration in the clock's unit, rounded up; what is too long for it is for
/// ever, in either direction.
template <typename Rep, typename Period>
std::chrono::nanoseconds
to_nanoseconds(const std::chrono::duration<Rep, Period> &d) {
  using std::chrono::nanoseconds;
  using approximate = std::chrono::duration<double>;
  if (approximate(d) >= approximate(nanoseconds::max()))
    return nanoseconds::max();
  if (approximate(d) <= approximate(nanoseconds::min()))
    return nanoseconds::min();
  return std::chrono::ceil<nanoseconds>(d);
}

} // namespace async::detail
