#include "checks/async-coroutine-without-await/CoroutineWithoutAwaitCheck.h"
#include "checks/fixit/ReadyTask.h"
#include "checks/model/Wording.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace asynctidy;

/// `task<> close(plain &)` beside `task<> close(encrypted &)`: generic code
/// awaits whichever fits.
static bool hasOverload(const FunctionDecl &Function, const Awaitables &Types) {
  for (const NamedDecl *Other :
       Function.getDeclContext()->getRedeclContext()->lookup(
           Function.getDeclName())) {
    const FunctionDecl *Overload = Other->getAsFunction();
    if (Overload &&
        Overload->getCanonicalDecl() != Function.getCanonicalDecl() &&
        Types.isTask(Overload->getReturnType()))
      return true;
  }
  return false;
}

/// `struct app : server<app>`: the base calls the class's functions by name.
static bool isKnownToItsBase(const CXXRecordDecl &Class) {
  if (!Class.hasDefinition())
    return false;
  return llvm::any_of(Class.bases(), [&](const CXXBaseSpecifier &Base) {
    const auto *Template =
        llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(
            classOf(Base.getType()));
    return Template &&
           llvm::any_of(
               Template->getTemplateArgs().asArray(),
               [&](const TemplateArgument &Argument) {
                 return Argument.getKind() == TemplateArgument::Type &&
                        classOf(Argument.getAsType()) &&
                        classOf(Argument.getAsType())->getCanonicalDecl() ==
                            Class.getCanonicalDecl();
               });
  });
}

/// Somebody else demands a coroutine type here: a base class, or whoever takes
/// the lambda as an argument.
static bool isShapeImposed(const Body &Of, const LambdaSite *Lambda) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Of.Function);
  if (!Method)
    return false;
  if (Method->getParent()->isLambda())
    return !Lambda || (!Lambda->InvokedBy && !Lambda->Named) ||
           Lambda->PassedTo ||
           // `std::function<task<>()> f = []() -> task<> {...};`
           (Lambda->Named && classOf(Lambda->Named->getType()) !=
                                 Lambda->Lambda->getLambdaClass());
  return Method->isVirtual() || Method->hasAttr<OverrideAttr>() ||
         isKnownToItsBase(*Method->getParent());
}

/// `throw not_implemented();`: code to come.
static bool isStub(const Body &Of) {
  const auto *Block = llvm::dyn_cast<CompoundStmt>(Of.Written);
  return !Block || llvm::any_of(Block->body(), [](const Stmt *Statement) {
    const auto *Value = llvm::dyn_cast<Expr>(Statement);
    return Value &&
           llvm::isa<CXXThrowExpr>(Value->IgnoreUnlessSpelledInSource());
  });
}

/// `co_return f().result();` or `f();`: here an await is missing, which the
/// checks of blocking waits and dropped tasks report.
static bool missesAwait(const Body &Of, const AsyncModel &Model) {
  return llvm::any_of(Of.Calls,
                      [&](const CallSite &Site) {
                        return hasRole(Model.words().rolesOf(*Site.Call),
                                       Role::Blocks);
                      }) ||
         llvm::any_of(Of.Discards, [&](const Discard &Dropped) {
           return Dropped.Value->isPRValue() &&
                  Model.types().isAwaitable(Dropped.Value->getType());
         });
}

// `routes["/users"] = list_users;`
void CoroutineWithoutAwaitCheck::noteValues(const Body &Of) {
  for (const DeclRefExpr *Use : Of.FunctionsAsValues)
    if (const auto *Function = llvm::dyn_cast<FunctionDecl>(Use->getDecl()))
      UsedAsValues.insert(patternOf(Function)->getCanonicalDecl());
  for (const CallSite &Site : Of.Calls)
    if (const FunctionDecl *Callee = calleeOf(*Site.Call);
        Callee && !isAwaitedAtOnce(Site))
      NeededAsTasks.insert(patternOf(Callee)->getCanonicalDecl());
}

// `task<int> n() { co_return 42; }`
void CoroutineWithoutAwaitCheck::examine(const Body &Of) {
  noteValues(Of);
  const FunctionDecl &Function = *Of.Function;
  if (!Of.IsCoroutine || !Of.Awaits.empty() || Of.Yields ||
      Function.getLocation().isMacroID() ||
      Of.Written->getBeginLoc().isMacroID() ||
      !model().types().isTask(Function.getReturnType()) ||
      isShapeImposed(Of, model().lambdaSiteOf(Function)) || isStub(Of) ||
      hasOverload(Function, model().types()) || missesAwait(Of, model()) ||
      model().awaitsInSkippedCode(Of.Written->getSourceRange()))
    return;
  Candidates.push_back(&Of);
}

void CoroutineWithoutAwaitCheck::onEndOfTranslationUnit() {
  // Of broken code, as an editor shows it, an await may be what is missing.
  const bool Broken =
      !Candidates.empty() &&
      model().context().getDiagnostics().hasUncompilableErrorOccurred();
  for (const Body *Of : Candidates)
    if (!Broken && !UsedAsValues.contains(Of->Function->getCanonicalDecl()))
      report(*Of);
  Candidates.clear();
  UsedAsValues.clear();
  NeededAsTasks.clear();
}

void CoroutineWithoutAwaitCheck::report(const Body &Of) {
  const FunctionDecl &Function = *Of.Function;
  const ReadyTask Ready = readyTaskInstead(Of, model());
  // Without a library function that makes a ready task, a coroutine is the only
  // way to get one: `co_await when_all(answer(), read())`.
  if (Ready.Maker.empty() &&
      NeededAsTasks.contains(Function.getCanonicalDecl()))
    return;
  diag(Function.getLocation(),
       "%0 never awaits: its coroutine frame is made for nothing; "
       "%select{make it a plain function|return '%2' from a plain function}1")
      << nameOf(Function) << !Ready.Maker.empty() << Ready.Maker << Ready.Fix;
  if (!Ready.WhyNot.empty())
    diag(Function.getLocation(), Ready.WhyNot, DiagnosticIDs::Note);
}
