#ifndef ASYNCTIDY_MODEL_STMTTREE_H
#define ASYNCTIDY_MODEL_STMTTREE_H

#include "checks/model/StmtPath.h"
#include "llvm/ADT/DenseMap.h"

namespace asynctidy {

/// What stands around each statement of a body, nested lambdas included: one
/// walk, so that the questions about single statements need none.
class StmtTree {
public:
  explicit StmtTree(const Body &Of);

  /// See asynctidy::pathTo and asynctidy::usesOf.
  StmtPath pathTo(const clang::Stmt &Inner) const;
  llvm::SmallVector<StmtPath, 4> usesOf(const clang::ValueDecl &Variable) const;

  /// \p Inner is \p Outer or stands in it, and in no lambda of it.
  bool contains(const clang::Stmt &Outer, const clang::Stmt &Inner) const;

  /// What the declaration of \p Local stands in: a block, or the statement that
  /// it is the condition or the beginning of. Null if it is not of this body.
  const clang::Stmt *homeOf(const clang::VarDecl &Local) const;

private:
  struct Node {
    const clang::Stmt *Around;
    unsigned First, Last; ///< its number, and that of the last one in it
    unsigned Lambdas;     ///< how many lambdas it is in
  };

  void add(const clang::Stmt *At, const clang::Stmt *Around, unsigned Lambdas);
  StmtPath wayTo(const clang::Stmt &Inner) const;

  llvm::DenseMap<const clang::Stmt *, Node> Nodes;
  llvm::DenseMap<const clang::ValueDecl *,
                 llvm::SmallVector<const clang::Stmt *, 4>>
      Uses;
  llvm::DenseMap<const clang::Decl *, const clang::Stmt *> Homes;
};

/// The tree of \p In, which is made when it is first asked for.
const StmtTree &treeOf(const Body &In);

} // namespace asynctidy

#endif
