#ifndef ASYNCTIDY_VALUETASKREUSECHECK_H
#define ASYNCTIDY_VALUETASKREUSECHECK_H

#include "checks/AsyncCheck.h"
#include "checks/fixit/KeepResult.h"

namespace asynctidy {

/// Finds one-shot awaitables that are used up twice (`co_await t; co_await
/// t;`), value tasks that are stored where they live on, and results of value
/// tasks that are taken before anybody knows them to be there.
///
/// For the user-facing documentation see async-value-task-reuse.md.
class ValueTaskReuseCheck : public AsyncCheck {
public:
  ValueTaskReuseCheck(llvm::StringRef Name,
                      clang::tidy::ClangTidyContext *Context, ModelPool &Models)
      : AsyncCheck(Name, Context, Models),
        ReportStored(Options.get("ReportStored", true)) {}

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;
  void onEndOfTranslationUnit() override;

protected:
  void examine(const Body &Of) override;
  void examineInitializer(const Body &Of) override;
  void examineMember(const clang::FieldDecl &Member) override;

private:
  void examineResult(const clang::CallExpr &Call, const Body &In);
  void report(const Reuse &Found, const Edits &Fix);
  void examineStored(const clang::ValueDecl &Holder, llvm::StringRef Where);

  /// Also report value tasks in members, globals and static variables.
  const bool ReportStored;
  /// Declarations that were looked at: static members come more than once.
  llvm::DenseSet<const clang::ValueDecl *> Stored;
  /// `t.result()` that nothing guards, by the body it stands in.
  std::vector<std::pair<const Body *, const clang::CallExpr *>> Early;
};

} // namespace asynctidy

#endif
