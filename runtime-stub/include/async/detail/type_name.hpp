#pragma once

#include <string_view>

namespace async::detail {

/// The compiler's own text for this function, which has the type in it.
template <typename T> constexpr std::string_view signature() noexcept {
  return __PRETTY_FUNCTION__;
}

/// The name of a type as the compiler writes it, without RTTI.
template <typename T> constexpr std::string_view type_name() noexcept {
  // What stands before and after the type is the same for every type.
  constexpr std::string_view known = signature<int>();
  constexpr std::size_t before = known.rfind("int");
  constexpr std::size_t after = known.size() - before - 3;
  std::string_view name = signature<T>();
  name.remove_prefix(before);
  name.remove_suffix(after);
  return name;
}

} // namespace async::detail
