#include "SourceCase.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace asynctidy {

static std::vector<std::string> flags(std::vector<std::string> More) {
  std::vector<std::string> Flags = {"-std=c++20",
                                    "-I" ASYNC_TIDY_RUNTIME_INCLUDE,
                                    "-resource-dir", ASYNC_TIDY_RESOURCE_DIR};
  Flags.insert(Flags.end(), More.begin(), More.end());
  return Flags;
}

/// <async/async.hpp>, parsed once for all sources: it costs a second each time.
static const std::string &parsedRuntime() {
  static const std::string Path = [] {
    llvm::SmallString<128> File;
    if (llvm::sys::fs::createTemporaryFile("async-model", "pch", File))
      llvm::report_fatal_error("no temporary file can be made");
    const auto Files = llvm::makeIntrusiveRefCnt<FileManager>(
        FileSystemOptions(), llvm::vfs::getRealFileSystem());
    // Otherwise each source would instantiate the headers' templates anew.
    std::vector<std::string> Command = {"clang++", "-w",
                                        "-fpch-instantiate-templates"};
    llvm::append_range(Command,
                       flags({"-x", "c++-header", "-o", std::string(File),
                              ASYNC_TIDY_RUNTIME_INCLUDE "/async/async.hpp"}));
    if (!tooling::ToolInvocation(Command, std::make_unique<GeneratePCHAction>(),
                                 Files.get())
             .run())
      llvm::report_fatal_error("the runtime's headers cannot be parsed");
    return std::string(File);
  }();
  static const llvm::FileRemover AtExit{Path};
  return Path;
}

SourceCase::SourceCase(const std::string &Source,
                       std::vector<VocabularyFile> UserFiles)
    : Unit(tooling::buildASTFromCodeWithArgs(
          Source,
          llvm::StringRef(Source).contains("<async/async.hpp>")
              ? flags({"-include-pch", parsedRuntime()})
              : flags({}),
          "case.cpp")),
      Model(std::move(UserFiles)) {
  context().setTraversalScope({Unit->top_level_begin(), Unit->top_level_end()});
  Model.setContext(context());
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
