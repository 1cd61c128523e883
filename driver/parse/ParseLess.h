#ifndef ASYNCTIDY_DRIVER_PARSE_PARSELESS_H
#define ASYNCTIDY_DRIVER_PARSE_PARSELESS_H

#include <string>

namespace asynctidy {

/// As long as it lives, what this process compiles is parsed without the bodies
/// of functions that no finding can be in and no check asks about: those in
/// system headers and in other files outside of \p Root, but for those
/// that are short or mention what a check looks for. The checks are shown what
/// is left.
class ParseLess {
public:
  explicit ParseLess(std::string Root);
  ~ParseLess();
  ParseLess(const ParseLess &) = delete;
  ParseLess &operator=(const ParseLess &) = delete;
};

} // namespace asynctidy

#endif
