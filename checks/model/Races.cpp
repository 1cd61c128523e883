#include "checks/model/Races.h"
#include "checks/model/Body.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

/// `when_any(a, b)` of `co_await when_any(a, b)`, also where a variable holds
/// it or it is configured.
static const CallExpr *raceIn(const Expr &Awaited, const Vocabulary &Words) {
  const Expr *Plain = Awaited.IgnoreUnlessSpelledInSource();
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain))
    if (const auto *Variable = llvm::dyn_cast<VarDecl>(Use->getDecl());
        Variable && Variable->getInit())
      Plain = Variable->getInit()->IgnoreUnlessSpelledInSource();
  const auto *Call = llvm::dyn_cast<CallExpr>(Plain);
  if (Call && objectOf(*Call) &&
      hasRole(Words.rolesOf(*Call), Role::ConfiguresAwait))
    Call = llvm::dyn_cast<CallExpr>(
        objectOf(*Call)->IgnoreUnlessSpelledInSource());
  return Call && hasRole(Words.rolesOf(*Call), Role::Races) ? Call : nullptr;
}

bool Races::tells(const Race &Of, const Stmt &Value) {
  return containsAny(&Value, [&](const Stmt &Part) {
    if (&Part == Of.Await)
      return true;
    const auto *Use = llvm::dyn_cast<DeclRefExpr>(&Part);
    if (!Use)
      return false;
    const auto *Name = llvm::dyn_cast<BindingDecl>(Use->getDecl());
    return Of.Results.contains(Name ? Name->getDecomposedDecl()
                                    : llvm::cast<Decl>(Use->getDecl()));
  });
}

Races::Races(const Body &Of, const Vocabulary &Words) {
  for (const Expr *Await : Of.Awaits)
    if (const CallExpr *Call = raceIn(*operandOf(*Await), Words)) {
      Race One = {Await, {Call->arg_begin(), Call->arg_end()}, {}};
      // `auto first = co_await when_any(a, b); auto winner = first.winner();`
      for (const VarDecl *Local : Of.Locals)
        if (Local->getInit() && tells(One, *Local->getInit()))
          One.Results.insert(Local);
      Found.push_back(std::move(One));
    }
}

bool Races::isFromRace(const Stmt &Value) const {
  return llvm::any_of(Found,
                      [&](const Race &One) { return tells(One, Value); });
}

llvm::SmallVector<const Expr *, 4>
Races::decidedBy(const Stmt &Condition, const ValueDecl *Asked) const {
  llvm::SmallVector<const Expr *, 4> Result;
  for (const Race &One : Found)
    if (tells(One, Condition) ||
        (Asked && llvm::any_of(One.Tasks, [&](const Expr *Task) {
           return mentions(Task, *Asked);
         })))
      Result.append(One.Tasks.begin(), One.Tasks.end());
  return Result;
}
