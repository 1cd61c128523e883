#ifndef ASYNCTIDY_MISSINGCANCELLATIONCHECK_H
#define ASYNCTIDY_MISSINGCANCELLATIONCHECK_H

#include "checks/AsyncCheck.h"
#include "checks/model/TokenTakers.h"
#include "checks/model/Tokens.h"

namespace asynctidy {

/// Finds calls that could be given the cancellation token at hand and are not,
/// fresh sources that forget it, and streams that are read without it.
///
/// For the user-facing documentation see async-missing-cancellation.md.
class MissingCancellationCheck : public AsyncCheck {
public:
  MissingCancellationCheck(llvm::StringRef Name,
                           clang::tidy::ClangTidyContext *Context,
                           ModelPool &Models)
      : AsyncCheck(Name, Context, Models),
        ReportExplicitNone(Options.get("ReportExplicitNone", false)) {}

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;

protected:
  void examine(const Body &Of) override;

private:
  void examineCall(const clang::Expr &Taker, const Body &In);
  void reportLeftOut(const Invocation &Call, const TokenSlot &Slot,
                     llvm::ArrayRef<TokenAtHand> Tokens, const Body &In);
  void examineSource(const clang::VarDecl &Source, const Body &In);
  void examineStream(const clang::CallExpr &Next, const Body &In,
                     llvm::SmallVectorImpl<const clang::VarDecl *> &Seen);

  /// Also report calls that are given `none()` or `{}`.
  const bool ReportExplicitNone;
};

} // namespace asynctidy

#endif
