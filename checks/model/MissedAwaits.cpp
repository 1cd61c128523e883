#include "checks/model/MissedAwaits.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Callables.h"
#include "checks/model/TaskOrigins.h"
#include "checks/model/WithBody.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace asynctidy;

/// Calls are followed this deep.
static constexpr unsigned MaxDepth = 8;

/// `lib::now(save(order))` and `save(order).now()` may wait for a task,
/// `lib::text(error)` for nothing; what else a library waits for, its library
/// file has to say.
static bool mayWaitFor(const CallExpr &Call, const FunctionDecl &Callee,
                       AsyncModel &Model) {
  const auto IsTask = [&](const Expr &Value) {
    return Model.types().isAwaitable(Value.getType()) ||
           Model.types().holdsTasks(Value.getType());
  };
  const Expr *Object = objectOf(Call);
  return !Model.context().getSourceManager().isInSystemHeader(
             Callee.getLocation()) ||
         (Object && IsTask(*Object)) ||
         llvm::any_of(argumentsFor(Call), [&](const Expr *Argument) {
           return IsTask(*Argument) || !callablesIn(*Argument).empty();
         });
}

/// `co_return f().result();`, or `co_return load();` where that does so.
static bool blocks(const Body &Of, AsyncModel &Model,
                   llvm::SmallPtrSetImpl<const FunctionDecl *> &Seen,
                   unsigned Depth) {
  return llvm::any_of(Of.Calls, [&](const CallSite &Site) {
    if (hasRole(Model.words().rolesOf(*Site.Call), Role::Blocks))
      return true;
    const FunctionDecl *Callee = calleeOf(*Site.Call);
    if (Depth == MaxDepth || !Callee || isInStd(*Callee) ||
        !mayWaitFor(*Site.Call, *Callee, Model))
      return false;
    const FunctionDecl *Definition = withBody(*patternOf(Callee));
    if (!Definition || !Seen.insert(Definition).second)
      return false;
    const Body &Below = Model.bodyOf(*Definition);
    return !Below.IsCoroutine && blocks(Below, Model, Seen, Depth + 1);
  });
}

/// `save(order);`, `auto saving = save(order);`, `[t = save(order)] {}`
static bool drops(const Body &Of, AsyncModel &Model) {
  const Awaitables &Types = Model.types();
  auto IsTask = [&](QualType Type) {
    return Types.isAwaitable(Type) || Types.holdsTasks(Type);
  };
  return llvm::any_of(Of.Discards,
                      [&](const Discard &Dropped) {
                        return Dropped.Value->isPRValue() &&
                               IsTask(Dropped.Value->getType());
                      }) ||
         llvm::any_of(Of.Locals,
                      [&](const VarDecl *Local) {
                        return Local->hasLocalStorage() &&
                               IsTask(typeOfLocal(*Local)) &&
                               Model.flowOf(Of).pathWithoutOwner(*Local);
                      }) ||
         llvm::any_of(Of.Lambdas, [&](const LambdaSite &Site) {
           return !forgottenCaptures(*Site.Lambda, Types).empty();
         });
}

bool asynctidy::missesAwait(const Body &Of, AsyncModel &Model) {
  llvm::SmallPtrSet<const FunctionDecl *, 8> Seen;
  if (blocks(Of, Model, Seen, 0) || drops(Of, Model))
    return true;
  // `std::for_each(ids.begin(), ids.end(), [](int id) { save(id); });`
  return llvm::any_of(Of.Lambdas, [&](const LambdaSite &Site) {
    const FunctionDecl *Run = Site.Lambda->getCallOperator();
    if (!Run || !Model.inlinedInto(*Run))
      return false;
    const Body &Inner = Model.bodyOf(*Run);
    return !Inner.IsCoroutine && missesAwait(Inner, Model);
  });
}
