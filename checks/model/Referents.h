#ifndef ASYNCTIDY_MODEL_REFERENTS_H
#define ASYNCTIDY_MODEL_REFERENTS_H

#include "clang/AST/Type.h"

namespace clang {
class Expr;
class FieldDecl;
class VarDecl;
} // namespace clang

namespace asynctidy {

/// The object that a reference, a pointer or a view refers to, and when it
/// dies. Asked where the expression stands, without following control flow.
struct Referent {
  enum Death {
    Unknown,        ///< somebody else's: `order` of `task<> f(order &o)`
    Never,          ///< a global, a string literal, an object without state
    FullExpression, ///< a temporary: at the semicolon
    Scope           ///< a variable or a by-value parameter: with its block
  } Dies = Unknown;
  /// For Scope: the variable, also of `name.first`, `*found`, `all[0]`.
  const clang::VarDecl *Root = nullptr;
  /// For Unknown: the reference, pointer or view that leads there, as `order`
  /// of `order.name` does; a parameter or a local. Or null.
  const clang::VarDecl *Via = nullptr;
  /// For Unknown: `*this`, or a part of what it owns.
  bool IsOfThis = false;
  /// For IsOfThis: the member that it is, or is a part of. Or null.
  const clang::FieldDecl *Member = nullptr;
  /// For FullExpression: what makes the temporary, "x" of `f("x")`.
  const clang::Expr *Temporary = nullptr;
  /// In storage that Root owns elsewhere: it goes along when Root is moved.
  bool IsOwned = false;
  /// For Scope: Root is a std::shared_ptr, which may have others beside it.
  bool IsShared = false;

  static Referent never();
  static Referent scopeOf(const clang::VarDecl &Variable);
  static Referent temporary(const clang::Expr &Made);

  bool diesHere() const { return Dies == FullExpression || Dies == Scope; }
};

/// For `local`, `local.name`, `std::move(local)`, `std::string("x")` bound to
/// a reference: the object that the reference refers to.
Referent referentOf(const clang::Expr &Object);

/// For `&local`, `local.c_str()`, `std::string_view(local)`,
/// `std::ref(local)`: the object that the value refers to.
Referent pointeeOf(const clang::Expr &Value);

} // namespace asynctidy

#endif
