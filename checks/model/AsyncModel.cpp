#include "checks/model/AsyncModel.h"
#include "checks/model/Spelling.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

void AsyncModel::setContext(ASTContext &New) {
  if (Context == &New)
    return;
  Context = &New;
  Types = std::make_unique<Awaitables>(Words, New);
}

void AsyncModel::noteLambdas(const Body &In) {
  for (unsigned I = 0; I < In.Lambdas.size(); ++I)
    if (const CXXMethodDecl *Call = In.Lambdas[I].Lambda->getCallOperator())
      Lambdas[Call] = {&In, I};
}

const Body &AsyncModel::bodyOf(const FunctionDecl &Function) {
  std::unique_ptr<Body> &Slot = Bodies[&Function];
  if (!Slot) {
    Slot = std::make_unique<Body>(describeBody(Function));
    noteLambdas(*Slot);
  }
  return *Slot;
}

const Body &AsyncModel::initializerOf(const DeclaratorDecl &Variable) {
  std::unique_ptr<Body> &Slot = Initializers[&Variable];
  if (!Slot) {
    Slot = std::make_unique<Body>(describeInitializer(Variable));
    noteLambdas(*Slot);
  }
  return *Slot;
}

const LambdaSite *AsyncModel::lambdaSiteOf(const FunctionDecl &Function) const {
  auto Found = Lambdas.find(&Function);
  return Found == Lambdas.end()
             ? nullptr
             : &Found->second.In->Lambdas[Found->second.Index];
}

const Body *AsyncModel::enclosingBody(const FunctionDecl &Lambda) const {
  auto Found = Lambdas.find(&Lambda);
  return Found == Lambdas.end() ? nullptr : Found->second.In;
}

const Body *AsyncModel::inlinedInto(const FunctionDecl &Lambda) const {
  const LambdaSite *Site = lambdaSiteOf(Lambda);
  if (!Site)
    return nullptr;
  const Body *Outer = enclosingBody(Lambda);
  if (Outer->Function && (Site->InvokedBy || runsInline(*Site, Words)))
    return Outer;
  return nullptr;
}

const BodyGraph &AsyncModel::graphOf(const Body &Of) {
  std::unique_ptr<BodyGraph> &Slot = Graphs[&Of];
  if (!Slot)
    Slot = std::make_unique<BodyGraph>(Of, *Context);
  return *Slot;
}

const TaskFlow &AsyncModel::flowOf(const Body &Of) {
  std::unique_ptr<TaskFlow> &Flow = Flows[&Of];
  if (!Flow)
    Flow = std::make_unique<TaskFlow>(Of, graphOf(Of), *Context, Words, *Types);
  return *Flow;
}

const Suspensions &AsyncModel::suspensionsOf(const Body &Of) {
  std::unique_ptr<Suspensions> &Slot = Suspended[&Of];
  if (!Slot)
    Slot = std::make_unique<Suspensions>(graphOf(Of));
  return *Slot;
}

const ContextThreads &AsyncModel::threads(std::unique_ptr<ContextThreads> &Slot,
                                          ContextThreads::Roots Begin) {
  if (!Slot) {
    std::vector<const Body *> All;
    for (const auto &[Function, Of] : Bodies)
      All.push_back(Of.get());
    Slot = std::make_unique<ContextThreads>(All, Words, Begin);
  }
  return *Slot;
}

const ContextThreads &AsyncModel::contextThreads() {
  return threads(Threads, ContextThreads::Roots::Contexts);
}

const ContextThreads &AsyncModel::calledByCoroutines() {
  return threads(Callees, ContextThreads::Roots::Coroutines);
}

namespace asynctidy {

/// Remembers what `#if` left out.
class SkippedCode : public PPCallbacks {
public:
  explicit SkippedCode(std::shared_ptr<AsyncModel> Model)
      : Model(std::move(Model)) {}
  void SourceRangeSkipped(SourceRange Range, SourceLocation) override {
    Model->Skipped.push_back(Range);
  }

private:
  std::shared_ptr<AsyncModel> Model;
};

} // namespace asynctidy

void AsyncModel::watchSkippedCode(Preprocessor &PP,
                                  std::shared_ptr<AsyncModel> Self) {
  if (Watched == &PP)
    return;
  Watched = &PP;
  PP.addPPCallbacks(std::make_unique<SkippedCode>(std::move(Self)));
}

bool AsyncModel::awaitsInSkippedCode(SourceRange Range) const {
  const SourceManager &Sources = Context->getSourceManager();
  for (const SourceRange Part : Skipped) {
    if (!Sources.isPointWithin(Part.getBegin(), Range.getBegin(),
                               Range.getEnd()))
      continue;
    const StringRef Text = textOf(Part, *Context);
    if (Text.contains("co_await") || Text.contains("co_yield"))
      return true;
  }
  return false;
}

bool AsyncModel::hasAwaitingVariant(const FunctionDecl &Function) const {
  const SourceManager &Sources = Context->getSourceManager();
  if (!Function.getIdentifier())
    return false;
  const std::string Head = (Function.getName() + "(").str();
  return llvm::any_of(Skipped, [&](SourceRange Part) {
    if (!Sources.isWrittenInSameFile(Part.getBegin(), Function.getLocation()))
      return false;
    const StringRef Text = textOf(Part, *Context);
    return Text.contains("co_await") && Text.contains(Head);
  });
}

std::shared_ptr<AsyncModel> ModelPool::acquire(tidy::ClangTidyContext &Context,
                                               StringRef Option) {
  const std::scoped_lock Lock(Mutex);
  std::weak_ptr<AsyncModel> &Slot = Models[&Context];
  if (auto Model = Slot.lock())
    return Model;
  // Relative to clang's working directory, which need not be the process's.
  llvm::SmallString<256> File(Context.getCurrentFile());
  if (llvm::sys::path::is_relative(File))
    llvm::sys::path::append(File = Context.getCurrentBuildDirectory(),
                            Context.getCurrentFile());
  auto Files = loadVocabulary(Option, File);
  std::vector<VocabularyFile> Good;
  if (Files)
    Good = std::move(*Files);
  else
    Context.configurationDiag("%0", DiagnosticIDs::Error)
        << llvm::toString(Files.takeError());
  auto Model = std::make_shared<AsyncModel>(std::move(Good));
  Slot = Model;
  return Model;
}
