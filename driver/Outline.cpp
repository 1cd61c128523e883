#include "driver/Outline.h"
#include "driver/Paths.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringMap.h"

namespace asynctidy {

void Outline::add(const std::string &Path, unsigned Begin, unsigned End,
                  std::string Name) {
  auto [Slot, New] = ByPath[Path].try_emplace(Begin);
  // A macro may declare a function and begin its definition.
  if (New || Slot->second.End < End)
    Slot->second = {End, std::move(Name)};
}

std::string Outline::around(const Place &Where) const {
  const auto File = ByPath.find(Where.Path);
  if (File == ByPath.end())
    return "";
  const auto After = File->second.upper_bound(Where.Offset);
  if (After == File->second.begin())
    return "";
  const Declaration &Last = std::prev(After)->second;
  return Where.Offset < Last.End ? Last.Name : "";
}

namespace {

/// Clang makes the actions of plugins by their type alone.
Outline *Recorded = nullptr;

class Recorder : public clang::ASTConsumer {
public:
  Recorder(clang::CompilerInstance &Compiler, Outline &To)
      : Sources(Compiler.getSourceManager()), Language(Compiler.getLangOpts()),
        Policy(Language), To(To) {
    Policy.TerseOutput = true;
    Policy.FullyQualifiedName = true;
    // These have line numbers in them.
    Policy.AnonymousTagLocations = false;
  }

  bool HandleTopLevelDecl(clang::DeclGroupRef Group) override {
    for (const clang::Decl *Each : Group)
      visit(Each);
    return true;
  }

  void HandleTranslationUnit(clang::ASTContext &) override {
    for (unsigned At = 0; At < Sources.local_sloc_entry_size(); ++At) {
      const clang::SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(At);
      if (!Entry.isFile() ||
          clang::SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
        continue;
      if (const auto File = Entry.getFile().getContentCache().OrigEntry)
        To.Files.insert(pathOf(*File));
    }
  }

private:
  /// Declarations inside of functions belong to these.
  void visit(const clang::Decl *Each) {
    const clang::SourceLocation Begin =
        Sources.getExpansionLoc(Each->getBeginLoc());
    if (Begin.isInvalid() || Sources.isInSystemHeader(Begin))
      return;
    if (const auto *Friend = llvm::dyn_cast<clang::FriendDecl>(Each))
      Each = Friend->getFriendDecl();
    const clang::Decl *Inner = Each;
    if (const auto *Template =
            llvm::dyn_cast_or_null<clang::TemplateDecl>(Each))
      Inner = Template->getTemplatedDecl();
    if (!Inner || Inner->isImplicit() || isInstantiation(*Inner))
      return;
    if (llvm::isa<clang::FunctionDecl, clang::VarDecl, clang::FieldDecl>(Inner))
      record(*Each, *llvm::cast<clang::NamedDecl>(Inner));
    else if (llvm::isa<clang::NamespaceDecl, clang::RecordDecl,
                       clang::LinkageSpecDecl, clang::ExportDecl>(Inner))
      for (const clang::Decl *Member :
           llvm::cast<clang::DeclContext>(Inner)->decls())
        visit(Member);
  }

  /// The template lies there already, with a name for all of them.
  static bool isInstantiation(const clang::Decl &Of) {
    const auto *Function = llvm::dyn_cast<clang::FunctionDecl>(&Of);
    const auto *Variable = llvm::dyn_cast<clang::VarDecl>(&Of);
    const auto *Record = llvm::dyn_cast<clang::CXXRecordDecl>(&Of);
    return clang::isTemplateInstantiation(
        Function   ? Function->getTemplateSpecializationKind()
        : Variable ? Variable->getTemplateSpecializationKind()
        : Record   ? Record->getTemplateSpecializationKind()
                   : clang::TSK_Undeclared);
  }

  void record(const clang::Decl &Whole, const clang::NamedDecl &Named) {
    const clang::CharSourceRange Range = clang::Lexer::makeFileCharRange(
        Sources.getExpansionRange(Whole.getSourceRange()), Sources, Language);
    if (Range.isInvalid())
      return;
    const auto [File, Begin] = Sources.getDecomposedLoc(Range.getBegin());
    const auto Entry = Sources.getFileEntryRefForID(File);
    if (!Entry)
      return;
    // In `int *A = f(), *B = g();` both begin at the type.
    const clang::SourceLocation Name = Named.getLocation();
    const bool IsVariable = !llvm::isa<clang::FunctionDecl>(Named);
    To.add(pathOf(*Entry),
           IsVariable && Name.isFileID() ? Sources.getFileOffset(Name) : Begin,
           Sources.getFileOffset(Range.getEnd()), nameOf(Named));
  }

  std::string nameOf(const clang::NamedDecl &Named) const {
    std::string Name;
    llvm::raw_string_ostream Out(Name);
    Named.getNameForDiagnostic(Out, Policy, /*Qualified=*/true);
    const auto *Function = llvm::dyn_cast<clang::FunctionDecl>(&Named);
    if (!Function)
      return Name;
    // Overloads are different functions.
    Out << "(";
    llvm::interleave(
        Function->parameters(), Out,
        [&](const clang::ParmVarDecl *Each) {
          Each->getType().print(Out, Policy);
        },
        ", ");
    Out << ")";
    const auto *Method = llvm::dyn_cast<clang::CXXMethodDecl>(Function);
    if (Method && Method->isConst())
      Out << " const";
    return Name;
  }

  const std::string &pathOf(clang::FileEntryRef File) {
    auto [Slot, New] = Paths.try_emplace(File.getName());
    if (New) {
      llvm::SmallString<256> Absolute(File.getName());
      Sources.getFileManager().makeAbsolutePath(Absolute);
      Slot->second = realPath(Absolute);
    }
    return Slot->second;
  }

  clang::SourceManager &Sources;
  const clang::LangOptions &Language;
  clang::PrintingPolicy Policy;
  llvm::StringMap<std::string> Paths;
  Outline &To;
};

class RecordAction : public clang::PluginASTAction {
protected:
  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &Compiler,
                    llvm::StringRef) override {
    return std::make_unique<Recorder>(Compiler, *Recorded);
  }
  bool ParseArgs(const clang::CompilerInstance &,
                 const std::vector<std::string> &) override {
    return Recorded != nullptr;
  }
  ActionType getActionType() override { return AddAfterMainAction; }
};

const clang::FrontendPluginRegistry::Add<RecordAction>
    Registered("async-tidy-outline", "what lies where in the files");

} // namespace

OutlineRecorder::OutlineRecorder(Outline &To) { Recorded = &To; }
OutlineRecorder::~OutlineRecorder() { Recorded = nullptr; }

} // namespace asynctidy
