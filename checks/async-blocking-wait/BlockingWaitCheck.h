#ifndef ASYNCTIDY_BLOCKINGWAITCHECK_H
#define ASYNCTIDY_BLOCKINGWAITCHECK_H

#include "checks/AsyncCheck.h"

namespace asynctidy {

/// Finds calls that block a thread which coroutines need until a task is done:
/// `f().result()` in a coroutine, or on the way from a context's thread.
///
/// For the user-facing documentation see async-blocking-wait.md.
class BlockingWaitCheck : public AsyncCheck {
public:
  BlockingWaitCheck(llvm::StringRef Name,
                    clang::tidy::ClangTidyContext *Context, ModelPool &Models);

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;
  void onEndOfTranslationUnit() override;

protected:
  void examine(const Body &Of) override;

private:
  struct Wait {
    const Body *In;
    CallSite Site;
  };
  void report(const Wait &Found);
  void reportInCoroutine(const Wait &Found, const clang::FunctionDecl &Reached);
  void explainContext(const clang::FunctionDecl &Reached,
                      const clang::Expr *Await);
  void reportOnContext(const Wait &Found, const clang::FunctionDecl &Reached);
  bool isHarmless(const Wait &Found);

  enum class Where { Coroutines, Everywhere };
  friend struct clang::tidy::OptionEnumMapping<Where>;
  /// Coroutines and contexts' threads; or all but main and tests.
  const Where Scope;
  const llvm::StringRef Ignored; ///< functions, separated by semicolons
  std::vector<Wait> Waits;
};

} // namespace asynctidy

#endif
