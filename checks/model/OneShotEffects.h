#ifndef ASYNCTIDY_MODEL_ONESHOTEFFECTS_H
#define ASYNCTIDY_MODEL_ONESHOTEFFECTS_H

#include "checks/model/OneShotUses.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/PointerUnion.h"
#include <optional>

namespace asynctidy {

/// The way from a name out to what is done with the object that it names: of
/// `store(std::move(s.t))` from `s` to `s.t`, to the move, to the call.
class Surroundings {
public:
  using Node = llvm::PointerUnion<const clang::Stmt *, const clang::VarDecl *>;

  /// \p Path ends with \p Name.
  Surroundings(llvm::ArrayRef<Node> Path, const clang::Expr &Name)
      : Path(Path), Depth(Path.size() - 1), Value(&Name) {}

  /// The expression that names the object so far.
  const clang::Expr &value() const { return *Value; }
  clang::QualType typeOfValue() const;

  /// What stands directly around the value: a statement, a variable, or null.
  const clang::Stmt *statement() const;
  const clang::VarDecl *variable() const;

  void climb();
  /// Out of what only passes the same object on: `(t)`.
  bool climbOutOfParentheses();

private:
  llvm::ArrayRef<Node> Path;
  size_t Depth;
  const clang::Expr *Value;
};

/// What is done with the object that \p Around has reached: fills in the effect
/// and where it happens. False if the object stays as it is.
bool findEffect(OneShotUse &Use, Surroundings Around, const Vocabulary &Words,
                const Awaitables &Types);

} // namespace asynctidy

#endif
