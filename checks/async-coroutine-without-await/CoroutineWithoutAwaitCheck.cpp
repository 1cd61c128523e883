#include "checks/async-coroutine-without-await/CoroutineWithoutAwaitCheck.h"
#include "checks/fixit/ReadyTask.h"
#include "checks/model/FunctionValues.h"
#include "checks/model/ImposedShape.h"
#include "checks/model/MissedAwaits.h"
#include "checks/model/Wording.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace asynctidy;

/// `throw not_implemented();`, `std::abort();`: code to come.
static bool isStub(const Body &Of) {
  const auto *Block = llvm::dyn_cast<CompoundStmt>(Of.Written);
  return !Block || llvm::any_of(Block->body(), [](const Stmt *Statement) {
    const auto *Value = llvm::dyn_cast<Expr>(Statement);
    const Expr *Plain = Value ? Value->IgnoreUnlessSpelledInSource() : nullptr;
    const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Plain);
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    return llvm::isa_and_nonnull<CXXThrowExpr>(Plain) ||
           (Callee && Callee->isNoReturn());
  });
}

/// Also of `[](T value) -> task<T> {...}(f())`, whose type a template does not
/// know.
static const FunctionDecl *calledBy(const CallExpr &Call) {
  if (const FunctionDecl *Callee = calleeOf(Call))
    return patternOf(Callee);
  const auto *Lambda =
      llvm::dyn_cast<LambdaExpr>(Call.getCallee()->IgnoreImplicit());
  return Lambda ? Lambda->getCallOperator() : nullptr;
}

// `when_all(answer(), read())`: a call that is not only awaited.
void CoroutineWithoutAwaitCheck::noteCalls(const Body &Of) {
  for (const CallSite &Site : Of.Calls)
    if (const FunctionDecl *Callee = calledBy(*Site.Call);
        Callee && !isAwaitedAtOnce(Site))
      NeededAsTasks.insert(Callee->getCanonicalDecl());
}

// `task<int> n() { co_return 42; }`
void CoroutineWithoutAwaitCheck::examine(const Body &Of) {
  noteCalls(Of);
  const FunctionDecl &Function = *Of.Function;
  if (!Of.IsCoroutine || !Of.Awaits.empty() || Of.Yields ||
      Function.getLocation().isMacroID() ||
      Of.Written->getBeginLoc().isMacroID() ||
      !model().types().isTask(Function.getReturnType()) ||
      isShapeImposed(Of, model().lambdaSiteOf(Function), model().types()) ||
      isStub(Of) || model().awaitsInSkippedCode(Of.Written->getSourceRange()) ||
      model().hasAwaitingVariant(Function))
    return;
  Candidates.push_back(&Of);
}

/// Declared in a header, for other translation units as well.
static bool isShared(const FunctionDecl &Function) {
  const SourceManager &Sources = Function.getASTContext().getSourceManager();
  return llvm::any_of(Function.redecls(), [&](const FunctionDecl *Each) {
    return !Sources.isInMainFile(Sources.getExpansionLoc(Each->getLocation()));
  });
}

void CoroutineWithoutAwaitCheck::onEndOfTranslationUnit() {
  // Of broken code, as an editor shows it, an await may be what is missing.
  if (!Candidates.empty() &&
      !model().context().getDiagnostics().hasUncompilableErrorOccurred()) {
    const FunctionValues Values(model().context());
    for (const Body *Of : Candidates)
      // What misses an await, other checks report.
      if (!Values.needType(*Of->Function) && !missesAwait(*Of, model()))
        report(*Of);
  }
  Candidates.clear();
  NeededAsTasks.clear();
}

void CoroutineWithoutAwaitCheck::report(const Body &Of) {
  const FunctionDecl &Function = *Of.Function;
  const ReadyTask Ready = readyTaskInstead(Of, model());
  // Without a library function that makes a ready task, a coroutine is the only
  // way to get one: `co_await when_all(answer(), read())`. Who else includes a
  // header is not known here.
  if (Ready.Maker.empty() &&
      (NeededAsTasks.contains(Function.getCanonicalDecl()) ||
       isShared(Function)))
    return;
  diag(Function.getLocation(),
       "%0 never awaits: its coroutine frame is made for nothing; "
       "%select{make it a plain function|return '%2' from a plain function}1")
      << nameOf(Function) << !Ready.Maker.empty() << Ready.Maker << Ready.Fix;
  if (!Ready.WhyNot.empty())
    diag(Function.getLocation(), Ready.WhyNot, DiagnosticIDs::Note);
}
