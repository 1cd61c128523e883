#include "Compilers.h"
#include "Program.h"
#include "llvm/ADT/STLExtras.h"

namespace asynctidy {

static llvm::Expected<ProgramResult>
checkSyntax(llvm::StringRef Compiler, llvm::StringRef Path,
            const std::vector<std::string> &Flags) {
  std::vector<std::string> Command = {Compiler.str(), "-fsyntax-only"};
  llvm::append_range(Command, Flags);
  Command.push_back(Path.str());
  return runProgram(Command);
}

llvm::Error compileWithGcc(const Case &Which) {
  llvm::Expected<ProgramResult> Result =
      checkSyntax(ASYNC_TIDY_GCC, Which.Path, Which.flags());
  if (!Result)
    return Result.takeError();
  if (Result->ExitCode != 0)
    return problem(ASYNC_TIDY_GCC " does not compile it:\n" + Result->Errors);
  return llvm::Error::success();
}

llvm::Error checkNeeds(const Case &Which) {
  if (Which.File.Needs.empty())
    return llvm::Error::success();
  ScratchDirectory Scratch;
  for (const std::string &Header : Which.File.Needs) {
    std::string Probe =
        Scratch.write("needs.cpp", "#if !__has_include(<" + Header +
                                       ">)\n#error it is missing\n#endif\n");
    llvm::Expected<ProgramResult> Result =
        checkSyntax(ASYNC_TIDY_CLANG, Probe, Which.flags());
    if (!Result)
      return Result.takeError();
    if (Result->ExitCode != 0)
      return problem(Which.WrittenIn + " needs <" + Header +
                     ">: install the library that has it");
  }
  return llvm::Error::success();
}

} // namespace asynctidy
