#include "driver/diff/Git.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

namespace fs = llvm::sys::fs;
using llvm::StringRef;

namespace asynctidy {

static llvm::Error problem(const llvm::Twine &Sentence) {
  return llvm::createStringError(
      std::make_error_code(std::errc::invalid_argument), Sentence);
}

static std::string contents(StringRef Path) {
  auto Text = llvm::MemoryBuffer::getFile(Path);
  return Text ? (*Text)->getBuffer().str() : "";
}

llvm::Expected<std::string> gitDiff(const std::string &Revision,
                                    const std::string &Directory) {
  const llvm::ErrorOr<std::string> Git = llvm::sys::findProgramByName("git");
  if (!Git)
    return problem("--diff-base needs git, which is not in PATH; or give "
                   "--diff=<file> with the output of git diff");
  llvm::SmallString<128> Out;
  llvm::SmallString<128> Errors;
  if (const std::error_code Why =
          fs::createTemporaryFile("async-tidy", "diff", Out))
    return problem("cannot make a temporary file: " + Why.message());
  const llvm::FileRemover RemoveOut(Out);
  if (const std::error_code Why =
          fs::createTemporaryFile("async-tidy", "txt", Errors))
    return problem("cannot make a temporary file: " + Why.message());
  const llvm::FileRemover RemoveErrors(Errors);

  // Whatever the user's configuration says of colours, prefixes and tools.
  const StringRef Command[] = {"git",
                               "-C",
                               Directory,
                               "diff",
                               "--unified=0",
                               "--no-color",
                               "--no-ext-diff",
                               "--relative",
                               "--src-prefix=a/",
                               "--dst-prefix=b/",
                               "--end-of-options",
                               Revision,
                               "--"};
  std::string Why;
  const int Code = llvm::sys::ExecuteAndWait(
      *Git, Command, /*Env=*/std::nullopt,
      {StringRef(""), StringRef(Out), StringRef(Errors)}, /*SecondsToWait=*/0,
      /*MemoryLimit=*/0, &Why);
  if (Code == 0)
    return contents(Out);
  const std::string Said = Code < 0 ? Why : contents(Errors);
  return problem("git diff " + Revision + " in " + Directory +
                 " failed: " + StringRef(Said).trim().split('\n').first);
}

} // namespace asynctidy
