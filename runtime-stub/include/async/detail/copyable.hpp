#pragma once

#include <type_traits>

namespace async::detail {

/// Whether a `T` can really be copied: containers claim it even if their
/// elements cannot.
template <typename T>
inline constexpr bool is_copyable = std::is_copy_constructible_v<T>;

template <typename T>
  requires requires { typename T::value_type; }
inline constexpr bool is_copyable<T> =
    std::is_copy_constructible_v<T> && is_copyable<typename T::value_type>;

} // namespace async::detail
