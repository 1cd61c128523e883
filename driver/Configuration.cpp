#include "driver/Configuration.h"
#include "checks/Registry.h"
#include "checks/model/VocabularyFile.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/GlobList.h"
#include "driver/cache/FileLog.h"
#include "clang/Format/Format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/VersionTuple.h"
#include <map>
#include <set>

namespace tidy = clang::tidy;
using llvm::StringRef;

namespace asynctidy {

static llvm::Error problem(const llvm::Twine &Sentence) {
  return llvm::createStringError(
      std::make_error_code(std::errc::invalid_argument), Sentence);
}

static std::string checksOfLevel(unsigned Level) {
  std::string Globs = "-*";
  for (const CheckInfo &Check : allChecks())
    if (static_cast<unsigned>(Check.Tier) <= Level)
      Globs += ("," + Check.Name).str();
  return Globs;
}

/// clang-tidy's own reader, with its first complaint as a sentence.
static llvm::Expected<tidy::ClangTidyOptions>
parseConfig(llvm::MemoryBufferRef Text) {
  std::string Why;
  const auto Keep = [&](const llvm::SMDiagnostic &Complaint) {
    if (Why.empty())
      Why = (":" + llvm::Twine(Complaint.getLineNo()) + ": " +
             Complaint.getMessage())
                .str();
  };
  llvm::ErrorOr<tidy::ClangTidyOptions> Parsed =
      tidy::parseConfigurationWithDiags(Text, Keep);
  if (!Parsed)
    return problem("bad configuration in " + Text.getBufferIdentifier() +
                   (Why.empty() ? ": " + Parsed.getError().message() : Why));
  return *Parsed;
}

static std::vector<std::string> namesOf(StringRef Globs) {
  tidy::ClangTidyOptions Options;
  Options.Checks = Globs.str();
  return tidy::getCheckNames(Options,
                             /*AllowEnablingAnalyzerAlphaCheckers=*/false,
                             /*ExperimentalCustomChecks=*/false);
}

static StringRef closest(StringRef Name, llvm::ArrayRef<std::string> Names) {
  constexpr unsigned Far = 6;
  unsigned Nearest = Far;
  StringRef Found;
  for (StringRef Each : Names) {
    const unsigned Distance =
        Name.edit_distance(Each, /*AllowReplacements=*/true, Far);
    if (Distance < Nearest) {
      Nearest = Distance;
      Found = Each;
    }
  }
  return Found;
}

/// clang-tidy ignores names that it does not know; here a slip of the pen must
/// not look like a clean run.
static llvm::Error checkNames(StringRef Globs) {
  const std::vector<std::string> Known = namesOf("*");
  const tidy::GlobList List(Globs);
  for (const auto &Item : List.getItems()) {
    const StringRef Name = Item.Text;
    if (Name.contains('*') || Name.starts_with("clang-diagnostic-") ||
        llvm::is_contained(Known, Name))
      continue;
    const StringRef Similar = closest(Name, Known);
    return problem("--checks names " + Name + ", which is no check" +
                   (Similar.empty() ? "; see --checks='*' --list-checks"
                                    : "; did you mean " + Similar + "?"));
  }
  return llvm::Error::success();
}

namespace {

/// Remembers what is wrong with a .clang-tidy file; clang-tidy prints it and
/// goes on without the file.
class StrictProvider : public tidy::FileOptionsProvider {
public:
  StrictProvider(const tidy::ClangTidyOptions &Defaults,
                 const tidy::ClangTidyOptions &Overrides, std::string &Broken)
      : FileOptionsProvider(tidy::ClangTidyGlobalOptions(), Defaults, Overrides,
                            llvm::vfs::getRealFileSystem()) {
    const auto Parse = [&Broken](llvm::MemoryBufferRef Text)
        -> llvm::ErrorOr<tidy::ClangTidyOptions> {
      llvm::Expected<tidy::ClangTidyOptions> Parsed = parseConfig(Text);
      if (Parsed)
        return std::move(*Parsed);
      Broken = llvm::toString(Parsed.takeError());
      return tidy::ClangTidyOptions();
    };
    ConfigHandlers = {{".clang-tidy", Parse}};
  }
};

} // namespace

Configuration::Configuration(const EngineOptions &Given) {
  Defaults.Checks = checksOfLevel(Given.Level);
  Defaults.WarningsAsErrors = "";
  // Everything; findings outside of the source root are dropped afterwards,
  // by real path: clang-tidy matches the paths that the #includes spell.
  Defaults.HeaderFilterRegex = ".*";
  Defaults.SystemHeaders = false;
  Defaults.FormatStyle = "none";
  Defaults.User = llvm::sys::Process::GetEnv("USER");
  Overrides.Checks = Given.Checks;
  Overrides.WarningsAsErrors = Given.WarningsAsErrors;
  Overrides.HeaderFilterRegex = Given.HeaderFilter;
  Overrides.ExcludeHeaderFilterRegex = Given.ExcludeHeaderFilter;
  Overrides.SystemHeaders = Given.SystemHeaders;
  Overrides.FormatStyle = Given.FormatStyle;
}

/// Whoever enables them, also a glob such as async-*: a new version in CI must
/// not find what nobody has asked for.
llvm::Error Configuration::leaveOutNewChecks(StringRef AsOf) {
  llvm::VersionTuple Known;
  if (Known.tryParse(AsOf))
    return problem("--checks-as-of=" + AsOf +
                   " is no version: give one such as " ASYNC_TIDY_VERSION);
  llvm::VersionTuple This;
  This.tryParse(ASYNC_TIDY_VERSION);
  if (Known > This)
    return problem("--checks-as-of=" + AsOf +
                   " is newer than this async-tidy " ASYNC_TIDY_VERSION
                   ", which may lack checks of it: use that version");
  std::string Globs = Overrides.Checks.value_or("");
  for (const CheckInfo &Check : allChecks()) {
    llvm::VersionTuple Since;
    Since.tryParse(Check.Since);
    if (Since > Known)
      Globs += (Globs.empty() ? "-" : ",-") + Check.Name.str();
  }
  if (!Globs.empty())
    Overrides.Checks = Globs;
  return llvm::Error::success();
}

llvm::Error Configuration::filterLines(const std::string &Filter) {
  if (const std::error_code Bad = tidy::parseLineFilter(Filter, Global))
    return problem("--line-filter=" + Filter +
                   " is no list such as "
                   R"([{"name":"file.cpp","lines":[[1,3],[5,7]]}]: )" +
                   Bad.message());
  LineFilter = Filter;
  return llvm::Error::success();
}

/// What a .clang-format file says is seen when there is something to format.
static llvm::Error checkStyle(const std::string &Style) {
  if (StringRef(Style).starts_with("file"))
    return llvm::Error::success();
  auto Known = clang::format::getStyle(
      Style, "any.cpp", "none", "", nullptr, /*AllowUnknownOptions=*/false,
      [](const llvm::SMDiagnostic &, void *) {});
  if (Known)
    return llvm::Error::success();
  llvm::consumeError(Known.takeError());
  return problem("--format-style=" + Style +
                 " is no style: give file, none, llvm or another one that "
                 "clang-format knows, or {key: value, ...}");
}

llvm::Expected<Configuration>
Configuration::create(const EngineOptions &Given) {
  Configuration Made(Given);
  if (Given.Checks)
    if (llvm::Error Unknown = checkNames(*Given.Checks))
      return std::move(Unknown);
  if (Given.ChecksAsOf)
    if (llvm::Error Bad = Made.leaveOutNewChecks(*Given.ChecksAsOf))
      return std::move(Bad);
  if (Given.LineFilter)
    if (llvm::Error Bad = Made.filterLines(*Given.LineFilter))
      return std::move(Bad);
  if (Given.FormatStyle)
    if (llvm::Error Bad = checkStyle(*Given.FormatStyle))
      return std::move(Bad);
  for (const auto &Filter : {Given.HeaderFilter, Given.ExcludeHeaderFilter}) {
    std::string Why;
    if (Filter && !llvm::Regex(*Filter).isValid(Why))
      return problem("the header filter " + *Filter +
                     " is no regular expression: " + Why);
  }
  if (!Given.Config && !Given.ConfigFile)
    return Made;

  std::unique_ptr<llvm::MemoryBuffer> Text;
  if (Given.ConfigFile) {
    auto Read = llvm::MemoryBuffer::getFile(*Given.ConfigFile);
    if (!Read)
      return problem(
          "cannot read " + *Given.ConfigFile +
          ", which --config-file names: " + Read.getError().message());
    Text = std::move(*Read);
  } else {
    Text = llvm::MemoryBuffer::getMemBuffer(*Given.Config, "--config");
  }
  llvm::Expected<tidy::ClangTidyOptions> Parsed = parseConfig(*Text);
  if (!Parsed)
    return Parsed.takeError();
  Made.Fixed = std::move(*Parsed);
  return Made;
}

std::unique_ptr<tidy::ClangTidyOptionsProvider>
Configuration::provider(FileSystem Files) const {
  if (Fixed)
    return std::make_unique<tidy::ConfigOptionsProvider>(
        Global, Defaults, *Fixed, Overrides, std::move(Files));
  return std::make_unique<tidy::FileOptionsProvider>(
      Global, Defaults, Overrides, std::move(Files));
}

/// \p Names are those of the checks that \p Options enable.
static bool areAllOurs(const tidy::ClangTidyOptions &Options,
                       const std::vector<std::string> &Names) {
  // The compiler's own warnings have no names in the list.
  return llvm::all_of(Names, findCheck) &&
         !tidy::GlobList(Options.Checks.value_or(""))
              .contains("clang-diagnostic-");
}

/// No coroutine is in C, and nothing that clang-tidy reads in assembler.
static bool hasUse(Language In, const tidy::ClangTidyOptions &Options,
                   const std::vector<std::string> &Names) {
  return !Names.empty() &&
         (In == Language::Cxx ||
          (In == Language::OtherC && !areAllOurs(Options, Names)));
}

static Configuration::Shortcuts
shortcuts(const tidy::ClangTidyOptions &Options,
          const std::vector<std::string> &Names) {
  Configuration::Shortcuts Allowed;
  Allowed.ParseLess =
      !Options.SystemHeaders.value_or(false) && areAllOurs(Options, Names);
  // An option may let a check look at other code than usual.
  Allowed.SkipWithoutWords =
      Allowed.ParseLess &&
      llvm::none_of(Options.CheckOptions, [](const auto &Each) {
        return Each.first().starts_with("async-");
      });
  Allowed.ShareHeaders =
      Allowed.ParseLess && !Options.ExtraArgs && !Options.ExtraArgsBefore;
  return Allowed;
}

llvm::Expected<Configuration::Verdict>
Configuration::verify(const std::vector<WorkItem> &Items) const {
  std::string Broken;
  std::unique_ptr<tidy::ClangTidyOptionsProvider> Provider;
  if (Fixed)
    Provider = provider(llvm::vfs::getRealFileSystem());
  else
    Provider = std::make_unique<StrictProvider>(Defaults, Overrides, Broken);

  Verdict Result;
  std::map<std::string, std::vector<std::string>> NamesByGlobs;
  std::set<std::pair<std::string, std::string>> GoodVocabularies;
  for (const WorkItem &Item : Items) {
    const tidy::ClangTidyOptions Options = Provider->getOptions(Item.File);
    if (!Broken.empty())
      return problem(Broken);
    auto [Names, New] = NamesByGlobs.try_emplace(Options.Checks.value_or(""));
    if (New)
      Names->second = namesOf(Names->first);
    Result.Globs.push_back(Names->first);
    Result.HasChecks.push_back(hasUse(Item.In, Options, Names->second));
    Result.AnyAsyncCheck |= llvm::any_of(Names->second, findCheck);

    Result.Allowed.push_back(shortcuts(Options, Names->second));

    const auto Vocabulary = Options.CheckOptions.lookup("AsyncVocabulary");
    if (!GoodVocabularies
             .emplace(Vocabulary.Value,
                      llvm::sys::path::parent_path(Item.File).str())
             .second)
      continue;
    llvm::Expected<std::vector<VocabularyFile>> Read =
        loadVocabulary(Vocabulary.Value, Item.File);
    if (!Read)
      return Read.takeError();
    llvm::append_range(Result.Vocabularies, *Read);
  }
  return Result;
}

std::string Configuration::hashFor(const std::vector<WorkItem> &Items) const {
  const auto Provider = provider(llvm::vfs::getRealFileSystem());
  std::string Texts;
  for (const WorkItem &Item : Items) {
    tidy::ClangTidyOptions Options = Provider->getOptions(Item.File);
    Options.User.reset(); // another on each machine
    Texts += hashOf(tidy::configurationAsText(Options));
  }
  return hashOf(Texts);
}

std::vector<std::string>
Configuration::checksFor(const std::string &File) const {
  return namesOf(provider(llvm::vfs::getRealFileSystem())
                     ->getOptions(File)
                     .Checks.value_or(""));
}

std::string Configuration::formatStyleOf(const std::string &File) const {
  return provider(llvm::vfs::getRealFileSystem())
      ->getOptions(File)
      .FormatStyle.value_or("none");
}

bool choosesHeaders(
    const std::vector<tidy::ClangTidyOptionsProvider::OptionsSource> &Sources) {
  return llvm::any_of(llvm::drop_begin(Sources), [](const auto &Source) {
    return Source.first.HeaderFilterRegex.has_value();
  });
}

} // namespace asynctidy
