#include "checks/model/VocabularyFile.h"
#include "checks/EmbeddedText.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLTraits.h"

using namespace asynctidy;
using llvm::StringRef;

namespace {

/// A role as the file spells it; types and functions have different ones.
template <bool OfType> struct SpelledRole {
  Role Value;
};
template <bool OfType> struct SpelledEntry {
  VocabularyEntry Entry;
};
struct SpelledFile {
  std::string Library;
  std::vector<std::string> Namespaces;
  std::vector<SpelledEntry<true>> Types;
  std::vector<SpelledEntry<false>> Functions;
};

} // namespace

LLVM_YAML_IS_SEQUENCE_VECTOR(SpelledRole<true>)
LLVM_YAML_IS_SEQUENCE_VECTOR(SpelledRole<false>)
LLVM_YAML_IS_SEQUENCE_VECTOR(SpelledEntry<true>)
LLVM_YAML_IS_SEQUENCE_VECTOR(SpelledEntry<false>)

namespace llvm::yaml {

template <bool OfType> struct ScalarTraits<SpelledRole<OfType>> {
  static void output(const SpelledRole<OfType> &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *, SpelledRole<OfType> &Out) {
    Out.Value = roleFromSpelling(Text);
    if (Out.Value == Role::None)
      return "unknown role";
    if (isTypeRole(Out.Value) != OfType)
      return OfType ? "a role of functions, not of types"
                    : "a role of types, not of functions";
    return {};
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::Double; }
};

template <bool OfType> struct MappingTraits<SpelledEntry<OfType>> {
  static void mapping(IO &Io, SpelledEntry<OfType> &Spelled) {
    VocabularyEntry &Entry = Spelled.Entry;
    std::vector<SpelledRole<OfType>> Roles;
    Io.mapRequired("name", Entry.Name);
    if constexpr (!OfType)
      Io.mapOptional("cancelable", Entry.Cancelable);
    if (!Entry.Cancelable.empty()) // says enough
      Io.mapOptional("roles", Roles);
    else
      Io.mapRequired("roles", Roles);
    if constexpr (OfType) {
      Io.mapOptional("ready_value", Entry.ReadyValue);
      Io.mapOptional("ready_void", Entry.ReadyVoid);
    } else {
      Io.mapOptional("twin", Entry.Twin);
      Io.mapOptional("context_argument", Entry.ContextArgument);
    }
    for (const SpelledRole<OfType> &One : Roles)
      Entry.Roles |= One.Value;
    if (Roles.empty() && Entry.Cancelable.empty())
      Io.setError("'roles' is empty");
  }
};

template <> struct MappingTraits<SpelledFile> {
  static void mapping(IO &Io, SpelledFile &File) {
    Io.mapRequired("library", File.Library);
    Io.mapOptional("namespaces", File.Namespaces);
    Io.mapOptional("types", File.Types);
    Io.mapOptional("functions", File.Functions);
  }
};

} // namespace llvm::yaml

static void append(std::vector<VocabularyEntry> &Out,
                   const std::vector<std::string> &Namespaces,
                   const VocabularyEntry &Entry) {
  if (Namespaces.empty())
    Out.push_back(Entry);
  for (const std::string &Namespace : Namespaces) {
    auto Qualify = [&](const std::string &Name) {
      return Name.empty() ? Name : (Namespace + llvm::Twine("::") + Name).str();
    };
    VocabularyEntry Qualified = Entry;
    Qualified.Name = Qualify(Entry.Name);
    Qualified.ReadyValue = Qualify(Entry.ReadyValue);
    Qualified.ReadyVoid = Qualify(Entry.ReadyVoid);
    Out.push_back(std::move(Qualified));
  }
}

static void keepFirst(const llvm::SMDiagnostic &Problem, void *Storage) {
  auto &First = *static_cast<std::string *>(Storage);
  if (!First.empty() || Problem.getKind() != llvm::SourceMgr::DK_Error)
    return;
  StringRef Line = Problem.getLineContents().trim();
  First = (Problem.getFilename() + ":" + llvm::Twine(Problem.getLineNo()) +
           ":" + llvm::Twine(Problem.getColumnNo() + 1) + ": " +
           Problem.getMessage() + (Line.empty() ? "" : ", at: " + Line))
              .str();
}

llvm::Expected<VocabularyFile>
asynctidy::parseVocabulary(llvm::MemoryBufferRef Text) {
  // JSON is a part of YAML, and LLVM's YAML reader knows the line of each key.
  std::string Problem;
  llvm::yaml::Input Input(Text, nullptr, keepFirst, &Problem);
  SpelledFile Spelled;
  Input >> Spelled;
  if (Input.error() || !Problem.empty())
    return llvm::createStringError(
        Input.error() ? Input.error()
                      : std::make_error_code(std::errc::invalid_argument),
        "bad vocabulary file: " +
            (Problem.empty() ? Text.getBufferIdentifier().str() +
                                   ": it is empty; it needs a 'library' key"
                             : Problem));
  VocabularyFile File;
  File.Library = Spelled.Library;
  for (const auto &Type : Spelled.Types)
    append(File.Entries, Spelled.Namespaces, Type.Entry);
  for (const auto &Function : Spelled.Functions)
    append(File.Entries, Spelled.Namespaces, Function.Entry);
  return File;
}

llvm::ArrayRef<VocabularyFile> asynctidy::builtinVocabulary() {
  // Read once in a process and never changed; a bad built-in file is a bug
  // that the unit tests find.
  static const std::vector<VocabularyFile> Files = [] {
    std::vector<VocabularyFile> Read;
    for (const EmbeddedText &File :
         llvm::ArrayRef(EmbeddedLibraries, EmbeddedLibrariesCount))
      Read.push_back(llvm::cantFail(parseVocabulary({File.Text, File.Name})));
    return Read;
  }();
  return Files;
}

/// The directory of the nearest .clang-tidy above \p SourceFile that sets
/// AsyncVocabulary to \p OptionValue; empty if the option came another way.
static std::string directoryOfOption(StringRef OptionValue,
                                     StringRef SourceFile) {
  llvm::SmallString<256> Directory(SourceFile);
  if (llvm::sys::fs::make_absolute(Directory))
    return "";
  llvm::sys::path::remove_dots(Directory, /*remove_dot_dot=*/true);
  while (llvm::sys::path::has_parent_path(Directory)) {
    llvm::sys::path::remove_filename(Directory);
    llvm::SmallString<256> Config(Directory);
    llvm::sys::path::append(Config, ".clang-tidy");
    auto Text = llvm::MemoryBuffer::getFile(Config);
    if (!Text)
      continue;
    auto Options = clang::tidy::parseConfiguration(**Text);
    if (!Options)
      continue;
    auto Found = Options->CheckOptions.find("AsyncVocabulary");
    if (Found != Options->CheckOptions.end() &&
        Found->second.Value == OptionValue)
      return std::string(Directory);
  }
  return "";
}

std::vector<std::string> asynctidy::vocabularyPaths(StringRef OptionValue,
                                                    StringRef SourceFile) {
  std::vector<std::string> Paths;
  if (OptionValue.trim().empty())
    return Paths;
  const std::string Directory = directoryOfOption(OptionValue, SourceFile);
  llvm::SmallVector<StringRef, 4> Names;
  OptionValue.split(Names, ';', -1, /*KeepEmpty=*/false);
  for (const StringRef Name : Names) {
    llvm::SmallString<256> Path(Name.trim());
    if (!llvm::sys::path::is_absolute(Path) && !Directory.empty())
      llvm::sys::path::append(Path = Directory, Name.trim());
    Paths.push_back(Path.str().str());
  }
  return Paths;
}

llvm::Expected<std::vector<VocabularyFile>>
asynctidy::loadVocabulary(StringRef OptionValue, StringRef SourceFile) {
  std::vector<VocabularyFile> Files;
  for (const std::string &Path : vocabularyPaths(OptionValue, SourceFile)) {
    auto Text = llvm::MemoryBuffer::getFile(Path);
    if (!Text)
      return llvm::createStringError(
          Text.getError(),
          "cannot read the vocabulary file " + Path +
              " that AsyncVocabulary names: " + Text.getError().message());
    auto File = parseVocabulary(**Text);
    if (!File)
      return File.takeError();
    Files.push_back(std::move(*File));
  }
  return Files;
}
