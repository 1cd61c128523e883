#include "checks/async-value-task-reuse/ValueTaskReuseCheck.h"
#include "checks/model/Blocking.h"
#include "checks/model/TaskOrigins.h"
#include "checks/model/Wording.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

void ValueTaskReuseCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "ReportStored", ReportStored);
}

static const char *wordFor(OneShotEffect Effect) {
  switch (Effect) {
  case OneShotEffect::Awaits:
    return "awaited";
  case OneShotEffect::Reads:
    return "read";
  case OneShotEffect::Converts:
    return "converted";
  case OneShotEffect::Moves:
    return "moved";
  default:
    return "returned";
  }
}

void ValueTaskReuseCheck::examine(const Body &Of) {
  const auto Uses = oneShotUses(Of, model().words(), model().types());
  const auto Reuses = reusesIn(Of, Uses, model());
  std::vector<Edits> Kept;
  llvm::DenseSet<const ValueDecl *> NotKept, Converted;
  for (const Reuse &Found : Reuses) {
    Kept.push_back(useFirstResult(Found, Of, Uses, model().context()));
    if (Kept.back().empty())
      NotKept.insert(Found.First.Root);
  }
  for (unsigned Index = 0; Index < Reuses.size(); ++Index) {
    const Reuse &Found = Reuses[Index];
    if (isInTestMacro(Found.Second.Name->getBeginLoc(), model().context()))
      continue;
    // One conversion where it is made mends all uses of a variable.
    if (!NotKept.contains(Found.First.Root))
      report(Found, Kept[Index]);
    else if (Converted.insert(Found.First.Root).second)
      report(Found, convertWhereMade(Found, Of, Uses, model().types(),
                                     model().context()));
    else
      report(Found, {});
  }
  for (const VarDecl *Local : Of.Locals)
    if (Local->isStaticLocal())
      examineStored(*Local, "static variable");
  for (const CallSite &Site : Of.Calls)
    if (takesResult(*Site.Call, model().words(), model().types()) &&
        llvm::none_of(Reuses, [&](const Reuse &Found) {
          return Found.Second.Result == Site.Call;
        }))
      examineResult(*Site.Call, Of);
}

// `co_await t; co_await t;`
void ValueTaskReuseCheck::report(const Reuse &Found, const Edits &Fix) {
  const OneShotUse &First = Found.First;
  const OneShotUse &Second = Found.Second;
  const bool Gives = First.Effect == OneShotEffect::Awaits ||
                     First.Effect == OneShotEffect::Reads;
  const CXXMethodDecl *Conversion =
      model().types().conversionOf(Second.Part->getType());
  const StringRef Word = wordFor(Second.Effect);
  diag(Second.Name->getBeginLoc(),
       "%0 is %1 %select{twice|after it was %3|in each turn of the loop, but "
       "made outside of it}2: the first use takes its only result; %select{"
       "do not use it after that|keep that result}4%select{|, or make a task "
       "of it with '%6' first}5")
      << nameOf(*Second.Part) << Word
      << (Found.isNextTurn() ? 2 : Word != wordFor(First.Effect))
      << wordFor(First.Effect) << Gives << (Conversion != nullptr)
      << (Conversion ? Conversion->getNameAsString() : "") << Fix;
  if (!Found.isNextTurn())
    diag(First.Name->getBeginLoc(), "%0 is %1 here first", DiagnosticIDs::Note)
        << nameOf(*First.Part) << wordFor(First.Effect);
  diag(First.Root->getLocation(), "%0 is made here", DiagnosticIDs::Note)
      << First.Root;
}

void ValueTaskReuseCheck::examineInitializer(const Body &Of) {
  const VarDecl *Variable = Of.Locals.empty() ? nullptr : Of.Locals.front();
  if (!Variable)
    return;
  // A static member at its class, once; the others where they are defined.
  if (Variable->isStaticDataMember())
    examineStored(*Variable->getCanonicalDecl(), "static member");
  else if (Variable->isThisDeclarationADefinition())
    examineStored(*Variable, "global variable");
}

// `struct cache { async::value_task<int> loading; };`
void ValueTaskReuseCheck::examineMember(const FieldDecl &Member) {
  const CXXRecordDecl &Class = *llvm::cast<CXXRecordDecl>(Member.getParent());
  // What is itself awaitable is built from such members.
  if (!Class.isLambda() && !Class.isLocalClass() &&
      !Member.getType()->isDependentType() &&
      !model().types().isPartOfAwaiting(Class))
    examineStored(Member, "member");
}

void ValueTaskReuseCheck::examineStored(const ValueDecl &Holder,
                                        StringRef Where) {
  if (!ReportStored || !Stored.insert(&Holder).second ||
      !model().types().holdsValueTasks(Holder.getType()))
    return;
  const bool Many = !model().types().isValueTask(Holder.getType());
  diag(Holder.getLocation(),
       "%0 %1 keeps %select{a value task|value tasks}2: it can be awaited once "
       "only, and nobody who comes to it here knows whether it was; await it "
       "where it is made, or keep a task")
      << Where << &Holder << Many;
}

/// The calls that made the task of `t.result()`, for a variable of this body or
/// what a call returns: of others somebody else may know that they are done.
static llvm::SmallVector<const CallExpr *, 2> makersOf(const Expr &Task) {
  const Expr *Plain = Task.IgnoreUnlessSpelledInSource();
  const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain);
  if (!Name)
    return Plain->isPRValue() ? callsBehind(*Plain)
                              : llvm::SmallVector<const CallExpr *, 2>();
  const auto *Variable = llvm::dyn_cast<VarDecl>(Name->getDecl());
  if (!Variable || !Variable->hasLocalStorage() || !Variable->getInit() ||
      Variable->isCXXForRangeDecl() || Variable->isInitCapture() ||
      Name->refersToEnclosingVariableOrCapture() ||
      Variable->getType()->isReferenceType())
    return {};
  return callsBehind(*Variable->getInit());
}

// `return load().result();`
void ValueTaskReuseCheck::examineResult(const CallExpr &Call, const Body &In) {
  const Expr &Task = *waitedFor(Call, model().types());
  const auto Makers = makersOf(Task);
  if (Makers.empty() || isEntryPoint(*In.Function) ||
      isInTestMacro(Call.getBeginLoc(), model().context()) ||
      llvm::any_of(Makers, [&](const CallExpr *Maker) {
        return hasRole(model().words().rolesOf(*Maker),
                       Role::MakesReady | Role::Offloads);
      }))
    return;
  if (!model().flowOf(In).isComplete(Task, Call))
    Early.emplace_back(&In, &Call);
}

// Once all bodies are known: in coroutines and on contexts' threads, this is a
// finding of async-blocking-wait.
void ValueTaskReuseCheck::onEndOfTranslationUnit() {
  for (const auto &[In, Call] : Early)
    if (!blocksNeededThread(*In, model()))
      diag(Call->getExprLoc(),
           "%0 takes the result of %1 before it is known to be there: it "
           "blocks the thread until then, and what is taken cannot be awaited "
           "any more; 'co_await' it in a coroutine, or ask first whether it "
           "is done")
          << nameOf(*calleeOf(*Call))
          << nameOf(*waitedFor(*Call, model().types()));
  Early.clear();
}
