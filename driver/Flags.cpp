#include "driver/Flags.h"
#include "clang/Options/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include <set>

namespace asynctidy {

using llvm::StringRef;

static bool makesErrors(StringRef Flag) {
  return Flag == "-Werror" || Flag.starts_with("-Werror=") ||
         Flag == "-pedantic-errors" || Flag == "-Wfatal-errors";
}

/// Positions of the flags that Clang's driver does not know or refuses.
static std::set<unsigned> unknownFlags(const std::vector<std::string> &Flags) {
  std::vector<const char *> Words;
  Words.reserve(Flags.size());
  for (const std::string &Flag : Flags)
    Words.push_back(Flag.c_str());
  unsigned MissingIndex = 0;
  unsigned MissingCount = 0;
  const llvm::opt::InputArgList Parsed = clang::getDriverOptTable().ParseArgs(
      Words, MissingIndex, MissingCount,
      llvm::opt::Visibility(clang::options::ClangOption));
  std::set<unsigned> Unknown;
  for (const llvm::opt::Arg *Each : Parsed)
    if (Each->getOption().matches(clang::options::OPT_UNKNOWN) ||
        Each->getOption().hasFlag(clang::options::Unsupported))
      Unknown.insert(Each->getIndex());
  return Unknown;
}

std::vector<std::string> flagsForClang(const std::vector<std::string> &Flags) {
  const std::set<unsigned> Unknown = unknownFlags(Flags);
  std::vector<std::string> Kept;
  for (size_t At = 0; At < Flags.size(); ++At) {
    if (Unknown.count(At) || makesErrors(Flags[At]))
      continue;
    // -Xclang -include-pch -Xclang <file>, as CMake writes it.
    if (Flags[At] == "-Xclang" && At + 3 < Flags.size() &&
        Flags[At + 1] == "-include-pch") {
      At += 3;
      continue;
    }
    Kept.push_back(Flags[At]);
  }
  return Kept;
}

std::vector<std::string> commandForClang(std::vector<std::string> Command) {
  // Other driver modes have other flags.
  if (Command.empty() || llvm::is_contained(Command, "--driver-mode=cl"))
    return Command;
  std::vector<std::string> Adjusted = {Command.front()};
  Command.erase(Command.begin());
  llvm::append_range(Adjusted, flagsForClang(Command));
  const bool HasResources = llvm::any_of(Adjusted, [](StringRef Flag) {
    return Flag.starts_with("-resource-dir");
  });
  if (!HasResources)
    Adjusted.insert(Adjusted.begin() + 1,
                    "-resource-dir=" ASYNC_TIDY_RESOURCE_DIR);
  return Adjusted;
}

} // namespace asynctidy
