#include "driver/parse/ParseLess.h"
#include "checks/model/Vocabulary.h"
#include "checks/model/WithBody.h"
#include "driver/Paths.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>
#include <set>

namespace asynctidy {
namespace {

/// Where a function's name is: the file as it was opened, and the offset in it.
using BodyPlace = std::pair<std::string, unsigned>;

struct Parse {
  std::string Root;
  std::set<BodyPlace> AskedFor;
};
/// Clang makes the actions of plugins by their type alone.
std::optional<Parse> Current;
/// What was asked for in earlier parses.
std::set<BodyPlace> Known;

BodyPlace placeOf(const clang::Decl &Function,
                  const clang::SourceManager &Sources) {
  const auto [File, Offset] =
      Sources.getDecomposedLoc(Sources.getExpansionLoc(Function.getLocation()));
  const auto Entry = Sources.getFileEntryRefForID(File);
  return {Entry ? Entry->getName().str() : "", Offset};
}

llvm::StringRef nameOf(const clang::FunctionDecl &Function) {
  const clang::IdentifierInfo *Identifier = Function.getIdentifier();
  return Identifier ? Identifier->getName() : "";
}

/// What a task type does is in functions that the language gives names to, and
/// a check looks at those of every task it meets.
bool isOfTaskType(const clang::FunctionDecl &Function) {
  const llvm::StringRef Name = nameOf(Function);
  return Name.starts_with("await_") || Name.starts_with("return_") ||
         Name == "initial_suspend" || Name == "final_suspend" ||
         Name == "unhandled_exception" || Name == "get_return_object";
}

/// Up to the brace that closes the body; `m{x}` in front of it is no body.
/// Braces in strings or comments make it longer or shorter.
llvm::StringRef bodyIn(llvm::StringRef Text) {
  unsigned Open = 0;
  for (size_t At = 0; At < Text.size(); ++At)
    if (Text[At] == '{')
      ++Open;
    else if (Text[At] == '}' && (Open == 0 || --Open == 0) &&
             !Text.drop_front(At + 1).ltrim().starts_with(",") &&
             !Text.drop_front(At + 1).ltrim().starts_with("{"))
      return Text.take_front(At);
  return Text;
}

/// In headers that are no system's, the model looks at all that is there, and
/// follows calls from there on; asking for each would take longer than it
/// saves. Whether the function may matter; \p Rest is the text after its head.
bool mayMatter(const clang::FunctionDecl &Function, llvm::StringRef Rest) {
  // Short ones forward a task, call a callable, or return a member; long ones
  // matter if they wait, lock or let go.
  constexpr size_t Short = 64;
  constexpr const char *Words[] = {"lock",  "await", "task", "detach",
                                   "spawn", "wait",  "join", "thread_local"};
  const llvm::StringRef Body = bodyIn(Rest);
  return Body.size() <= Short ||
         nameOf(Function).contains_insensitive("lock") ||
         llvm::any_of(Words, [&](llvm::StringRef Word) {
           return Body.contains_insensitive(Word);
         });
}

class Skipper : public clang::ASTConsumer {
public:
  explicit Skipper(clang::CompilerInstance &Compiler)
      : Sources(Compiler.getSourceManager()) {
    Compiler.getFrontendOpts().SkipFunctionBodies = true;
  }

  /// Clang does not ask for bodies that others may need to be compiled:
  /// constexpr functions, and those whose return type is deduced.
  bool shouldSkipFunctionBody(clang::Decl *Function) override {
    const File &In = fileOf(Function->getLocation());
    if (!In.IsForeign || In.HasCoroutines ||
        isOfTaskType(*Function->getAsFunction()) ||
        Known.count(placeOf(*Function, Sources)))
      return false;
    if (In.IsSystem)
      return true;
    const auto [Id, Offset] = Sources.getDecomposedLoc(
        Sources.getExpansionLoc(Function->getEndLoc()));
    return !mayMatter(*Function->getAsFunction(),
                      Sources.getBufferData(Id).drop_front(Offset));
  }

  bool HandleTopLevelDecl(clang::DeclGroupRef Group) override {
    for (clang::Decl *Each : Group)
      // The model follows calls into headers that are no system's.
      if (!fileOf(Each->getBeginLoc()).IsSystem)
        Shown.push_back(Each);
    return true;
  }

  void HandleTranslationUnit(clang::ASTContext &Context) override {
    Context.setTraversalScope(Shown);
  }

private:
  struct File {
    bool IsSystem = false;
    bool IsForeign = false;
    bool HasCoroutines = false;
  };

  const File &fileOf(clang::SourceLocation Where) {
    const clang::SourceLocation At = Sources.getExpansionLoc(Where);
    const clang::FileID Id = Sources.getFileID(At);
    const auto [Known, New] = Files.try_emplace(Id);
    if (New && At.isValid() && isForeignFile(Id, At))
      Known->second = {Sources.isInSystemHeader(At), true,
                       hasCoroutines(Sources.getBufferData(Id))};
    return Known->second;
  }

  static bool hasCoroutines(llvm::StringRef Text) {
    return Text.contains("co_await") || Text.contains("co_return") ||
           Text.contains("co_yield");
  }

  bool isForeignFile(clang::FileID File, clang::SourceLocation At) const {
    if (Sources.isInSystemHeader(At))
      return true;
    const auto Entry = Sources.getFileEntryRefForID(File);
    if (!Entry || File == Sources.getMainFileID())
      return false;
    llvm::SmallString<256> Absolute(Entry->getName());
    Sources.getFileManager().makeAbsolutePath(Absolute);
    return !holds(Current->Root, realPath(Absolute));
  }

  clang::SourceManager &Sources;
  llvm::DenseMap<clang::FileID, File> Files;
  std::vector<clang::Decl *> Shown;
};

class SkipAction : public clang::PluginASTAction {
protected:
  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &Compiler,
                    llvm::StringRef) override {
    return std::make_unique<Skipper>(Compiler);
  }
  bool ParseArgs(const clang::CompilerInstance &,
                 const std::vector<std::string> &) override {
    return Current.has_value();
  }
  /// What the checks are shown is decided before they look.
  ActionType getActionType() override { return AddBeforeMainAction; }
};

const clang::FrontendPluginRegistry::Add<SkipAction>
    Registered("async-tidy-parse-less", "no bodies that nobody looks at");

} // namespace

ParseLess::ParseLess(std::string Root) {
  Current = {std::move(Root), {}};
  listenForSkippedBodies([](const clang::FunctionDecl &Definition) {
    // Of a template's function, the place where its body is written.
    const clang::FunctionDecl *Written = patternOf(&Definition);
    Written->isDefined(Written);
    const clang::SourceManager &Sources =
        Written->getASTContext().getSourceManager();
    if (Sources.isInSystemHeader(
            Sources.getExpansionLoc(Written->getLocation())))
      Current->AskedFor.insert(placeOf(*Written, Sources));
  });
}

ParseLess::~ParseLess() {
  listenForSkippedBodies(nullptr);
  Current.reset();
}

ParseLess::Missed ParseLess::missed() {
  if (Current->AskedFor.empty())
    return Missed::Nothing;
  for (const BodyPlace &Each : Current->AskedFor)
    if (Known.count(Each))
      return Missed::ForGood;
  Known.merge(Current->AskedFor);
  return Missed::Bodies;
}

} // namespace asynctidy
