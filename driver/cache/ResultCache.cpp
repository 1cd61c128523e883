#include "driver/cache/ResultCache.h"
#include "checks/model/VocabularyFile.h"
#include "driver/Abandoned.h"
#include "driver/AtomicFile.h"
#include "nlohmann/json.hpp"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace asynctidy {

namespace fs = llvm::sys::fs;
namespace tidy = clang::tidy;
using Json = nlohmann::ordered_json;

/// llvm::pruneCache leaves files of other names alone.
static constexpr llvm::StringLiteral Prefix = "llvmcache-";
static constexpr uint64_t MaxBytes = 1 << 30;

/// Of a file that cannot be read, a text that no hash is.
static std::string hashOfFile(const std::string &Path) {
  const auto Text = llvm::MemoryBuffer::getFile(Path);
  return Text ? hashOf((*Text)->getBuffer()) : "?";
}

llvm::Expected<ResultCache> ResultCache::open(const std::string &Directory) {
  if (const std::error_code Failed = fs::create_directories(Directory))
    return llvm::createStringError(Failed, "cannot make the cache directory " +
                                               Directory + ": " +
                                               Failed.message());
  removeAbandoned(Directory, Prefix, ".tmp");
  return ResultCache(Directory, hashOfFile("/proc/self/exe"));
}

std::string ResultCache::pathFor(const WorkItem &Item,
                                 const AnalysisOptions &How) const {
  tidy::ClangTidyOptions Options =
      How.Checks.provider(llvm::vfs::getRealFileSystem())
          ->getOptions(Item.File);
  Options.User.reset();
  Json Vocabularies = Json::array();
  for (const std::string &Path : vocabularyPaths(
           Options.CheckOptions.lookup("AsyncVocabulary").Value, Item.File))
    Vocabularies.push_back({Path, hashOfFile(Path)});
  const Json Question = {
      {"program", Program},
      {"llvm", LLVM_VERSION_STRING},
      {"file", Item.File},
      {"text", hashOfFile(Item.File)},
      {"directory", Item.Directory},
      {"command", Item.Command},
      {"root", How.SourceRoot},
      {"with suppressed", How.WithSuppressed},
      {"parses less", How.ParsesLess},
      {"prescans", How.Prescans},
      {"options", tidy::configurationAsText(Options)},
      {"line filter", How.Checks.lineFilter()},
      {"vocabularies", Vocabularies},
  };
  llvm::SmallString<256> Path(Directory);
  llvm::sys::path::append(
      Path, Prefix + hashOf(Question.dump(-1, ' ', false,
                                          Json::error_handler_t::replace)));
  return Path.str().str();
}

std::optional<UnitResult> ResultCache::find(const WorkItem &Item,
                                            const AnalysisOptions &How) {
  const auto Text = llvm::MemoryBuffer::getFile(pathFor(Item, How));
  if (!Text)
    return std::nullopt;
  // A full disk or a bad network may have left anything.
  const auto [Sum, Stored] = (*Text)->getBuffer().split('\n');
  if (Sum != hashOf(Stored))
    return std::nullopt;
  const Json Entry = Json::parse(Stored.begin(), Stored.end());
  if (!Now.holds(Entry["files"].get<FileAnswers>()))
    return std::nullopt;
  UnitResult Known = Entry["result"].get<UnitResult>();
  Known.IsFromCache = true;
  return Known;
}

void ResultCache::keep(const WorkItem &Item, const AnalysisOptions &How,
                       const FileAnswers &Files,
                       const UnitResult &Result) const {
  if (!Result.Failure.empty())
    return;
  const std::string Entry = Json{{"files", Files}, {"result", Result}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
  // That it cannot be written costs time, and nothing else.
  llvm::consumeError(
      writeAtomically(pathFor(Item, How), hashOf(Entry) + "\n" + Entry));
}

std::string ResultCache::pathOfTimes() const {
  llvm::SmallString<256> Path(Directory);
  llvm::sys::path::append(Path, "times.json");
  return Path.str().str();
}

void ResultCache::prune() const {
  llvm::CachePruningPolicy Policy;
  Policy.MaxSizeBytes = MaxBytes;
  llvm::pruneCache(Directory, Policy);
}

} // namespace asynctidy
