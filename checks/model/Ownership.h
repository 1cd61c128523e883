#ifndef ASYNCTIDY_MODEL_OWNERSHIP_H
#define ASYNCTIDY_MODEL_OWNERSHIP_H

#include "clang/AST/Type.h"

namespace asynctidy {

/// A value that refers to an object which it does not own: a pointer, a
/// std::string_view, a std::span, an iterator, std::ref's, asio's buffers,
/// classes marked [[gsl::Pointer]].
bool refersToOther(clang::QualType Type);

/// Its elements die with it: a container, a string, std::optional,
/// std::unique_ptr. A std::shared_ptr may have others who own its object.
bool ownsElements(clang::QualType Type);

/// A std::shared_ptr.
bool isSharedPointer(clang::QualType Type);

/// Its elements are a part of it, and stay where they are when it is moved.
bool holdsElements(clang::QualType Type);

/// `use_awaitable`, `[] {}`: there is nothing in it to be read.
bool hasNoState(clang::QualType Type);

} // namespace asynctidy

#endif
