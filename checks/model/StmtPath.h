#ifndef ASYNCTIDY_MODEL_STMTPATH_H
#define ASYNCTIDY_MODEL_STMTPATH_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace asynctidy {

struct Body;

/// What stands around a statement, from the outside to itself.
using StmtPath = llvm::SmallVector<const clang::Stmt *, 16>;

/// The way from the body to \p Inner, both included; through no lambda. Empty
/// if \p Inner does not stand there.
StmtPath pathTo(const Body &In, const clang::Stmt &Inner);

/// All uses of \p Variable in the body, nested lambdas included, each with the
/// way to it.
llvm::SmallVector<StmtPath, 4> usesOf(const clang::ValueDecl &Variable,
                                      const Body &In);

/// The parts of \p Of that run with it: of a lambda only its captures.
llvm::SmallVector<const clang::Stmt *, 8> partsOf(const clang::Stmt &Of);

/// \p Wanted is true of \p Root or of something in it; nested lambdas count by
/// their captures.
bool containsAny(const clang::Stmt *Root,
                 llvm::function_ref<bool(const clang::Stmt &)> Wanted);

/// \p Root names \p Variable.
bool mentions(const clang::Stmt *Root, const clang::ValueDecl &Variable);

/// Where the object is touched whose name \p Use leads to: for `s` of
/// `s.items[0].name = f()` the assignment, of `s.close(g())` the call, both of
/// which come after what stands in them; else the name itself.
const clang::Stmt &touchOf(const StmtPath &Use);

/// The next thing around `Path.back()` that the programmer wrote: no implicit
/// conversions, no parentheses, no std::move. Shortens \p Path to it; null at
/// the end.
const clang::Stmt *stepOut(StmtPath &Path);

} // namespace asynctidy

#endif
