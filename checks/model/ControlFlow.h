#ifndef ASYNCTIDY_MODEL_CONTROLFLOW_H
#define ASYNCTIDY_MODEL_CONTROLFLOW_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/DenseSet.h"

namespace clang {
class CFG;
class CFGBlock;
class CFGElement;
} // namespace clang

namespace asynctidy {

/// The statement of a graph's element, or null.
const clang::Stmt *statementOf(const clang::CFGElement &Element);

/// The variable that the branch at the end of \p Block tests, `b` of `b` and
/// `!b`; \p Holds is turned over for the latter. Null for other conditions.
const clang::VarDecl *flagIn(const clang::CFGBlock &Block, bool &Holds);

/// Variables that never change and that several conditions test.
llvm::DenseSet<const clang::VarDecl *> flagsOf(const clang::CFG &Graph);

/// A throw goes to the handlers of its `try`, whichever of them takes it, and
/// not past them, though the graph has an edge there without a `catch (...)`.
bool isPastHandlers(const clang::CFGBlock &From, const clang::CFGBlock &To);

} // namespace asynctidy

#endif
