#include "Discovery.h"
#include "Page.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace asynctidy {

namespace {

namespace path = llvm::sys::path;

/// YAML's single quotes take everything as it is but the quote itself.
std::string quoted(llvm::StringRef Text) {
  std::string Result = "'";
  for (char Each : Text)
    Result += Each == '\'' ? std::string("''") : std::string(1, Each);
  return Result + "'";
}

std::string withFolder(llvm::StringRef Text, llvm::StringRef WrittenIn) {
  std::string Result = Text.str();
  constexpr llvm::StringRef Placeholder = "${dir}";
  for (size_t At; (At = Result.find(Placeholder)) != std::string::npos;)
    Result.replace(At, Placeholder.size(), path::parent_path(WrittenIn));
  return Result;
}

Case makeCase(llvm::StringRef Name, llvm::StringRef Path,
              llvm::StringRef WrittenIn, llvm::StringRef Checks) {
  Case Result;
  Result.Name = Name.str();
  Result.Folder = Name.split('/').first.str();
  Result.Path = Path.str();
  Result.WrittenIn = WrittenIn.str();
  Result.Checks = Checks.str();
  llvm::Expected<CaseFile> File = parseCaseFile(readText(Path));
  if (File)
    Result.File = std::move(*File);
  else
    Result.Problem = (WrittenIn + ", ").str() + toString(File.takeError());
  return Result;
}

bool isRegistered(llvm::StringRef Check) {
#define ASYNC_CHECK(CLASS, NAME, ...)                                          \
  if (Check == NAME)                                                           \
    return true;
#include "checks/Checks.def"
  return false;
}

/// A case whose name promises warnings, or silence, has to keep to it.
void demandWarnings(Case &Which, bool Wanted) {
  for (const PlannedFinding &Later : Which.File.Planned)
    if (isRegistered(Later.Check))
      Which.Problem = Which.Name + " calls " + Later.Check +
                      " a check to come, but there is one: say '// warn:'";
  const bool Promised =
      Which.File.expectsWarnings() || !Which.File.Planned.empty();
  if (!Which.Problem.empty() || Promised == Wanted)
    return;
  Which.Problem =
      Which.Name + (Wanted ? " has to say with '// warn:' what is found"
                           : " has to be silent, but has a '// warn:'");
}

void addFolder(llvm::StringRef CasesRoot, llvm::StringRef Folder,
               std::vector<Case> &Into) {
  for (llvm::StringRef File : fileNames(joinPath({CasesRoot, Folder}))) {
    if (!File.ends_with(".cpp") || File.ends_with(".fixed.cpp"))
      continue;
    std::string Path = joinPath({CasesRoot, Folder, File});
    llvm::StringRef Stem = path::stem(File);
    Into.push_back(makeCase((Folder + "/" + Stem).str(), Path, Path, Folder));
    if (Stem == "warns" || Stem == "silent")
      demandWarnings(Into.back(), Stem == "warns");
  }
}

void addGallery(llvm::StringRef CasesRoot, std::vector<Case> &Into) {
  for (llvm::StringRef Program : folderNames(joinPath({CasesRoot, "gallery"})))
    for (llvm::StringRef Half : {"right", "wrong"}) {
      std::string Name = ("gallery/" + Program + "/" + Half).str();
      std::string Path = joinPath({CasesRoot, Name + ".cpp"});
      Case Added;
      if (llvm::sys::fs::exists(Path)) {
        Added = makeCase(Name, Path, Path, "async-*");
        demandWarnings(Added, Half == "wrong");
      } else {
        Added.Name = Name;
        Added.Folder = "gallery";
        Added.Problem = Path + " is missing: a program of the gallery shows "
                               "the harm (wrong.cpp) and the fix (right.cpp)";
      }
      Into.push_back(std::move(Added));
    }
}

void addPage(llvm::StringRef ChecksRoot, llvm::StringRef Check,
             const ScratchDirectory &Scratch, std::vector<Case> &Into) {
  std::string Page = joinPath({ChecksRoot, Check, (Check + ".md").str()});
  if (!llvm::sys::fs::exists(Page))
    return;
  for (const PageSection &Section : readPage(readText(Page))) {
    if (Section.Title != "Bad" && Section.Title != "Good")
      continue;
    unsigned Count = 0;
    for (const PageSection::Snippet &Snippet : Section.Snippets) {
      std::string Name =
          (Check + "/page-" + llvm::StringRef(Section.Title).lower()).str();
      if (++Count > 1)
        Name = (Name + llvm::Twine("-") + llvm::Twine(Count)).str();
      // Blank lines give the snippet the line numbers of its page.
      std::string Text(Snippet.FirstLine - 1, '\n');
      Case Added = makeCase(
          Name, Scratch.write(Name + ".cpp", Text + Snippet.Text), Page, Check);
      // A page shows the point and leaves the obvious include away.
      Added.File.Flags.insert(Added.File.Flags.begin(),
                              {"-include", "async/async.hpp"});
      demandWarnings(Added, Section.Title == "Bad");
      Into.push_back(std::move(Added));
    }
  }
}

} // namespace

std::string Case::config() const {
  // Our own headers have to be silent too, but not under options that make a
  // check say more.
  std::string Text =
      "{Checks: " + quoted("-*," + Checks) +
      ", HeaderFilterRegex: " + quoted(File.Options.empty() ? ".*" : "^$");
  if (!File.Options.empty()) {
    Text += ", CheckOptions: {";
    for (const auto &[Name, Value] : File.Options) {
      if (Text.back() != '{')
        Text += ", ";
      Text += quoted(Name) + ": " + quoted(withFolder(Value, WrittenIn));
    }
    Text += "}";
  }
  return Text + "}";
}

std::vector<std::string> Case::flags() const {
  // A fixed copy is compiled elsewhere and still finds its neighbours.
  std::vector<std::string> Flags = {"-std=" + File.Standard,
                                    "-I" ASYNC_TIDY_RUNTIME_INCLUDE, "-iquote",
                                    path::parent_path(WrittenIn).str()};
  for (const std::string &Flag : File.Flags)
    Flags.push_back(withFolder(Flag, WrittenIn));
  return Flags;
}

std::vector<std::string> asyncFolders(llvm::StringRef Directory) {
  std::vector<std::string> Names = folderNames(Directory);
  llvm::erase_if(
      Names, [](llvm::StringRef Name) { return !Name.starts_with("async-"); });
  return Names;
}

std::vector<Case> discoverCases(llvm::StringRef Root,
                                const ScratchDirectory &Scratch) {
  std::string CasesRoot = joinPath({Root, "test-cases"});
  std::string ChecksRoot = joinPath({Root, "checks"});
  std::vector<Case> Cases;
  for (llvm::StringRef Folder : asyncFolders(CasesRoot))
    addFolder(CasesRoot, Folder, Cases);
  addGallery(CasesRoot, Cases);
  for (llvm::StringRef Check : asyncFolders(ChecksRoot))
    addPage(ChecksRoot, Check, Scratch, Cases);
  return Cases;
}

} // namespace asynctidy
