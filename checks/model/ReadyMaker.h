#ifndef ASYNCTIDY_MODEL_READYMAKER_H
#define ASYNCTIDY_MODEL_READYMAKER_H

#include "clang/AST/ASTFwd.h"
#include <string>

namespace asynctidy {

class Vocabulary;

/// The library's function that makes a task which is done already.
struct ReadyMaker {
  std::string Name; ///< "async::from_result"; empty if the library has none
  /// The value's type follows from the argument, and not from the name.
  bool Deduces = false;
};

/// The maker of what \p Coroutine returns: from a library file, a static member
/// of the task's class, or a function beside that class, with the role
/// makes_ready. \p OfVoid: of a task without a value.
ReadyMaker readyMakerFor(const clang::FunctionDecl &Coroutine, bool OfVoid,
                         const Vocabulary &Words);

/// The qualified name as it must be written in \p Coroutine: with `::` before
/// it if a scope on the way has something of the same first name.
std::string spelledIn(const clang::FunctionDecl &Coroutine, std::string Name);

} // namespace asynctidy

#endif
