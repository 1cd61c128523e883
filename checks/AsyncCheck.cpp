#include "checks/AsyncCheck.h"
#include "clang/ASTMatchers/ASTMatchers.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace asynctidy;

/// Written by the user, at least where a macro is used, and no instantiation of
/// a template or a part of one.
static bool isWrittenByUser(const Decl &Node) {
  const SourceManager &Sources = Node.getASTContext().getSourceManager();
  const SourceLocation At = Sources.getExpansionLoc(Node.getBeginLoc());
  if (At.isValid() && Sources.isInSystemHeader(At))
    return false;
  auto IsInstantiation = [](const auto *Template) {
    return Template &&
           isTemplateInstantiation(Template->getTemplateSpecializationKind());
  };
  if (IsInstantiation(llvm::dyn_cast<VarDecl>(&Node)))
    return false;
  const auto *Function = llvm::dyn_cast<FunctionDecl>(&Node);
  for (const DeclContext *Outer = Function ? Function : Node.getDeclContext();
       Outer; Outer = Outer->getParent())
    if (IsInstantiation(llvm::dyn_cast<FunctionDecl>(Outer)) ||
        IsInstantiation(llvm::dyn_cast<CXXRecordDecl>(Outer)))
      return false;
  return true;
}

namespace {

// No isInstantiated(): it asks for ancestors, and for that Clang indexes every
// header. That alone takes longer than all that the checks do.
AST_MATCHER(FunctionDecl, hasBodyOfUser) {
  return Node.doesThisDeclarationHaveABody() && !Node.isImplicit() &&
         isWrittenByUser(Node);
}
/// A variable outside of functions, a member, or a parameter's default.
AST_MATCHER(DeclaratorDecl, hasInitializerOfUser) {
  const auto *Variable = llvm::dyn_cast<VarDecl>(&Node);
  if (Variable && !llvm::isa<ParmVarDecl>(Variable) &&
      (!Variable->hasGlobalStorage() || Variable->isStaticLocal()))
    return false;
  return initializerOf(Node) && isWrittenByUser(Node);
}
AST_MATCHER(FieldDecl, isMemberOfUser) {
  return !Node.isInvalidDecl() && isWrittenByUser(Node);
}

} // namespace

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
  Finder->addMatcher(functionDecl(hasBodyOfUser()).bind("function"), this);
  Finder->addMatcher(declaratorDecl(hasInitializerOfUser()).bind("variable"),
                     this);
  Finder->addMatcher(fieldDecl(isMemberOfUser()).bind("member"), this);
}

void AsyncCheck::check(const MatchFinder::MatchResult &Result) {
  Model->setContext(*Result.Context);
  if (const auto *Variable = Result.Nodes.getNodeAs<DeclaratorDecl>("variable"))
    return examineInitializer(Model->initializerOf(*Variable));
  if (const auto *Member = Result.Nodes.getNodeAs<FieldDecl>("member"))
    return examineMember(*Member);
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  if (Function->isInvalidDecl() || Function->isDefaulted())
    return;
  examine(Model->bodyOf(*Function));
}
