#include "driver/parse/SharedHeaders.h"
#include "driver/Abandoned.h"
#include "driver/AtomicFile.h"
#include "driver/Compiler.h"
#include "driver/Paths.h"
#include "driver/parse/ParseLess.h"
#include "nlohmann/json.hpp"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"
#include <map>

namespace tooling = clang::tooling;

namespace asynctidy {

/// With fewer units, making the file takes longer than it saves.
static constexpr size_t FewestUnits = 4;

static constexpr llvm::StringLiteral Name = "async-tidy-headers";

/// The flags that units must agree on: all but the names of files.
static std::vector<std::string> commonFlags(const WorkItem &Of) {
  const tooling::ArgumentsAdjuster Adjust = tooling::combineAdjusters(
      tooling::getClangStripDependencyFileAdjuster(),
      tooling::combineAdjusters(tooling::getClangStripOutputAdjuster(),
                                tooling::getClangSyntaxOnlyAdjuster()));
  std::vector<std::string> Flags = Adjust(Of.Command, Of.File);
  llvm::erase_if(Flags, [&](const std::string &Each) {
    return absolutePath(Each, Of.Directory) == Of.File;
  });
  return Flags;
}

/// Those that at least three of four units include, and nobody pays for one
/// unit that includes little.
static std::set<std::string>
commonHeaders(const std::vector<std::pair<size_t, const Outlook *>> &Units) {
  std::map<std::string, size_t> Counts;
  for (const auto &[Item, Ahead] : Units)
    for (const std::string &Each : Ahead->StandardHeaders)
      ++Counts[Each];
  std::set<std::string> Common;
  for (const auto &[Name, Count] : Counts)
    if (4 * Count >= 3 * Units.size())
      Common.insert(Name);
  return Common;
}

std::vector<SharedHeaders>
SharedHeaders::find(const Plan &Work, const std::vector<size_t> &Items,
                    const std::vector<UnitResult> &Ahead) {
  std::map<std::pair<std::string, std::vector<std::string>>,
           std::vector<std::pair<size_t, const Outlook *>>>
      ByFlags;
  for (size_t At = 0; At < Items.size(); ++At)
    if (Ahead[At].Ahead && Ahead[At].Ahead->IsShareable) {
      const WorkItem &Unit = Work.Items[Items[At]];
      ByFlags[{Unit.Directory, commonFlags(Unit)}].push_back(
          {Items[At], &*Ahead[At].Ahead});
    }

  llvm::SmallString<128> Directory;
  llvm::sys::path::system_temp_directory(/*ErasedOnReboot=*/true, Directory);
  removeAbandoned(Directory, Name, ".hpp");
  std::vector<SharedHeaders> Found;
  for (const auto &[Flags, Units] : ByFlags) {
    const std::set<std::string> Common = commonHeaders(Units);
    std::vector<size_t> Sharing;
    for (const auto &[Item, Unit] : Units)
      if (llvm::includes(Unit->StandardHeaders, Common))
        Sharing.push_back(Item);
    llvm::SmallString<128> Path;
    int Descriptor = -1;
    if (!Common.empty() && Sharing.size() >= FewestUnits &&
        !llvm::sys::fs::createTemporaryFile(Name + systemMark(), "hpp",
                                            Descriptor, Path))
      if (SharedHeaders Group(std::move(Sharing), Path.str().str(), Descriptor);
          claim(Descriptor) && Group.include(Common))
        Found.push_back(std::move(Group));
  }
  return Found;
}

struct SharedHeaders::Removed {
  explicit Removed(std::string Path) : Path(std::move(Path)) {
    llvm::sys::RemoveFileOnSignal(this->Path);
  }
  Removed(const Removed &) = delete;
  Removed &operator=(const Removed &) = delete;
  ~Removed() {
    (void)llvm::sys::fs::remove(Path);
    llvm::sys::DontRemoveFileOnSignal(Path);
  }
  const std::string Path;
};

SharedHeaders::SharedHeaders(SharedHeaders &&) noexcept = default;
SharedHeaders &SharedHeaders::operator=(SharedHeaders &&) noexcept = default;
SharedHeaders::~SharedHeaders() = default;

SharedHeaders::SharedHeaders(std::vector<size_t> Units, std::string Path,
                             int Descriptor)
    : Units(std::move(Units)), Text(std::move(Path)),
      Claimed(std::make_unique<llvm::raw_fd_ostream>(Descriptor,
                                                     /*shouldClose=*/true)) {
  for (const std::string &Each : {precompiled(), Text + ".files", Text})
    Files.push_back(std::make_unique<Removed>(Each));
}

bool SharedHeaders::include(const std::set<std::string> &Names) {
  for (const std::string &Each : Names)
    *Claimed << "#include <" << Each << ">\n";
  Claimed->flush();
  const bool IsWritten = !Claimed->has_error();
  Claimed->clear_error();
  return IsWritten;
}

namespace {

class Precompile : public tooling::ToolAction {
public:
  explicit Precompile(std::string Output) : Output(std::move(Output)) {}

  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> Invocation,
                     clang::FileManager *Files,
                     std::shared_ptr<clang::PCHContainerOperations> Containers,
                     clang::DiagnosticConsumer *Silent) override {
    Invocation->getFrontendOpts().OutputFile = Output;
    // Of a file by another name nobody would know.
    Invocation->getFrontendOpts().UseTemporary = false;
    const auto Compiler = compilerFor(std::move(Invocation), *Files,
                                      std::move(Containers), *Silent);
    clang::GeneratePCHAction Action;
    return succeeds(Action, *Compiler);
  }

private:
  const std::string Output;
};

} // namespace

bool SharedHeaders::precompile(const Plan &Work,
                               const AnalysisOptions &How) const {
  const WorkItem &Like = Work.Items[Units.front()];
  std::vector<std::string> Command = commonFlags(Like);
  Command.insert(Command.end(), {"-x", "c++-header", Text});
  FileLog Log;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Seen = Log.watch(realFiles());
  Seen->setCurrentWorkingDirectory(Like.Directory);
  const auto Files = llvm::makeIntrusiveRefCnt<clang::FileManager>(
      clang::FileSystemOptions(), Seen);
  Precompile Action(precompiled());
  clang::IgnoringDiagConsumer Silent;
  tooling::ToolInvocation Invocation(
      Command, &Action, Files.get(),
      std::make_shared<clang::PCHContainerOperations>());
  Invocation.setDiagnosticConsumer(&Silent);
  const ParseLess Less(How.SourceRoot);
  if (!Invocation.run())
    return false;
  const std::string Answers =
      nlohmann::ordered_json(Log.answers())
          .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return !llvm::errorToBool(writeAtomically(Text + ".files", Answers));
}

FileAnswers SharedHeaders::answers() const {
  const auto Stored = llvm::MemoryBuffer::getFile(Text + ".files");
  if (!Stored)
    return {};
  return nlohmann::json::parse((*Stored)->getBuffer()).get<FileAnswers>();
}

void SharedHeaders::removeOwn(FileAnswers &Of) const {
  for (auto Each = Of.lower_bound(Text);
       Each != Of.end() && llvm::StringRef(Each->first).starts_with(Text);)
    Each = Of.erase(Each);
}

} // namespace asynctidy
