#include "SourceCase.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Tooling/Tooling.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace asynctidy {

SourceCase::SourceCase(const std::string &Source,
                       std::vector<VocabularyFile> UserFiles)
    : Unit(tooling::buildASTFromCodeWithArgs(
          Source,
          {"-std=c++20", "-I" ASYNC_TIDY_RUNTIME_INCLUDE, "-resource-dir",
           ASYNC_TIDY_RESOURCE_DIR},
          "case.cpp")),
      Model(std::move(UserFiles)) {
  Model.setContext(Unit->getASTContext());
}

template <typename Node, typename Matcher>
static const Node &only(ASTContext &Context, const Matcher &Wanted) {
  const auto Found = match(Wanted.bind("it"), Context);
  if (Found.empty())
    llvm::report_fatal_error("the test's source has no such declaration");
  return *Found.front().template getNodeAs<Node>("it");
}

const FunctionDecl &SourceCase::function(llvm::StringRef Name) {
  return only<FunctionDecl>(
      context(),
      functionDecl(hasName(("::" + Name).str()), unless(isInstantiated())));
}

const VarDecl &SourceCase::variable(llvm::StringRef Name) {
  return only<VarDecl>(context(),
                       varDecl(hasName(Name), isExpansionInMainFile()));
}

const CXXRecordDecl &SourceCase::type(llvm::StringRef Name) {
  return only<CXXRecordDecl>(context(),
                             cxxRecordDecl(hasName(Name), isDefinition()));
}

const Body &SourceCase::body(llvm::StringRef Name) {
  for (const BoundNodes &Nodes :
       match(functionDecl(isDefinition(), hasBody(stmt()),
                          isExpansionInMainFile(), unless(isInstantiated()),
                          unless(isImplicit()))
                 .bind("it"),
             context()))
    Model.bodyOf(*Nodes.getNodeAs<FunctionDecl>("it"));
  return Model.bodyOf(function(Name));
}

} // namespace asynctidy
