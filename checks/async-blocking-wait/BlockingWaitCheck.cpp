#include "checks/async-blocking-wait/BlockingWaitCheck.h"
#include "checks/fixit/Await.h"
#include "checks/model/Blocking.h"
#include "checks/model/Wording.h"
#include "clang-tidy/utils/OptionsUtils.h"

using namespace clang;
using namespace asynctidy;

/// The words of the option Scope.
template <> struct tidy::OptionEnumMapping<BlockingWaitCheck::Where> {
  using Where = BlockingWaitCheck::Where;
  static llvm::ArrayRef<std::pair<Where, llvm::StringRef>> getEnumMapping() {
    static constexpr std::pair<Where, llvm::StringRef> Mapping[] = {
        {Where::Coroutines, "coroutines"}, {Where::Everywhere, "everywhere"}};
    return Mapping;
  }
};

BlockingWaitCheck::BlockingWaitCheck(llvm::StringRef Name,
                                     tidy::ClangTidyContext *Context,
                                     ModelPool &Models)
    : AsyncCheck(Name, Context, Models),
      Scope(Options.get("Scope", Where::Coroutines)),
      Ignored(Options.get("IgnoredFunctions", "")) {}

void BlockingWaitCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "Scope", Scope);
  Options.store(Opts, "IgnoredFunctions", Ignored);
}

// `f().result()`: kept until all bodies are known, as a function further down
// may show that this one runs on a context's thread.
void BlockingWaitCheck::examine(const Body &Of) {
  for (const CallSite &Site : Of.Calls)
    if (hasRole(model().words().rolesOf(*Site.Call), Role::Blocks))
      Waits.push_back({&Of, Site});
}

void BlockingWaitCheck::onEndOfTranslationUnit() {
  for (const Wait &Found : Waits)
    if (!isHarmless(Found))
      report(Found);
  Waits.clear();
}

/// The call returns at once, or blocking is meant.
bool BlockingWaitCheck::isHarmless(const Wait &Found) {
  const CallExpr &Call = *Found.Site.Call;
  const FunctionDecl &Callee = *calleeOf(Call);
  // `read_async` that calls `read` is what should be awaited instead.
  const llvm::StringRef Twin = model().words().twinOf(Callee);
  const FunctionDecl *In = Found.In->Function;
  return isInTestMacro(Call.getBeginLoc(), model().context()) ||
         hasZeroTimeout(Call, model().context()) ||
         (!Twin.empty() && In && In->getNameAsString() == Twin) ||
         llvm::is_contained(tidy::utils::options::parseStringList(Ignored),
                            plainQualifiedName(Callee)) ||
         waitsForComplete(Call, *Found.In, model()) ||
         joinsContext(Call, model());
}

void BlockingWaitCheck::report(const Wait &Found) {
  // A lambda that an algorithm calls runs on the thread of who calls that.
  const FunctionDecl *In = Found.In->Function;
  for (const Body *At = Found.In; At; At = model().inlinedInto(*At->Function)) {
    In = At->Function;
    if (At->IsCoroutine)
      return reportInCoroutine(Found, *In);
    if (model().contextThreads().contains(*In))
      return reportOnContext(Found, *In);
  }
  if (model().calledByCoroutines().contains(*In) && !isEntryPoint(*In))
    return reportInCoroutine(Found, *In);
  const QualType Type = typeWaitedFor(*Found.Site.Call, model().types());
  if (Scope != Where::Everywhere || isEntryPoint(*In) ||
      !model().types().isAwaitable(Type))
    return;
  const Expr &Task = *waitedFor(*Found.Site.Call, model().types());
  if (needOfContext(Task, model()).Needed != NeedOfContext::No)
    diag(Found.Site.Call->getExprLoc(),
         "%0 blocks its thread until %1 is done; await it in a coroutine")
        << nameOf(*calleeOf(*Found.Site.Call)) << nameOf(Task);
}

// `co_return f().result();`, or `load()`, which a coroutine calls and which
// calls `f().result()`.
void BlockingWaitCheck::reportInCoroutine(const Wait &Found,
                                          const FunctionDecl &Reached) {
  const CallExpr &Call = *Found.Site.Call;
  const Expr *Task = waitedFor(Call, model().types());
  const auto Path = model().calledByCoroutines().pathTo(Reached);
  const FunctionDecl &Coroutine = model().calledByCoroutines().rootOf(Reached);
  const llvm::StringRef Twin = model().words().twinOf(*calleeOf(Call));
  const bool Awaitable =
      model().types().isAwaitable(typeWaitedFor(Call, model().types()));
  // In a handler or in a function that is no coroutine, `co_await` is not
  // allowed.
  const Edits Fix =
      Found.Site.AwaitForbidden || !Found.In->IsCoroutine
          ? Edits()
          : awaitInsteadOfBlocking(Call, *Found.In, model().types(),
                                   model().context());
  diag(Call.getExprLoc(),
       "%0 blocks the thread that runs %1 until %2 is done; %select{await "
       "something that does not block|'co_await' it|'co_await' '%4'}3 instead")
      << nameOf(*calleeOf(Call)) << nameOfCoroutine(Coroutine)
      << (Task ? nameOf(*Task) : "the work")
      << (Awaitable      ? 1
          : Twin.empty() ? 0
                         : 2)
      << Twin << Fix;
  if (Path.size() > 1)
    for (const ContextStep &Step : Path)
      diag(Step.At, Step.What, DiagnosticIDs::Note);
  // A coroutine that a context runs: until it has left that, this deadlocks.
  const SourceLocation Left =
      leavesContext(*Found.In, model().words(), model().context());
  if (Awaitable && Found.In->IsCoroutine &&
      model().contextThreads().contains(Coroutine) &&
      (Left.isInvalid() || Call.getExprLoc() < Left))
    explainContext(Coroutine, needOfContext(*Task, model()).Await);
}

// `load()` calls `load_async().result()`, and a handler calls `load()`.
void BlockingWaitCheck::reportOnContext(const Wait &Found,
                                        const FunctionDecl &Reached) {
  const CallExpr &Call = *Found.Site.Call;
  const Expr *Task = waitedFor(Call, model().types());
  const bool IsTask =
      model().types().isAwaitable(typeWaitedFor(Call, model().types()));
  NeedOfContext Need{NeedOfContext::No};
  if (IsTask)
    Need = needOfContext(*Task, model());
  diag(Call.getExprLoc(),
       "%0 blocks the context's thread until %1 is done%select{, and deadlocks "
       "if that continues on this thread||, which needs this thread to "
       "continue: a deadlock}2; %select{do not wait here|'co_await' it in a "
       "coroutine}3")
      << nameOf(*calleeOf(Call)) << (Task ? nameOf(*Task) : "the work")
      << Need.Needed << IsTask;
  explainContext(Reached, Need.Await);
}

/// How the context's thread comes here, and the await that it is needed for.
void BlockingWaitCheck::explainContext(const FunctionDecl &Reached,
                                       const Expr *Await) {
  for (const ContextStep &Step : model().contextThreads().pathTo(Reached))
    diag(Step.At, Step.What, DiagnosticIDs::Note);
  if (Await)
    diag(Await->getExprLoc(), NeedsBlockedThread, DiagnosticIDs::Note);
}
