#include "driver/scan/DirectiveScanner.h"
#include "driver/Compiler.h"
#include "driver/Engine.h"
#include "driver/Paths.h"
#include "clang/DependencyScanning/DependencyScanningFilesystem.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace scanning = clang::dependencies;
namespace tooling = clang::tooling;

namespace asynctidy {

using llvm::StringRef;

struct DirectiveScanner::Clang {
  explicit Clang(AsyncWords Words) : Words(std::move(Words)) {}

  scanning::DependencyScanningFilesystemSharedCache Files;
  const AsyncWords Words;

  struct Text {
    bool MentionsWord = false;
    /// It asks what the standard library has.
    bool AsksForLibrary = false;
  };
  std::map<std::string, Text> Texts; ///< by path

  Text textOf(const clang::SrcMgr::ContentCache &Content, StringRef Path,
              bool IsSystem) {
    const std::optional<StringRef> Whole = Content.getBufferDataIfLoaded();
    if (!Whole)
      return {};
    const auto [Known, New] = Texts.try_emplace(Path.str());
    if (New)
      // What has zeros in it is no text that can be searched, but UTF-16.
      Known->second = {Whole->contains('\0') || Words.areIn(*Whole, IsSystem),
                       !IsSystem && (Whole->contains("__cpp_lib_") ||
                                     Whole->contains("_GLIBCXX"))};
    return Known->second;
  }
};

namespace {

using ScanFiles =
    llvm::IntrusiveRefCntPtr<scanning::DependencyScanningWorkerFilesystem>;

/// Gives the preprocessor the directives of a file in place of its text.
class Directives : public clang::DependencyDirectivesGetter {
public:
  explicit Directives(ScanFiles Files) : Files(std::move(Files)) {}

  std::unique_ptr<DependencyDirectivesGetter>
  cloneFor(clang::FileManager &) override {
    return std::make_unique<Directives>(Files);
  }
  std::optional<llvm::ArrayRef<clang::dependency_directives_scan::Directive>>
  operator()(clang::FileEntryRef File) override {
    return Files->getDirectiveTokens(File.getName());
  }

private:
  const ScanFiles Files;
};

class Watcher : public clang::PPCallbacks {
public:
  Watcher(const clang::SourceManager &Sources, Reached &Found)
      : Sources(Sources), Found(Found) {}

  void InclusionDirective(clang::SourceLocation, const clang::Token &,
                          StringRef Name, bool IsAngled, clang::CharSourceRange,
                          clang::OptionalFileEntryRef File, StringRef,
                          StringRef, const clang::Module *, bool,
                          clang::SrcMgr::CharacteristicKind Kind) override {
    if (IsAngled && File && clang::SrcMgr::isSystem(Kind) &&
        isStandard(Name, File->getName()))
      Found.StandardHeaders.insert(Name.str());
  }

  void moduleImport(clang::SourceLocation, clang::ModuleIdPath,
                    const clang::Module *) override {
    Found.IsIncomplete = true;
  }

  void MacroExpands(const clang::Token &Name, const clang::MacroDefinition &Of,
                    clang::SourceRange Range,
                    const clang::MacroArgs *) override {
    noteUse(Name, Of, Range.getBegin());
  }
  void Defined(const clang::Token &Name, const clang::MacroDefinition &Of,
               clang::SourceRange Range) override {
    noteUse(Name, Of, Range.getBegin());
  }
  void Ifdef(clang::SourceLocation At, const clang::Token &Name,
             const clang::MacroDefinition &Of) override {
    noteUse(Name, Of, At);
  }
  void Ifndef(clang::SourceLocation At, const clang::Token &Name,
              const clang::MacroDefinition &Of) override {
    noteUse(Name, Of, At);
  }

private:
  /// `vector` in a directory like /usr/include/c++/12: headers of C and the
  /// library's own parts have a dot or a slash. <cassert> is made to be
  /// included again and again.
  static bool isStandard(StringRef Name, StringRef Path) {
    return Name.find_first_of("./") == StringRef::npos && Name != "cassert" &&
           llvm::sys::path::filename(llvm::sys::path::parent_path(
               llvm::sys::path::parent_path(Path))) == "c++";
  }

  /// `#ifdef _GNU_SOURCE` in a system header, and the unit has defined it.
  void noteUse(const clang::Token &Name, const clang::MacroDefinition &Of,
               clang::SourceLocation Where) {
    const clang::MacroInfo *Macro = Of.getMacroInfo();
    if (!Macro || Macro->isBuiltinMacro() || !isReserved(Name) ||
        !Sources.isInSystemHeader(Sources.getExpansionLoc(Where)))
      return;
    const clang::SourceLocation Definition = Macro->getDefinitionLoc();
    Found.DependsOnOrder |=
        !Sources.isInSystemHeader(Definition) &&
        Sources.getFileEntryRefForID(Sources.getFileID(Definition)).has_value();
  }

  static bool isReserved(const clang::Token &Name) {
    const clang::IdentifierInfo *Word = Name.getIdentifierInfo();
    return Word &&
           (Word->getName().starts_with("_") || Word->getName() == "NDEBUG");
  }

  const clang::SourceManager &Sources;
  Reached &Found;
};

} // namespace

/// What has been read at the end of a unit.
static void collect(clang::CompilerInstance &Compiler,
                    DirectiveScanner::Clang &Kept, Reached &Found) {
  const clang::SourceManager &Sources = Compiler.getSourceManager();
  for (unsigned At = 0; At < Sources.local_sloc_entry_size(); ++At) {
    const clang::SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(At);
    if (!Entry.isFile())
      continue;
    const clang::SrcMgr::ContentCache &Content =
        Entry.getFile().getContentCache();
    if (!Content.OrigEntry)
      continue;
    llvm::SmallString<256> Path(Content.OrigEntry->getName());
    Sources.getFileManager().makeAbsolutePath(Path);
    const bool IsSystem =
        clang::SrcMgr::isSystem(Entry.getFile().getFileCharacteristic());
    const auto Text = Kept.textOf(Content, Path, IsSystem);
    Found.MentionsWord |= Text.MentionsWord;
    Found.DependsOnOrder |= Text.AsksForLibrary;
    Found.Bytes += Content.getSizeBytesMapped();
    if (!IsSystem)
      Found.Files.insert(realPath(Path));
  }
}

namespace {

class ScanAction : public clang::PreprocessOnlyAction {
public:
  ScanAction(DirectiveScanner::Clang &Kept, Reached &Found)
      : Kept(Kept), Found(Found) {}

protected:
  bool BeginSourceFileAction(clang::CompilerInstance &Compiler) override {
    Compiler.getPreprocessor().addPPCallbacks(
        std::make_unique<Watcher>(Compiler.getSourceManager(), Found));
    return PreprocessOnlyAction::BeginSourceFileAction(Compiler);
  }
  void EndSourceFileAction() override {
    collect(getCompilerInstance(), Kept, Found);
  }

private:
  DirectiveScanner::Clang &Kept;
  Reached &Found;
};

class Scan : public tooling::ToolAction {
public:
  Scan(ScanFiles Files, DirectiveScanner::Clang &Kept, Reached &Found)
      : Files(std::move(Files)), Kept(Kept), Found(Found) {}

  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> Invocation,
                     clang::FileManager *Manager,
                     std::shared_ptr<clang::PCHContainerOperations> Containers,
                     clang::DiagnosticConsumer *Silent) override {
    const clang::PreprocessorOptions &Flags = Invocation->getPreprocessorOpts();
    const bool HasOtherSources =
        !Flags.ImplicitPCHInclude.empty() ||
        Invocation->getHeaderSearchOpts().ImplicitModuleMaps ||
        !Invocation->getHeaderSearchOpts().PrebuiltModuleFiles.empty() ||
        !Invocation->getFrontendOpts().ModuleFiles.empty();
    Found.DependsOnOrder |=
        !Flags.Includes.empty() || !Flags.MacroIncludes.empty();
    const auto Compiler = compilerFor(std::move(Invocation), *Manager,
                                      std::move(Containers), *Silent);
    Compiler->setDependencyDirectivesGetter(
        std::make_unique<Directives>(Files));
    ScanAction Action(Kept, Found);
    const bool IsGood = succeeds(Action, *Compiler);
    Found.IsIncomplete |= !IsGood || HasOtherSources;
    return IsGood;
  }

private:
  const ScanFiles Files;
  DirectiveScanner::Clang &Kept;
  Reached &Found;
};

} // namespace

DirectiveScanner::DirectiveScanner(AsyncWords Words)
    : Kept(std::make_unique<Clang>(std::move(Words))) {}
DirectiveScanner::~DirectiveScanner() = default;

Reached DirectiveScanner::scan(const WorkItem &Item, FileLog *Log) {
  Reached Found;
  // -DMINE=[[clang::annotate("async:context")]]
  Found.MentionsWord = llvm::any_of(Item.Command, [&](const std::string &Flag) {
    return llvm::StringRef(Flag).starts_with("-D") &&
           Kept->Words.areIn(Flag, false);
  });
  const auto Files =
      llvm::makeIntrusiveRefCnt<scanning::DependencyScanningWorkerFilesystem>(
          Kept->Files, realFiles());
  Files->setCurrentWorkingDirectory(Item.Directory);
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Seen = Files;
  if (Log)
    Seen = Log->watch(Seen);
  const auto Manager = llvm::makeIntrusiveRefCnt<clang::FileManager>(
      clang::FileSystemOptions(), Seen);
  const tooling::ArgumentsAdjuster Adjust =
      tooling::combineAdjusters(tooling::getClangStripDependencyFileAdjuster(),
                                tooling::getClangSyntaxOnlyAdjuster());
  Scan Action(Files, *Kept, Found);
  tooling::ToolInvocation Invocation(
      Adjust(Item.Command, Item.File), &Action, Manager.get(),
      std::make_shared<clang::PCHContainerOperations>());
  // Code that does not compile is told of when it is analysed.
  clang::IgnoringDiagConsumer Silent;
  Invocation.setDiagnosticConsumer(&Silent);
  // The action says false, too, where no compiler runs for the command.
  Found.IsIncomplete |= !Invocation.run();
  return Found;
}

} // namespace asynctidy
