#ifndef ASYNCTIDY_MODEL_EXCEPTIONS_H
#define ASYNCTIDY_MODEL_EXCEPTIONS_H

#include "clang/AST/Type.h"

namespace clang {
class ASTContext;
} // namespace clang

namespace asynctidy {

struct Body;

/// Whether anything that \p Of does may throw: a call, a construction, `new`
/// or `throw` that is not known not to.
bool mayThrow(const Body &Of);

/// Whether a value of \p Type can be moved without an exception.
bool movesWithoutThrow(clang::QualType Type, const clang::ASTContext &Context);

/// Whether \p From becomes a \p To without an exception, as by return.
bool convertsWithoutThrow(clang::QualType From, clang::QualType To,
                          const clang::ASTContext &Context);

} // namespace asynctidy

#endif
