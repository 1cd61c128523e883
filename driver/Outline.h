#ifndef ASYNCTIDY_DRIVER_OUTLINE_H
#define ASYNCTIDY_DRIVER_OUTLINE_H

#include "driver/Finding.h"
#include <map>
#include <set>
#include <string>

namespace asynctidy {

/// Which function or variable lies where in the files of a translation unit.
class Outline {
public:
  /// Adds the declaration that is called \p Name; \p End is exclusive.
  void add(const std::string &Path, unsigned Begin, unsigned End,
           std::string Name);

  /// The qualified name of the declaration around \p Where, with the types of
  /// its parameters, or nothing. A lambda belongs to the function it is in.
  std::string around(const Place &Where) const;

  /// The files that clang read, without symbolic links; no system headers.
  std::set<std::string> Files;

private:
  struct Declaration {
    unsigned End;
    std::string Name;
  };
  std::map<std::string, std::map<unsigned, Declaration>> ByPath;
};

/// As long as it lives, what this process compiles is written into an outline,
/// whoever compiles it: clang-tidy's engine lets nobody else see its AST.
class OutlineRecorder {
public:
  explicit OutlineRecorder(Outline &To);
  ~OutlineRecorder();
  OutlineRecorder(const OutlineRecorder &) = delete;
  OutlineRecorder &operator=(const OutlineRecorder &) = delete;
};

} // namespace asynctidy

#endif
