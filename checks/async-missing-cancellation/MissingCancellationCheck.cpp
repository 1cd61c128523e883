#include "checks/async-missing-cancellation/MissingCancellationCheck.h"
#include "checks/fixit/PassToken.h"
#include "checks/model/Cleanup.h"
#include "checks/model/TokenSources.h"
#include "checks/model/Wording.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace asynctidy;

void MissingCancellationCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "ReportExplicitNone", ReportExplicitNone);
}

void MissingCancellationCheck::examine(const Body &Of) {
  if (!mayHaveTokens(Of, model()))
    return;
  llvm::SmallPtrSet<const Expr *, 16> Met;
  for (const CallSite &Site : Of.Calls)
    if (Met.insert(Site.Call).second)
      examineCall(*Site.Call, Of);
  for (const CXXConstructExpr *Made : Of.Constructions)
    if (Met.insert(Made).second)
      examineCall(*Made, Of);
  for (const VarDecl *Local : Of.Locals)
    examineSource(*Local, Of);
  llvm::SmallVector<const VarDecl *, 2> Streams;
  for (const CallSite &Site : Of.Calls)
    examineStream(*Site.Call, Of, Streams);
}

/// "the token 'ct'", "one of the tokens 'ct' and 'stop'".
static std::string namesOf(llvm::ArrayRef<TokenAtHand> Tokens) {
  std::string Text = Tokens.size() == 1 ? "the token " : "one of the tokens ";
  for (size_t I = 0; I < Tokens.size(); ++I)
    Text += (I == 0                   ? "'"
             : I + 1 == Tokens.size() ? " and '"
                                      : ", '") +
            Tokens[I].Token->getNameAsString() + "'";
  return Text;
}

static std::string nameOfCalled(const Invocation &Call) {
  if (const auto *Made = llvm::dyn_cast<CXXConstructorDecl>(Call.Callee))
    return "'" + Made->getParent()->getNameAsString() + "'";
  return nameOf(*Call.Taker);
}

void MissingCancellationCheck::examineCall(const Expr &Taker, const Body &In) {
  const Invocation Call(Taker);
  const auto Slot = emptySlotOf(Call, In, model());
  const ParmVarDecl *Without =
      !Slot && ReportExplicitNone
          ? explicitlyWithoutToken(Call, model().words())
          : nullptr;
  if ((!Slot && !Without) || isCleanupFunction(*Call.Callee) ||
      isInTestMacro(Taker.getBeginLoc(), model().context()))
    return;
  const StmtPath Path = pathTo(In, Taker);
  const ParmVarDecl &Parameter = Slot ? *Slot->Parameter : *Without;
  auto Tokens = fitting(tokensAtHand(In, Path, model()), Parameter.getType());
  // `get(id)` that calls `get(id, stopping_)` has that one already, and one
  // that calls `get(id, current_token())` has another.
  if (const Expr *Given =
          Slot ? tokenHandedOn(*Call.Callee, *Slot->Takes, model().words())
               : nullptr) {
    if (!llvm::isa<MemberExpr>(Given->IgnoreUnlessSpelledInSource()))
      return;
    llvm::erase_if(Tokens, [&](const TokenAtHand &One) {
      return mentions(Given, *One.Token);
    });
  }
  if (Tokens.empty() || isCleanupCode(In, Path, model()))
    return;
  if (Without) {
    diag(Taker.getExprLoc(), "%0 is told that nobody can cancel it, though "
                             "%1 %select{is|are}2 at hand; pass it on")
        << nameOfCalled(Call) << namesOf(Tokens) << (Tokens.size() > 1);
    return;
  }
  if (!getsTokenLater(Path, In, model()))
    reportLeftOut(Call, *Slot, Tokens, In);
}

// `co_await db.get(id);` with `ct` in scope.
void MissingCancellationCheck::reportLeftOut(const Invocation &Call,
                                             const TokenSlot &Slot,
                                             llvm::ArrayRef<TokenAtHand> Tokens,
                                             const Body &In) {
  const TokenAtHand *Chosen = tokenToPass(Tokens);
  const auto Fix =
      Chosen ? passToken(Call, Slot, *Chosen, In, model().context()) : Edits();
  diag(Call.Taker->getExprLoc(),
       "%0 is not given %1: it goes on after a cancellation; pass the token"
       "%select{||, to '%3'}2")
      << nameOfCalled(Call)
      << namesOf(Chosen ? llvm::ArrayRef(*Chosen) : Tokens) << Slot.How
      << Slot.Takes->getNameAsString() << Fix;
  diag(Slot.Takes->getCanonicalDecl()->getLocation(),
       "%select{its parameter %1 takes|this overload takes|this function "
       "takes}0 a token",
       DiagnosticIDs::Note)
      << Slot.How << Slot.Parameter;
}

// `cancellation_source timeout; co_await fetch(url, timeout.token());`
void MissingCancellationCheck::examineSource(const VarDecl &Source,
                                             const Body &In) {
  const auto Found = unlinkedSource(Source, In, model());
  if (!Found)
    return;
  diag(Source.getLocation(),
       "source %0 is not linked to %1: what gets its token goes on after a "
       "cancellation; make it a linked source")
      << &Source << namesOf(Found->Tokens);
  diag(Found->Taker->getExprLoc(), "its token is passed on here",
       DiagnosticIDs::Note);
}

// `while (auto row = co_await rows.next())`.
void MissingCancellationCheck::examineStream(
    const CallExpr &Next, const Body &In,
    llvm::SmallVectorImpl<const VarDecl *> &Seen) {
  const VarDecl *Stream = streamWithoutToken(Next, In, model());
  if (!Stream || llvm::is_contained(Seen, Stream))
    return;
  const CXXMethodDecl *Setter =
      tokenSetterOf(*classOf(Stream->getType()), model().words());
  const StmtPath Path = pathTo(In, Next);
  const auto Tokens = fitting(tokensAtHand(In, Path, model()),
                              Setter->getParamDecl(0)->getType());
  if (Tokens.empty() || isCleanupCode(In, Path, model()))
    return;
  Seen.push_back(Stream);
  diag(Next.getExprLoc(), "stream %0 is read without %1: nothing stops it "
                          "after a cancellation; give it the token by %2")
      << Stream << namesOf(Tokens) << Setter;
}
