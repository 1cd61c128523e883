#include "Program.h"
#include "Files.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Program.h"

namespace asynctidy {

llvm::Error problem(const llvm::Twine &Sentence) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Sentence);
}

llvm::Expected<ProgramResult>
runProgram(const std::vector<std::string> &Command) {
  constexpr unsigned TimeLimitInSeconds = 600;
  ScratchDirectory Scratch;
  std::string Out = Scratch.write("out", "");
  std::string Errors = Scratch.write("errors", "");
  std::string Reason;
  int ExitCode = llvm::sys::ExecuteAndWait(
      Command.front(),
      std::vector<llvm::StringRef>(Command.begin(), Command.end()),
      /*Env=*/std::nullopt, {llvm::StringRef(), Out, Errors},
      TimeLimitInSeconds, /*MemoryLimit=*/0, &Reason);
  if (ExitCode < 0)
    return problem(llvm::join(Command, " ") + " failed: " + Reason + "\n" +
                   readText(Errors));
  return ProgramResult{ExitCode, readText(Out), readText(Errors)};
}

} // namespace asynctidy
