#ifndef ASYNCTIDY_MODEL_TASKUSES_H
#define ASYNCTIDY_MODEL_TASKUSES_H

#include "checks/model/Races.h"
#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace asynctidy {

struct Body;
struct LambdaSite;
class Awaitables;
class Vocabulary;

/// The object that an expression names: a variable, or a part of one. A pointer
/// and what it points to are one place.
struct ValuePlace {
  const clang::Decl *Root = nullptr; ///< for `this`, the function
  std::string Path;                  ///< ".member[0]"
  const clang::DeclRefExpr *Use = nullptr;

  explicit operator bool() const { return Root; }
  /// This place is \p Other or a part of it.
  bool isIn(const ValuePlace &Other) const;
  bool isSameAs(const ValuePlace &Other) const {
    return Root && Root == Other.Root && Path == Other.Path;
  }
};

/// What an expression does to a place.
struct Effect {
  ValuePlace On;
  bool Completes; ///< else it may put another task there
};

/// `t` of `t.done()`, a question that a complete task answers with true; null
/// for other expressions.
const clang::Expr *askedAboutCompletion(const clang::Expr &Condition);

/// Which expressions of a body name which tasks, and what they do to them.
class TaskUses {
public:
  TaskUses(const Body &Of, const Vocabulary &Words, const Awaitables &Types);

  ValuePlace placeOf(const clang::Expr &Value, unsigned Depth = 0) const;

  /// For `t` of `for (auto &t : tasks)` and `it` of `tasks.begin()`: the
  /// container; nothing for others.
  ValuePlace containerOf(const ValuePlace &Element) const;

  /// What is known of \p By once it has been evaluated.
  llvm::SmallVector<Effect, 2> effectsOf(const clang::Stmt &By) const;

  /// The containers all of whose elements a loop with this counter awaits.
  llvm::ArrayRef<ValuePlace> awaitedBy(const clang::Decl &Counter) const;

  /// The use only looks at a task: `t.done()`, `(void)t`.
  bool isLook(const clang::DeclRefExpr &Use) const {
    return Looks.contains(&Use);
  }
  const Races &races() const { return Raced; }
  bool isInLambda(const clang::VarDecl &Variable) const {
    return InLambdas.contains(&Variable);
  }

private:
  void classifyCall(const clang::CallExpr &Call);
  void classifyArguments(const clang::Expr &Taker,
                         const clang::FunctionDecl &Callee,
                         llvm::ArrayRef<const clang::Expr *> Arguments);
  void classifyLambda(const LambdaSite &Site);
  void noteLook(const clang::Expr *Object);
  void completes(const clang::Expr &Awaited, const clang::Stmt &By,
                 unsigned Depth);

  const Body &Of;
  const Vocabulary &Words;
  const Awaitables &Types;
  const Races Raced;
  llvm::DenseSet<const clang::DeclRefExpr *> Looks;
  llvm::DenseSet<const clang::VarDecl *> InLambdas;
  llvm::DenseSet<const clang::Expr *> Receivers; ///< `a` of `a.f()`
  llvm::DenseMap<const clang::Stmt *, llvm::SmallVector<Effect, 1>> Effects;
  llvm::DenseMap<const clang::Decl *, const clang::Expr *> RangeOf;
  /// By the variable that a loop counts with, the containers whose elements
  /// the loop awaits.
  llvm::DenseMap<const clang::Decl *, llvm::SmallVector<ValuePlace, 1>>
      AwaitedBy;
};

} // namespace asynctidy

#endif
