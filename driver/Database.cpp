#include "driver/Database.h"
#include "driver/Paths.h"
#include "nlohmann/json.hpp"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
namespace tooling = clang::tooling;

namespace asynctidy {

static constexpr llvm::StringLiteral JsonName = "compile_commands.json";
static constexpr llvm::StringLiteral FlagsName = "compile_flags.txt";

static llvm::Error problem(const llvm::Twine &Sentence) {
  return llvm::createStringError(
      std::make_error_code(std::errc::invalid_argument), Sentence);
}

static std::string in(llvm::StringRef Directory, llvm::StringRef Name) {
  llvm::SmallString<256> Path(Directory);
  path::append(Path, Name);
  return Path.str().str();
}

/// Empty if \p Text is JSON. Clang's own reader prints its complaints instead
/// of returning them.
static std::string syntaxProblem(llvm::StringRef Text) {
  if (nlohmann::json::accept(Text.begin(), Text.end()))
    return "";
  try {
    (void)nlohmann::json::parse(Text.begin(), Text.end());
  } catch (const nlohmann::json::parse_error &Problem) {
    llvm::StringRef What(Problem.what());
    // "[json.exception.parse_error.101] parse error at line 1, column 2: ..."
    What = What.substr(What.find("] ") + 2);
    return What.str();
  }
  return "";
}

static llvm::Expected<Database> loadJson(llvm::StringRef Path) {
  auto Text = llvm::MemoryBuffer::getFile(Path);
  if (!Text)
    return problem("cannot read " + Path + ": " + Text.getError().message());
  if (const std::string Why = syntaxProblem((*Text)->getBuffer()); !Why.empty())
    return problem(Path + " is not JSON: " + Why);
  std::string Why;
  std::unique_ptr<tooling::CompilationDatabase> Commands =
      tooling::JSONCompilationDatabase::loadFromFile(
          Path, Why, tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Commands)
    return problem(
        Path + " is not a compile database: " + llvm::StringRef(Why).trim());
  Commands = tooling::expandResponseFiles(std::move(Commands),
                                          llvm::vfs::getRealFileSystem());
  Commands = tooling::inferTargetAndDriverMode(
      tooling::inferMissingCompileCommands(std::move(Commands)));
  return Database{std::move(Commands), path::parent_path(Path).str()};
}

static llvm::Expected<Database> loadFlags(llvm::StringRef Path) {
  std::string Why;
  std::unique_ptr<tooling::CompilationDatabase> Commands =
      tooling::FixedCompilationDatabase::loadFromFile(Path, Why);
  if (!Commands)
    return problem("cannot read " + Path + ": " + llvm::StringRef(Why).trim());
  return Database{std::move(Commands), path::parent_path(Path).str()};
}

llvm::Expected<Database> loadDatabase(llvm::StringRef Path) {
  const std::string Absolute = absolutePath(Path);
  if (!fs::exists(Absolute))
    return problem("there is no " + Path + ", which -p names");
  if (!fs::is_directory(Absolute))
    return path::filename(Absolute) == FlagsName ? loadFlags(Absolute)
                                                 : loadJson(Absolute);
  if (const std::string Json = in(Absolute, JsonName); fs::exists(Json))
    return loadJson(Json);
  if (const std::string Flags = in(Absolute, FlagsName); fs::exists(Flags))
    return loadFlags(Flags);
  return problem("there is no compile_commands.json in " + Path +
                 ": configure with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or give "
                 "the flags after --");
}

llvm::Expected<Database> findDatabase(llvm::StringRef SourceFile) {
  llvm::SmallString<256> Directory(absolutePath(SourceFile));
  while (path::has_parent_path(Directory)) {
    path::remove_filename(Directory);
    if (fs::exists(in(Directory, JsonName)) ||
        fs::exists(in(Directory, FlagsName)))
      return loadDatabase(Directory);
  }
  return problem("no directory above " + SourceFile +
                 " has a compile_commands.json: name one with -p <dir>, or "
                 "give the flags after --");
}

} // namespace asynctidy
