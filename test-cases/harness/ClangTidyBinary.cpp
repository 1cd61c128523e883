#include "ClangTidyBinary.h"
#include "Program.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

namespace asynctidy {

/// \p Cases are equal in configuration and flags.
static std::vector<std::string>
commandFor(const std::vector<const Case *> &Cases,
           const std::vector<std::string> &Options) {
  std::vector<std::string> Command = {ASYNC_TIDY_CLANG_TIDY, "--load",
                                      ASYNC_TIDY_PLUGIN, "--quiet",
                                      "--config=" + Cases.front()->config()};
  llvm::append_range(Command, Options);
  for (const Case *Each : Cases)
    Command.push_back(Each->Path);
  Command.push_back("--");
  llvm::append_range(Command, Cases.front()->flags());
  return Command;
}

llvm::Expected<Findings> ClangTidyBinary::runBatch(const Batch &Cases) {
  ScratchDirectory Scratch;
  std::string Exported = Scratch.path("findings.yaml");
  llvm::Expected<ProgramResult> Result =
      runProgram(commandFor(Cases, {"--export-fixes=" + Exported}));
  if (!Result)
    return Result.takeError();
  if (!llvm::sys::fs::exists(Exported)) {
    // The file is only written if there is something to say.
    if (Result->ExitCode != 0)
      return problem(ASYNC_TIDY_CLANG_TIDY " did not run: " + Result->Errors +
                     Result->Out);
    return Findings();
  }

  std::string Text = readText(Exported);
  llvm::yaml::Input Yaml(Text);
  clang::tooling::TranslationUnitDiagnostics Diagnostics;
  Yaml >> Diagnostics;
  if (Yaml.error())
    return problem("clang-tidy's --export-fixes is no YAML that we know: " +
                   Yaml.error().message());
  Findings Found;
  FindingReader Reader;
  for (const clang::tooling::Diagnostic &Each : Diagnostics.Diagnostics)
    Found.push_back(Reader.read(Each));
  return Found;
}

llvm::Error ClangTidyBinary::fix(const Case &Which) {
  llvm::Expected<ProgramResult> Result =
      runProgram(commandFor({&Which}, {"--fix"}));
  if (!Result)
    return Result.takeError();
  if (Result->ExitCode != 0)
    return problem("clang-tidy --fix failed: " + Result->Errors + Result->Out);
  return llvm::Error::success();
}

} // namespace asynctidy
