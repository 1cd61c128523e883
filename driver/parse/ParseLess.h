#ifndef ASYNCTIDY_DRIVER_PARSE_PARSELESS_H
#define ASYNCTIDY_DRIVER_PARSE_PARSELESS_H

#include <string>

namespace asynctidy {

/// As long as it lives, what this process compiles is parsed without the bodies
/// of functions that no finding can be in: those in system headers and in other
/// files outside of \p Root. The checks are shown what is left.
class ParseLess {
public:
  explicit ParseLess(std::string Root);
  ~ParseLess();
  ParseLess(const ParseLess &) = delete;
  ParseLess &operator=(const ParseLess &) = delete;

  /// What the checks wanted to see, and it was left out.
  enum class Missed {
    Nothing,
    Bodies,  ///< All later parses of this process have them.
    ForGood, ///< Parsing less does not bring it: it is precompiled without.
  };
  Missed missed();
};

} // namespace asynctidy

#endif
