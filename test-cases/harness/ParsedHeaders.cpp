#include "ParsedHeaders.h"
#include "Program.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

namespace asynctidy {

ParsedHeaders::Words ParsedHeaders::groupOf(const Case &Which) {
  Words Group = {Which.File.Standard};
  // A library that few need would slow down all the others.
  llvm::append_range(Group, Which.File.Needs);
  const Words Flags = Which.flags();
  for (auto Each = Flags.begin(); Each != Flags.end(); ++Each)
    // What a case includes by these stays with it.
    if (*Each == "-iquote" || *Each == "-include")
      ++Each;
    else
      Group.push_back(*Each);
  return Group;
}

std::string ParsedHeaders::headersOf(const Words &Group) const {
  std::set<std::string> Includes;
  for (const Case &Each : All) {
    const std::string Text = readText(Each.Path);
    // What stands under a condition stays with its case.
    if (groupOf(Each) != Group || llvm::StringRef(Text).contains("#if"))
      continue;
    llvm::SmallVector<llvm::StringRef, 64> Lines;
    llvm::StringRef(Text).split(Lines, '\n');
    for (llvm::StringRef Line : Lines)
      if (Line.starts_with("#include <"))
        Includes.insert(Line.take_front(Line.find('>') + 1).str());
  }
  return llvm::join(Includes, "\n") + "\n";
}

llvm::Expected<std::string> ParsedHeaders::pathFor(const Case &Which) {
  const Words Group = groupOf(Which);
  if (const auto Known = Paths.find(Group); Known != Paths.end())
    return Known->second;
  const std::string Source = Scratch.write(
      "headers" + std::to_string(Paths.size()) + ".hpp", headersOf(Group));
  const std::string Parsed = Source + ".pch";
  // Instantiating the headers' templates here saves each case from it.
  Words Command = {ASYNC_TIDY_CLANG,
                   "-resource-dir",
                   ASYNC_TIDY_RESOURCE_DIR,
                   "-fpch-instantiate-templates",
                   "-w",
                   "-o",
                   Parsed,
                   "-x",
                   "c++-header"};
  llvm::append_range(Command, Which.flags());
  Command.push_back(Source);
  llvm::Expected<ProgramResult> Built = runProgram(Command);
  if (!Built)
    return Built.takeError();
  if (Built->ExitCode != 0)
    return problem("the headers of the cases do not compile together:\n" +
                   Built->Errors);
  return Paths[Group] = Parsed;
}

} // namespace asynctidy
