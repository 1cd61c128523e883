#include "Files.h"
#include "Page.h"
#include "Tests.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

namespace asynctidy {

namespace {

struct RegistryLine {
  const char *Class;
  const char *Name;
  bool HasFix;
};

constexpr RegistryLine Registered[] = {
#define ASYNC_CHECK(Class, Name, Title, Tier, Precision, Pitfalls, Fix, Since) \
  {#Class, Name, Fix},
#include "checks/Checks.def"
};

/// Lines with something on them.
size_t length(llvm::StringRef Text) {
  size_t Count = 0;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Count += !Line.trim().empty();
    Text = Rest;
  }
  return Count;
}

/// A line of the registry has its class, page and cases.
class CheckParityTest : public testing::Test {
public:
  CheckParityTest(const RegistryLine &Line, llvm::StringRef Root)
      : Line(Line), Sources(joinPath({Root, "checks", Line.Name})),
        Cases(joinPath({Root, "test-cases", Line.Name})) {}

  void TestBody() override {
    require(Sources, std::string(Line.Class) + ".h", "the check's class");
    require(Sources, std::string(Line.Class) + ".cpp", "the check's class");
    if (require(Sources, std::string(Line.Name) + ".md", "the check's page"))
      checkPage();
    bool Warns = require(Cases, "warns.cpp", "what the check finds");
    bool Silent = require(Cases, "silent.cpp", "what the check must not find");
    if (Warns && Silent) {
      EXPECT_GE(length(readText(joinPath({Cases, "silent.cpp"}))),
                length(readText(joinPath({Cases, "warns.cpp"}))))
          << Line.Name << ": silent.cpp has to be as long as warns.cpp";
    }
    if (!Line.HasFix)
      return;
    require(Cases, "fixes.cpp", "the registry says that there is a fix");
    require(Cases, "fixes.fixed.cpp", "what the fixes make of fixes.cpp");
  }

private:
  bool require(const std::string &Folder, const std::string &File,
               const char *Why) {
    std::string Path = joinPath({Folder, File});
    bool Exists = llvm::sys::fs::exists(Path);
    if (!Exists)
      ADD_FAILURE() << Path << " is missing: " << Why;
    return Exists;
  }

  void checkPage() {
    std::string Path = joinPath({Sources, std::string(Line.Name) + ".md"});
    std::vector<PageSection> Sections = readPage(readText(Path));
    for (const char *Title :
         {"Why", "Bad", "Good", "Fix", "Options", "False positives"}) {
      auto Section = llvm::find_if(Sections, [&](const PageSection &Each) {
        return Each.Title == Title;
      });
      bool IsCode =
          llvm::StringRef(Title) == "Bad" || llvm::StringRef(Title) == "Good";
      if (Section == Sections.end())
        ADD_FAILURE() << Path << " has no section '## " << Title << "'";
      else if (IsCode && Section->Snippets.empty())
        ADD_FAILURE() << Path << " shows no ```cpp block in '## " << Title
                      << "'";
    }
  }

  const RegistryLine &Line;
  std::string Sources;
  std::string Cases;
};

/// Every folder of a check has its line in the registry.
class RegisteredTest : public testing::Test {
public:
  explicit RegisteredTest(llvm::StringRef Root) : Root(Root.str()) {}

  void TestBody() override {
    EXPECT_TRUE(llvm::is_sorted(Registered, isBefore))
        << "the lines of checks/Checks.def are not in order";
    for (llvm::StringRef Part : {"checks", "test-cases"})
      for (const std::string &Folder : asyncFolders(joinPath({Root, Part})))
        if (llvm::none_of(Registered, [&](const RegistryLine &Line) {
              return Line.Name == Folder;
            }))
          ADD_FAILURE() << joinPath({Root, Part, Folder})
                        << " has no line in checks/Checks.def";
  }

private:
  static bool isBefore(const RegistryLine &A, const RegistryLine &B) {
    return llvm::StringRef(A.Name) < llvm::StringRef(B.Name);
  }

  std::string Root;
};

} // namespace

void registerParityTests(llvm::StringRef Root) {
  for (const RegistryLine &Line : Registered)
    testing::RegisterTest("Parity", Line.Name, nullptr, nullptr, __FILE__,
                          __LINE__,
                          [&Line, Root = Root.str()]() -> testing::Test * {
                            return new CheckParityTest(Line, Root);
                          });
  testing::RegisterTest("ParityOfFolders", "are-registered", nullptr, nullptr,
                        __FILE__, __LINE__,
                        [Root = Root.str()]() -> testing::Test * {
                          return new RegisteredTest(Root);
                        });
}

} // namespace asynctidy
