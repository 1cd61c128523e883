#include "checks/model/LeftLoops.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Callables.h"
#include "checks/model/Containers.h"
#include "checks/model/StmtTree.h"
#include "checks/model/TaskOrigins.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// `tasks.push_back(f())`, `tasks.size()`: nobody gets the tasks. One that is
/// made ready needs nobody.
static bool onlyFillsOrCounts(StmtPath Use, const AsyncModel &Model) {
  static const llvm::StringSet<> Names = {"reserve", "size", "empty"};
  const Expr *Target = llvm::cast<Expr>(Use.back());
  const Stmt *Around = stepOut(Use);
  while (llvm::isa_and_nonnull<MemberExpr>(Around))
    Around = stepOut(Use);
  const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Around);
  const Expr *Object = Call ? objectOf(*Call) : nullptr;
  return Object && Object->IgnoreParenImpCasts() == Target &&
         (Names.contains(nameInStd(*Call)) ||
          (fillsContainer(*Call) &&
           llvm::all_of(Call->arguments(), [&](const Expr *Given) {
             return needsOwner(*Given, Model.words(), Model.types());
           })));
}

/// `for (auto &t : tasks)`, where \p Use is that name.
static const CXXForRangeStmt *loopOver(const StmtPath &Use) {
  for (const Stmt *Around : llvm::reverse(Use))
    if (const auto *Loop = llvm::dyn_cast<CXXForRangeStmt>(Around))
      return Loop->getRangeInit() &&
                     &withoutMove(*Loop->getRangeInit()) == Use.back()
                 ? Loop
                 : nullptr;
  return nullptr;
}

/// The loop over \p Tasks; null if they are used in other ways as well.
static const CXXForRangeStmt *onlyLoopOver(const VarDecl &Tasks, const Body &In,
                                           const AsyncModel &Model) {
  const CXXForRangeStmt *Found = nullptr;
  for (const StmtPath &Use : usesOf(Tasks, In)) {
    const CXXForRangeStmt *Loop = loopOver(Use);
    if (Loop && !Found)
      Found = Loop;
    else if (!onlyFillsOrCounts(Use, Model))
      return nullptr;
  }
  return Found;
}

/// The `co_await t` of the loop's own variable, also as
/// `co_await t.configure_await(false)`.
static const Expr *awaitOfVariable(const CXXForRangeStmt &Loop, const Body &In,
                                   const AsyncModel &Model) {
  for (const StmtPath &Use : usesOf(*Loop.getLoopVariable(), In))
    for (const Stmt *Around : llvm::reverse(Use)) {
      const auto *Await = llvm::dyn_cast<CoroutineSuspendExpr>(Around);
      if (!Await)
        continue;
      const Expr *Awaited = &withoutMove(*operandOf(*Await));
      if (const auto *Call = llvm::dyn_cast<CallExpr>(Awaited);
          Call && objectOf(*Call) &&
          hasRole(Model.words().rolesOf(*Call), Role::ConfiguresAwait))
        Awaited = &withoutMove(*objectOf(*Call));
      if (Awaited == Use.back())
        return Await;
    }
  return nullptr;
}

/// `source.cancel();`
static bool endsTasks(const Stmt &Part) {
  const auto *Call = llvm::dyn_cast<CallExpr>(&Part);
  const StringRef Name = Call ? nameCalled(*Call) : StringRef();
  return Name.contains_insensitive("cancel") ||
         Name.contains_insensitive("stop") ||
         Name.contains_insensitive("abort");
}

std::optional<LostPath> asynctidy::pathOutOfLoop(const VarDecl &Tasks,
                                                 const Body &In,
                                                 AsyncModel &Model) {
  const CXXForRangeStmt *Loop = onlyLoopOver(Tasks, In, Model);
  const Expr *Await = Loop ? awaitOfVariable(*Loop, In, Model) : nullptr;
  if (!Await)
    return std::nullopt;
  const QualType One = Loop->getLoopVariable()->getType().getNonReferenceType();
  if (Model.types().startOf(One) != Start::Hot ||
      Model.types().endsWithItsOwner(One) ||
      containsAny(Loop->getBody(), endsTasks))
    return std::nullopt;
  const SourceManager &Sources = Model.context().getSourceManager();
  for (const CoreturnStmt *Return : In.CoReturns)
    if (treeOf(In).contains(*Loop, *Return) &&
        Sources.isBeforeInTranslationUnit(Await->getEndLoc(),
                                          Return->getBeginLoc())) {
      LostPath Path;
      Path.Exit = Return->getBeginLoc();
      return Path;
    }
  return std::nullopt;
}
