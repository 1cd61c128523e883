#ifndef ASYNCTIDY_MODEL_PATHCONDITIONS_H
#define ASYNCTIDY_MODEL_PATHCONDITIONS_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class CFGBlock;
} // namespace clang

namespace asynctidy {

/// What a path tests and changes on its way to one use of an object and on to
/// another. A path that looks possible may be none: in
/// `if (!seen) { use(t); seen = true; }` no second turn of a loop comes to the
/// use again, and `if (n == 1) use(t); if (n == 2) use(t);` uses it once.
class PathConditions {
public:
  /// \p Subject is what the path is about: `t` of `if (t.done())` decides
  /// nothing.
  PathConditions(const clang::ValueDecl &Subject, const clang::Expr &First,
                 const clang::Expr &Second)
      : Subject(&Subject), First(&First), Second(&Second) {}

  /// On its way to the first use, the path goes from \p Block to \p Next.
  void addGuard(const clang::CFGBlock &Block, const clang::CFGBlock &Next) {
    addTurn(Block, Next, Guards, Guards);
  }
  /// The same between the uses.
  void addTest(const clang::CFGBlock &Block, const clang::CFGBlock &Next) {
    addTurn(Block, Next, Tests, LoopTests);
    AsksSubject |= asksWhetherThere(Block);
  }
  /// Between the uses, the path leaves \p Block by the turn that does not make
  /// the object a new one: `if (more) t = next();`.
  void addRefill(const clang::CFGBlock &Block) { Refills.push_back(&Block); }
  /// Between the uses the path runs through \p Block.
  void addChanges(const clang::CFGBlock &Block);

  /// What led to the first use may keep the path from the second one. Variables
  /// of \p Decided are no reason: the path agrees with itself on them.
  bool
  mayExcludeSecond(const llvm::DenseSet<const clang::VarDecl *> &Decided) const;

private:
  using Turn = std::pair<const clang::CFGBlock *, const clang::CFGBlock *>;
  /// By variable or member, the turns that depend on it.
  using Turns =
      llvm::DenseMap<const clang::ValueDecl *, llvm::SmallVector<Turn, 2>>;

  bool asksWhetherThere(const clang::CFGBlock &Block) const;
  bool mayBeRefilled() const;
  static void addTurn(const clang::CFGBlock &Block, const clang::CFGBlock &Next,
                      Turns &Found, Turns &OfLoops);
  void noteChange(const clang::Stmt &Statement);

  const clang::ValueDecl *Subject;
  const clang::Expr *First, *Second;
  Turns Guards, Tests, LoopTests;
  bool AsksSubject = false;
  llvm::SmallVector<const clang::CFGBlock *, 2> Refills;
  llvm::DenseSet<const clang::ValueDecl *> Fresh, Changed, SetToConstant,
      SetToResult;
};

} // namespace asynctidy

#endif
