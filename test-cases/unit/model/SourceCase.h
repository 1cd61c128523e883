#ifndef ASYNCTIDY_TEST_SOURCECASE_H
#define ASYNCTIDY_TEST_SOURCECASE_H

#include "checks/model/AsyncModel.h"
#include "clang/Frontend/ASTUnit.h"
#include <memory>
#include <string>

namespace asynctidy {

/// A model of a source text. The text may use <async/async.hpp>.
class SourceCase {
public:
  explicit SourceCase(const std::string &Source,
                      std::vector<VocabularyFile> UserFiles = {});

  AsyncModel &model() { return Model; }
  clang::ASTContext &context() { return Unit->getASTContext(); }
  bool compiles() const { return !Unit->getDiagnostics().hasErrorOccurred(); }

  /// The only function outside of namespaces, variable of the source itself, or
  /// class of this name.
  const clang::FunctionDecl &function(llvm::StringRef Name);
  const clang::VarDecl &variable(llvm::StringRef Name);
  const clang::CXXRecordDecl &type(llvm::StringRef Name);
  /// The body of the function of this name; notes all others as well.
  const Body &body(llvm::StringRef Name);

private:
  std::unique_ptr<clang::ASTUnit> Unit;
  AsyncModel Model;
};

} // namespace asynctidy

#endif
