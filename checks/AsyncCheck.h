#ifndef ASYNCTIDY_ASYNCCHECK_H
#define ASYNCTIDY_ASYNCCHECK_H

#include "checks/model/AsyncModel.h"
#include "clang-tidy/ClangTidyCheck.h"

namespace asynctidy {

/// Base of all checks: shows each function body of the user's code once, as a
/// template's pattern rather than its instantiations, and shares the model.
class AsyncCheck : public clang::tidy::ClangTidyCheck {
public:
  AsyncCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
             ModelPool &Models);

  bool isLanguageVersionSupported(const clang::LangOptions &Lang) const final {
    return Lang.CPlusPlus && Lang.Coroutines;
  }
  void registerPPCallbacks(const clang::SourceManager &Sources,
                           clang::Preprocessor *PP,
                           clang::Preprocessor *Expander) final;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) final;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) final;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;

protected:
  /// Called for each body; the reference stays good until the end of the
  /// translation unit.
  virtual void examine(const Body &Of) = 0;
  /// Called for each initializer of a variable outside of functions, of a
  /// member, and for each default argument.
  virtual void examineInitializer(const Body &) {}
  /// Called for each member variable of a class.
  virtual void examineMember(const clang::FieldDecl &) {}

  AsyncModel &model() { return *Model; }

private:
  const llvm::StringRef VocabularyOption;
  const std::shared_ptr<AsyncModel> Model;
};

} // namespace asynctidy

#endif
