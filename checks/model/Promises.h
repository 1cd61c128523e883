#ifndef ASYNCTIDY_MODEL_PROMISES_H
#define ASYNCTIDY_MODEL_PROMISES_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class ASTContext;
} // namespace clang

namespace asynctidy {

/// The promise of coroutines that return \p Class ([dcl.fct.def.coroutine]):
/// its `promise_type`, or what a specialization of std::coroutine_traits names.
/// Null if there is none.
const clang::CXXRecordDecl *promiseOf(const clang::CXXRecordDecl &Class,
                                      clang::ASTContext &Context);

/// The promises that specializations `std::coroutine_traits<my_task<T>,
/// Args...>` give to \p Class from outside: if there are several, the
/// parameters of a coroutine choose one.
llvm::SmallVector<const clang::CXXRecordDecl *, 1>
promisesByTraits(const clang::CXXRecordDecl &Class, clang::ASTContext &Context);

} // namespace asynctidy

#endif
