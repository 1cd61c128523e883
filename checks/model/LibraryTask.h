#ifndef ASYNCTIDY_MODEL_LIBRARYTASK_H
#define ASYNCTIDY_MODEL_LIBRARYTASK_H

#include "clang/AST/Type.h"
#include <string>

namespace asynctidy {

class AsyncModel;

/// The task without a value that a library offers.
struct LibraryTask {
  std::string Name; ///< "async::task<>"; empty if there is none, or several
  clang::QualType Type;
};

/// The task from the namespace of the type that \p Coroutine returns, declared
/// before it. One that may be consumed only once is not looked at.
LibraryTask libraryTaskFor(const clang::FunctionDecl &Coroutine,
                           const AsyncModel &Model);

} // namespace asynctidy

#endif
