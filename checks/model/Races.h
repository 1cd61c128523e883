#ifndef ASYNCTIDY_MODEL_RACES_H
#define ASYNCTIDY_MODEL_RACES_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace asynctidy {

struct Body;
class Vocabulary;

/// The races that a body awaits: `auto first = co_await when_any(a, b);`. Who
/// has won is known at run time only, and the code finds it out in its own way:
/// by `first.index`, by `first.winner()`, or as `a.done()` is false.
class Races {
public:
  Races(const Body &Of, const Vocabulary &Words);

  /// \p Value is made from what a race gave: `first.winner()`, and
  /// `all[first.index]`.
  bool isFromRace(const clang::Stmt &Value) const;

  /// The tasks of the races whose outcome \p Condition may tell; \p Asked is
  /// the task of `a.done()`, or null.
  llvm::SmallVector<const clang::Expr *, 4>
  decidedBy(const clang::Stmt &Condition, const clang::ValueDecl *Asked) const;

private:
  struct Race {
    const clang::Expr *Await;
    llvm::SmallVector<const clang::Expr *, 4> Tasks;
    llvm::DenseSet<const clang::Decl *> Results;
  };
  static bool tells(const Race &Of, const clang::Stmt &Value);

  llvm::SmallVector<Race, 1> Found;
};

} // namespace asynctidy

#endif
