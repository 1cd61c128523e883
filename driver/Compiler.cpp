#include "driver/Compiler.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/PreprocessorOptions.h"

namespace asynctidy {

std::unique_ptr<clang::CompilerInstance>
compilerFor(std::shared_ptr<clang::CompilerInvocation> Invocation,
            clang::FileManager &Files,
            std::shared_ptr<clang::PCHContainerOperations> Containers,
            clang::DiagnosticConsumer &Complaints) {
  // __clang_analyzer__
  Invocation->getPreprocessorOpts().SetUpStaticAnalyzer = true;
  auto Compiler = std::make_unique<clang::CompilerInstance>(
      std::move(Invocation), std::move(Containers));
  Compiler->setVirtualFileSystem(Files.getVirtualFileSystemPtr());
  Compiler->setFileManager(&Files);
  Compiler->createDiagnostics(&Complaints, /*ShouldOwnClient=*/false);
  Compiler->createSourceManager();
  return Compiler;
}

bool succeeds(clang::FrontendAction &Action, clang::CompilerInstance &With) {
  return With.ExecuteAction(Action) &&
         !With.getDiagnostics().hasErrorOccurred();
}

} // namespace asynctidy
