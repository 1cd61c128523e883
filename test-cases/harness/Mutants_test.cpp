// Cases with one token deleted, doubled or swapped: clangd shows the checks
// such code all day, and they must never crash on it.
#include "Discovery.h"
#include "InProcess.h"
#include "ParsedHeaders.h"
#include "Program.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/Lexer.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "gtest/gtest.h"
#include <random>

namespace asynctidy {

namespace {

namespace tidy = clang::tidy;
namespace tooling = clang::tooling;

constexpr unsigned MutantsInAll = 2000;

/// A case in two parts: only the code is changed.
struct Halves {
  std::string Headers;
  std::string Code;
};

clang::LangOptions languageOf(const Case &Which) {
  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus20 = true;
  Language.LineComment = true;
  Language.CPlusPlus23 = Which.File.Standard == "c++23";
  return Language;
}

Halves cutAfterIncludes(const Case &Which) {
  const std::string Text = readText(Which.Path);
  const auto End = clang::Lexer::ComputePreamble(Text, languageOf(Which)).Size;
  return {Text.substr(0, End), Text.substr(End)};
}

std::vector<std::string> tokensOf(llvm::StringRef Code, const Case &Which) {
  const std::string Text = Code.str();
  clang::Lexer Reader(clang::SourceLocation(), languageOf(Which), Text.data(),
                      Text.data(), Text.data() + Text.size());
  Reader.SetKeepWhitespaceMode(true);
  std::vector<std::string> Tokens;
  const char *Begin = Text.data();
  for (bool AtEnd = false; !AtEnd;) {
    clang::Token Next;
    AtEnd = Reader.LexFromRawLexer(Next);
    Tokens.emplace_back(Begin, Reader.getBufferLocation());
    Begin = Reader.getBufferLocation();
  }
  return Tokens;
}

bool isCode(llvm::StringRef Token) {
  return !Token.trim().empty() && !Token.starts_with("//") &&
         !Token.starts_with("/*");
}

/// Deletes, doubles or swaps one token with another of the file.
std::string mutate(std::vector<std::string> Tokens, std::mt19937 &Random) {
  std::vector<size_t> Code;
  for (size_t Each = 0; Each < Tokens.size(); ++Each)
    if (isCode(Tokens[Each]))
      Code.push_back(Each);
  // Not a distribution of the library: those differ between its versions.
  const size_t At = Random() % Code.size();
  std::string &Token = Tokens[Code[At]];
  switch (Random() % 4) {
  case 0:
    Token.clear();
    break;
  case 1:
    Token += " " + Token;
    break;
  case 2:
    std::swap(Token, Tokens[Code[(At + 1) % Code.size()]]);
    break;
  default:
    std::swap(Token, Tokens[Code[Random() % Code.size()]]);
  }
  return llvm::join(Tokens, "");
}

/// Shows the checks what the mutant itself declares: going through all that the
/// headers declare would cost a second a mutant.
class OwnDeclarations : public clang::ASTConsumer {
public:
  explicit OwnDeclarations(std::unique_ptr<clang::ASTConsumer> Checks)
      : Checks(std::move(Checks)) {}

  void Initialize(clang::ASTContext &Context) override {
    Checks->Initialize(Context);
  }
  bool HandleTopLevelDecl(clang::DeclGroupRef Group) override {
    Own.insert(Own.end(), Group.begin(), Group.end());
    return Checks->HandleTopLevelDecl(Group);
  }
  void HandleInterestingDecl(clang::DeclGroupRef) override {}
  void HandleTranslationUnit(clang::ASTContext &Context) override {
    Context.setTraversalScope(Own);
    Checks->HandleTranslationUnit(Context);
  }

private:
  std::unique_ptr<clang::ASTConsumer> Checks;
  std::vector<clang::Decl *> Own;
};

class RunChecks : public clang::ASTFrontendAction {
public:
  explicit RunChecks(tidy::ClangTidyContext &Context) : Factory(Context) {}

  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &Compiler,
                    llvm::StringRef File) override {
    return std::make_unique<OwnDeclarations>(
        Factory.createASTConsumer(Compiler, File));
  }

private:
  tidy::ClangTidyASTConsumerFactory Factory;
};

class Mutants : public testing::Test {
public:
  Mutants(const Case &Which, ParsedHeaders &Headers, unsigned Many,
          unsigned Seed)
      : Which(Which), Headers(Headers), Many(Many), Random(Seed) {}

  void TestBody() override {
    const Halves Parts = cutAfterIncludes(Which);
    const std::vector<std::string> Tokens = tokensOf(Parts.Code, Which);
    llvm::Expected<std::string> Parsed = Headers.pathFor(Which);
    if (!Parsed)
      FAIL() << toString(Parsed.takeError());
    // Most mutants do not compile, and some checks say nothing then.
    analyse(Parts.Headers + Parts.Code, *Parsed);
    EXPECT_TRUE(Found != 0 || !Which.File.expectsWarnings())
        << "the case as it is does not get as far as the checks";
    for (unsigned Each = 0; Each < Many; ++Each) {
      const std::string Text = Parts.Headers + mutate(Tokens, Random);
      llvm::CrashRecoveryContext Guard;
      if (!Guard.RunSafely([&] { analyse(Text, *Parsed); }) &&
          !crashesClang(Text))
        FAIL() << "the checks crash on this mutant:\n" << Text;
    }
  }

private:
  /// Clang's parser does not survive every text either, and no check sees one
  /// that it dies of.
  bool crashesClang(const std::string &Text) const {
    const ScratchDirectory Scratch;
    std::vector<std::string> Command = {ASYNC_TIDY_CLANG, "-fsyntax-only", "-w",
                                        "-fno-crash-diagnostics"};
    llvm::append_range(Command, Which.flags());
    Command.push_back(Scratch.write("mutant.cpp", Text));
    llvm::Expected<ProgramResult> Compiled = runProgram(Command);
    if (!Compiled) {
      llvm::consumeError(Compiled.takeError());
      return true;
    }
    return llvm::StringRef(Compiled->Errors).contains("Stack dump:");
  }

  void analyse(const std::string &Text, const std::string &Parsed) {
    llvm::Expected<tidy::ClangTidyOptions> Options = clangTidyOptionsOf(Which);
    if (!Options)
      return ADD_FAILURE() << toString(Options.takeError()), void();
    Options->Checks = "-*,async-*";
    auto Overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
        llvm::vfs::getRealFileSystem());
    auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    Overlay->pushOverlay(Memory);
    Memory->addFile(Which.Path, 0, llvm::MemoryBuffer::getMemBuffer(Text));
    const auto Files = llvm::makeIntrusiveRefCnt<clang::FileManager>(
        clang::FileSystemOptions(), Overlay);

    tidy::ClangTidyContext Context(
        std::make_unique<tidy::DefaultOptionsProvider>(
            tidy::ClangTidyGlobalOptions(), *Options));
    tidy::ClangTidyDiagnosticConsumer Findings(Context);
    auto DiagnosticOptions = std::make_unique<clang::DiagnosticOptions>();
    clang::DiagnosticsEngine Diagnostics(clang::DiagnosticIDs::create(),
                                         *DiagnosticOptions, &Findings,
                                         /*ShouldOwnClient=*/false);
    Context.setDiagnosticsEngine(std::move(DiagnosticOptions), &Diagnostics);
    std::vector<std::string> Command = {
        ASYNC_TIDY_CLANG,         "-resource-dir", ASYNC_TIDY_RESOURCE_DIR,
        "-fno-caret-diagnostics", "-fsyntax-only", "-w",
        "-include-pch",           Parsed};
    llvm::append_range(Command, Which.flags());
    Command.push_back(Which.Path);
    tooling::ToolInvocation Run(Command, std::make_unique<RunChecks>(Context),
                                Files.get());
    Run.setDiagnosticConsumer(&Findings);
    Run.run();
    for (const tidy::ClangTidyError &Each : Findings.take())
      Found += llvm::StringRef(Each.DiagnosticName).starts_with("async-");
  }

  const Case &Which;
  ParsedHeaders &Headers;
  const unsigned Many;
  std::mt19937 Random;
  unsigned Found = 0;
};

} // namespace

} // namespace asynctidy

int main(int ArgumentCount, char **Arguments) {
  using namespace asynctidy;
  testing::InitGoogleTest(&ArgumentCount, Arguments);
  llvm::CrashRecoveryContext::Enable();
  const ScratchDirectory Scratch;
  const std::vector<Case> Cases =
      discoverCases(ASYNC_TIDY_SOURCE_ROOT, Scratch);
  ParsedHeaders Headers(Cases);
  unsigned Seed = 0;
  for (const Case &Which : Cases) {
    const unsigned Many = MutantsInAll / Cases.size() + 1;
    testing::RegisterTest("Mutants", Which.Name.c_str(), nullptr, nullptr,
                          __FILE__, __LINE__,
                          [&Which, &Headers, Many, Seed]() -> testing::Test * {
                            return new Mutants(Which, Headers, Many, Seed);
                          });
    ++Seed;
  }
  return RUN_ALL_TESTS();
}
