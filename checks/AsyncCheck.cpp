#include "checks/AsyncCheck.h"
#include "clang/ASTMatchers/ASTMatchers.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace asynctidy;

AsyncCheck::AsyncCheck(llvm::StringRef Name, tidy::ClangTidyContext *Context,
                       ModelPool &Models)
    : ClangTidyCheck(Name, Context),
      VocabularyOption(Options.getLocalOrGlobal("AsyncVocabulary", "")),
      Model(Models.acquire(*Context, VocabularyOption)) {}

void AsyncCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  Options.store(Opts, "AsyncVocabulary", VocabularyOption);
}

void AsyncCheck::registerPPCallbacks(const SourceManager &, Preprocessor *PP,
                                     Preprocessor *) {
  Model->watchSkippedCode(*PP, Model);
}

void AsyncCheck::registerMatchers(MatchFinder *Finder) {
  // Lambdas are functions here too, by their call operator.
  Finder->addMatcher(functionDecl(isDefinition(), hasBody(stmt()),
                                  unless(isImplicit()),
                                  unless(isExpansionInSystemHeader()),
                                  unless(isInstantiated()))
                         .bind("function"),
                     this);
  Finder->addMatcher(varDecl(hasGlobalStorage(), unless(isStaticLocal()),
                             hasInitializer(expr()),
                             unless(isExpansionInSystemHeader()),
                             unless(isInstantiated()))
                         .bind("variable"),
                     this);
  Finder->addMatcher(fieldDecl(hasInClassInitializer(expr()),
                               unless(isExpansionInSystemHeader()),
                               unless(isInstantiated()))
                         .bind("variable"),
                     this);
  Finder->addMatcher(parmVarDecl(hasDefaultArgument(),
                                 unless(isExpansionInSystemHeader()),
                                 unless(isInstantiated()))
                         .bind("variable"),
                     this);
}

void AsyncCheck::check(const MatchFinder::MatchResult &Result) {
  Model->setContext(*Result.Context);
  if (const auto *Variable =
          Result.Nodes.getNodeAs<DeclaratorDecl>("variable")) {
    if (initializerOf(*Variable))
      examineInitializer(Model->initializerOf(*Variable));
    return;
  }
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  if (Function->isInvalidDecl() || Function->isDefaulted())
    return;
  examine(Model->bodyOf(*Function));
}
