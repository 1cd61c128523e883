#include "driver/Options.h"
#include "driver/Combinations.h"
#include "driver/OtherOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Path.h"

namespace cl = llvm::cl;

namespace asynctidy {
namespace {

template <typename T> using Opt = cl::opt<T>;
using Text = cl::opt<std::string>;
using Texts = cl::list<std::string>;

/// Where parsers complain.
llvm::raw_ostream *Complaints = nullptr;

/// LLVM's own prints its complaint at once, where it is no part of the
/// sentence.
template <typename T> class Choices : public cl::parser<T> {
public:
  using cl::parser<T>::parser;

  bool parse(cl::Option &Of, llvm::StringRef Name, llvm::StringRef Word,
             T &To) {
    if (this->findOption(Word) != this->getNumOptions())
      return cl::parser<T>::parse(Of, Name, Word, To);
    std::vector<llvm::StringRef> Words;
    for (const auto &Each : this->Values)
      Words.push_back(Each.Name);
    return Of.error("there is no '" + Word + "', only " +
                        llvm::join(Words, ", "),
                    Name, *Complaints);
  }
};

template <typename T> using Choice = cl::opt<T, false, Choices<T>>;

/// Made when it is needed, so that other programs that link the driver have no
/// flags from it.
struct CommandLine {
  cl::OptionCategory Category{"async-tidy options"};

  cl::list<std::string> Files{cl::Positional, cl::ZeroOrMore, cl::cat(Category),
                              cl::desc("[<file or regex>...] [-- <flags>...]")};
  Text BuildPath{"p", cl::value_desc("dir"), cl::cat(Category),
                 cl::desc("Directory of compile_commands.json; without files, "
                          "all of its entries are analysed")};
  Text Checks{
      "checks", cl::value_desc("globs"), cl::cat(Category),
      cl::desc("Checks to run, added to those of the .clang-tidy files; "
               "default: those of --level")};
  Opt<unsigned> Level{
      "level", cl::value_desc("n"), cl::init(1), cl::cat(Category),
      cl::desc("Checks to run where neither --checks nor a .clang-tidy file "
               "chooses: 1, those that are right nearly always (default); 2, "
               "also those that may be wrong now and then; 3, also advice")};
  Text ChecksAsOf{"checks-as-of", cl::value_desc("version"), cl::cat(Category),
                  cl::desc("Turn off the async checks that this version of "
                           "async-tidy did not have")};
  Opt<bool> AllowNoChecks{"allow-no-checks", cl::cat(Category),
                          cl::desc("No check enabled is no error")};
  Text WarningsAsErrors{"warnings-as-errors", cl::value_desc("globs"),
                        cl::cat(Category),
                        cl::desc("Checks whose findings are errors")};
  Text Config{"config", cl::value_desc("yaml"), cl::cat(Category),
              cl::desc("Configuration to use in place of .clang-tidy files")};
  Text ConfigFile{"config-file", cl::value_desc("file"), cl::cat(Category),
                  cl::desc("File to use in place of .clang-tidy files")};
  Text HeaderFilter{
      "header-filter", cl::value_desc("regex"), cl::cat(Category),
      cl::desc("Headers to show findings in; default: those under "
               "the source root")};
  Text ExcludeHeaderFilter{"exclude-header-filter", cl::value_desc("regex"),
                           cl::cat(Category),
                           cl::desc("Headers to show no findings in")};
  Opt<bool> SystemHeaders{"system-headers", cl::cat(Category),
                          cl::desc("Show findings in system headers too")};
  Text LineFilter{"line-filter", cl::value_desc("json"), cl::cat(Category),
                  cl::desc("Files and lines to show findings of, as clang-tidy "
                           "takes them")};
  Text SourceFilter{"source-filter", cl::value_desc("regex"), cl::cat(Category),
                    cl::desc("Of the sources to analyse, those to take")};
  Text SourceRoot{"source-root", cl::value_desc("dir"), cl::cat(Category),
                  cl::desc("What the reports' paths are relative to; default: "
                           "the project that holds the files")};
  Texts ExtraArgs{"extra-arg", cl::value_desc("flag"), cl::cat(Category),
                  cl::desc("Compiler flag to add at the end")};
  Texts ExtraArgsBefore{"extra-arg-before", cl::value_desc("flag"),
                        cl::cat(Category),
                        cl::desc("Compiler flag to add at the front")};
  Texts RemovedArgs{"removed-arg", cl::value_desc("flag"), cl::cat(Category),
                    cl::desc("Compiler flag to leave out")};
  Opt<unsigned> Jobs{"j",
                     cl::value_desc("n"),
                     cl::Prefix,
                     cl::init(0),
                     cl::cat(Category),
                     cl::desc("Translation units to analyse at a time; default "
                              "and 0: what cores, memory and the limits of "
                              "the container allow")};
  Opt<double> MaxLoad{"max-load", cl::value_desc("load"), cl::init(0),
                      cl::cat(Category),
                      cl::desc("Begin no further translation unit while the "
                               "load average is above this")};
  Opt<unsigned> Timeout{"timeout", cl::value_desc("seconds"), cl::init(0),
                        cl::cat(Category),
                        cl::desc("Give a translation unit up after this long")};
  Opt<unsigned> Memory{
      "memory-limit", cl::value_desc("MiB"), cl::init(0), cl::cat(Category),
      cl::desc("Memory of each of the translation units that are analysed at a "
               "time; one that takes more is analysed once more when the "
               "others are done, alone and without a limit")};
  Text Shard{
      "shard", cl::value_desc("i/n"), cl::cat(Category),
      cl::desc("Analyse the i-th of n parts only; the report goes to --merge")};
  Opt<bool> ListWork{
      "list-work", cl::cat(Category),
      cl::desc("Print each translation unit as a line of JSON, for --work")};
  Text Work{"work", cl::value_desc("file"), cl::cat(Category),
            cl::desc("Analyse these lines of --list-work; '-' reads standard "
                     "input; the report goes to --merge")};
  Text Merge{"merge", cl::value_desc("file"), cl::cat(Category),
             cl::desc("Make one SARIF report out of those of all parts, which "
                      "are the files then; with '-' it goes to standard "
                      "output")};
  Text CacheDir{
      "cache-dir", cl::value_desc("dir"), cl::cat(Category),
      cl::desc("Keep results here and use them while nothing that they depend "
               "on has changed; default: .async-tidy/cache in the directory "
               "that -p names")};
  Opt<bool> NoCache{"no-cache", cl::cat(Category),
                    cl::desc("Analyse everything, keep nothing")};
  Opt<bool> FullBodies{
      "full-bodies", cl::cat(Category),
      cl::desc("Parse all that the compiler does, function bodies in system "
               "headers too; the findings are the same")};
  Opt<bool> NoPrescan{
      "no-prescan", cl::cat(Category),
      cl::desc("Parse also the translation units whose files have no word in "
               "them that asynchronous code needs")};
  Opt<bool> Fix{"fix", cl::cat(Category),
                cl::desc("Apply the fixes, report what is left")};
  Text FormatStyle{
      "format-style", cl::value_desc("style"), cl::cat(Category),
      cl::desc("With --fix: how to format what it changes: a style's name, "
               "'file' for the .clang-format file, {key: value, ...}; default: "
               "FormatStyle of the .clang-tidy files, or 'none'")};
  Text Baseline{"baseline", cl::value_desc("file"), cl::cat(Category),
                cl::desc("Findings to live with for now: only others are "
                         "reported; also a SARIF report of an earlier run")};
  Opt<bool> WriteBaseline{
      "write-baseline", cl::cat(Category),
      cl::desc("Make the file of --baseline from the findings of this run")};
  Opt<bool> PruneBaseline{
      "prune-baseline", cl::cat(Category),
      cl::desc("Remove from the file of --baseline what is fixed")};
  Text Diff{"diff", cl::value_desc("patch"), cl::cat(Category),
            cl::desc("Report findings on the new lines of this unified diff "
                     "only; '-' reads standard input")};
  Opt<unsigned> DiffStrip{
      "diff-strip", cl::value_desc("n"), cl::init(1), cl::cat(Category),
      cl::desc("Parts that the paths in --diff have too many at the front; "
               "default: 1, as in a/ and b/ of git")};
  Text DiffBase{"diff-base", cl::value_desc("revision"), cl::cat(Category),
                cl::desc("As --diff, for what git diff says has changed since "
                         "the revision")};
  Opt<bool> ReportUnusedNoLint{
      "report-unused-nolint", cl::cat(Category),
      cl::desc("Report NOLINT comments that name an async check and suppress "
               "nothing of it")};
  Opt<bool> RequireNoLintReason{
      "require-nolint-reason", cl::cat(Category),
      cl::desc("Report NOLINT comments that name an async check and say "
               "nothing else")};
  Opt<bool> ShowSuppressed{
      "show-suppressed", cl::cat(Category),
      cl::desc("Show in text and SARIF also what NOLINT comments suppress")};
  Opt<bool> DryRun{
      "dry-run", cl::cat(Category),
      cl::desc("With --fix: write nothing, and print a diff in place of the "
               "report, for 'git apply' or 'patch -p1' in the source root. It "
               "is of the first round: --fix may find more to fix in the "
               "fixed code")};
  Text ExportFixes{"export-fixes", cl::value_desc("file"), cl::cat(Category),
                   cl::desc("Write the findings and their fixes as YAML for "
                            "clang-apply-replacements")};
  Choice<ReportFormat> Format{
      "output-format", cl::cat(Category), cl::init(ReportFormat::Text),
      cl::desc("What to print on standard output:"),
      cl::values(
          clEnumValN(ReportFormat::Text, "text", "as compilers do"),
          clEnumValN(ReportFormat::Sarif, "sarif", "SARIF 2.1.0"),
          clEnumValN(ReportFormat::Json, "json", "one object"),
          clEnumValN(ReportFormat::JsonLines, "jsonl",
                     "its findings, one a line"),
          clEnumValN(ReportFormat::RdJsonl, "rdjsonl", "for reviewdog"),
          clEnumValN(ReportFormat::GitLab, "gitlab",
                     "GitLab's code quality report"),
          clEnumValN(ReportFormat::GitHub, "github",
                     "annotations of GitHub Actions"),
          clEnumValN(ReportFormat::SonarQube, "sonarqube",
                     "SonarQube's generic issues"),
          clEnumValN(ReportFormat::Html, "html", "a page for a browser"))};
  Text ExportSarif{
      "export-sarif", cl::value_desc("file"), cl::cat(Category),
      cl::desc("Write a SARIF report here too; with '-' it goes to "
               "standard output and the text to standard error")};
  Choice<FailOn> Gate{
      "fail-on", cl::cat(Category), cl::init(FailOn::Warning),
      cl::desc("Exit with 1 if there is a finding of this level or above:"),
      cl::values(clEnumValN(FailOn::Note, "note", ""),
                 clEnumValN(FailOn::Warning, "warning", "(default)"),
                 clEnumValN(FailOn::Error, "error", ""),
                 clEnumValN(FailOn::Never, "never", ""))};
  Opt<bool> UseColor{"use-color", cl::cat(Category),
                     cl::desc("Colour the text; default: on a terminal")};
  Opt<bool> Quiet{"quiet", cl::cat(Category), cl::desc("Print no summary")};
  Opt<bool> HideProgress{"hide-progress", cl::cat(Category),
                         cl::desc("Do not tell how far the run is")};
  Opt<bool> ListChecks{
      "list-checks", cl::cat(Category),
      cl::desc("List the enabled checks and exit; with "
               "--output-format=json: all that is known of the "
               "async checks")};
  Opt<bool> DumpConfig{"dump-config", cl::cat(Category),
                       cl::desc("Print the configuration of the first file, as "
                                "YAML, and exit")};
  Opt<bool> ExplainConfig{"explain-config", cl::cat(Category),
                          cl::desc("Print what enables each check for the "
                                   "first file, and exit")};
  Opt<bool> VerifyConfig{"verify-config", cl::cat(Category),
                         cl::desc("Look for unknown checks and options in the "
                                  "configuration of the files, and exit")};
  Opt<bool> Profile{"enable-check-profile", cl::cat(Category),
                    cl::desc("Print how long each check took, on standard "
                             "error; without the cache")};
  Text ProfilePath{"store-check-profile", cl::value_desc("dir"),
                   cl::cat(Category),
                   cl::desc("With --enable-check-profile: write a file of "
                            "JSON for each source there instead")};
  Text Explain{"explain", cl::value_desc("check"), cl::cat(Category),
               cl::desc("Print the page of a check and exit")};

  const cl::extrahelp ExitCodes{R"(
Exit codes:
  0  nothing found at or above --fail-on
  1  findings
  2  bad usage or configuration, or a report that could not be written
  3  some translation units could not be analysed
)"};
};

void printVersion(llvm::raw_ostream &To) {
  To << "async-tidy " ASYNC_TIDY_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
}

template <typename T> std::optional<T> given(const cl::opt<T> &Option) {
  if (Option.getNumOccurrences() == 0)
    return std::nullopt;
  return Option.getValue();
}

/// `2/3`
llvm::Error readShard(llvm::StringRef Text, Options &To) {
  const auto [Index, Count] = Text.split('/');
  if (Text.empty() || (!Index.getAsInteger(10, To.Shard.Index) &&
                       !Count.getAsInteger(10, To.Shard.Count) &&
                       To.Shard.Index >= 1 && To.Shard.Index <= To.Shard.Count))
    return llvm::Error::success();
  return usageError("--shard=" + Text +
                    " is no part of a whole: give i/n, from 1/n to n/n");
}

/// LLVM puts the program's name before each of several lines.
std::string oneLine(llvm::StringRef Problems, const char *Program) {
  std::string Sentence;
  for (llvm::StringRef Line : llvm::split(Problems.trim(), '\n')) {
    Line.consume_front(llvm::sys::path::filename(Program));
    Line.consume_front(": ");
    Sentence += (Sentence.empty() ? "" : " ") + Line.str();
  }
  return Sentence;
}

} // namespace

llvm::Expected<Options> parseOptions(int Argc, const char **Argv) {
  Options Given;
  const char **const End = Argv + Argc;
  const char **const Dashes = std::find_if(
      Argv, End, [](llvm::StringRef Word) { return Word == "--"; });
  if (Dashes != End)
    Given.Flags.emplace(Dashes + 1, End);

  if (llvm::Error Other = refuseOtherOptions({Argv + 1, Dashes}))
    return std::move(Other);
  static CommandLine Line;
  cl::HideUnrelatedOptions(Line.Category);
  cl::SetVersionPrinter(printVersion);
  std::string Problems;
  llvm::raw_string_ostream Problem(Problems);
  Complaints = &Problem;
  if (!cl::ParseCommandLineOptions(
          static_cast<int>(Dashes - Argv), Argv,
          "Finds async misuse in C++ coroutine code.\n", &Problem))
    return usageError(oneLine(Problems, Argv[0]));

  Given.BuildPath = Line.BuildPath;
  Given.Files = Line.Files;
  Given.ExtraArgs = Line.ExtraArgs;
  Given.ExtraArgsBefore = Line.ExtraArgsBefore;
  Given.RemovedArgs = Line.RemovedArgs;
  Given.SourceFilter = Line.SourceFilter;
  Given.Engine = {Line.Level,
                  given(Line.Checks),
                  given(Line.WarningsAsErrors),
                  given(Line.HeaderFilter),
                  given(Line.ExcludeHeaderFilter),
                  given(Line.SystemHeaders),
                  given(Line.Config),
                  given(Line.ConfigFile),
                  given(Line.ChecksAsOf),
                  given(Line.LineFilter),
                  given(Line.FormatStyle)};
  Given.SourceRoot = Line.SourceRoot;
  Given.Jobs = Line.Jobs;
  Given.MaxLoad = Line.MaxLoad;
  Given.TimeoutInSeconds = Line.Timeout;
  Given.MemoryInMiB = Line.Memory;
  if (llvm::Error Bad = readShard(Line.Shard, Given))
    return std::move(Bad);
  Given.ListWork = Line.ListWork;
  Given.WorkPath = Line.Work;
  Given.Merge = Line.Merge.getNumOccurrences() > 0;
  Given.CacheDir = Line.CacheDir;
  Given.FullBodies = Line.FullBodies;
  Given.NoPrescan = Line.NoPrescan;
  Given.NoCache = Line.NoCache;
  Given.Format = Line.Format;
  Given.SarifPath = Given.Merge ? Line.Merge : Line.ExportSarif;
  Given.FixesPath = Line.ExportFixes;
  Given.Gate = Line.Gate;
  Given.UseColor = given(Line.UseColor);
  Given.Quiet = Line.Quiet;
  Given.HideProgress = Line.HideProgress;
  Given.Fix = Line.Fix;
  Given.BaselinePath = Line.Baseline;
  Given.WriteBaseline = Line.WriteBaseline;
  Given.PruneBaseline = Line.PruneBaseline;
  Given.DiffPath = Line.Diff;
  Given.DiffBase = Line.DiffBase;
  Given.DiffStrip = Line.DiffStrip;
  Given.ReportUnusedNoLint = Line.ReportUnusedNoLint;
  Given.RequireNoLintReason = Line.RequireNoLintReason;
  Given.ShowSuppressed = Line.ShowSuppressed;
  Given.DryRun = Line.DryRun;
  Given.AllowNoChecks = Line.AllowNoChecks;
  Given.Profile = Line.Profile;
  Given.ProfilePath = Line.ProfilePath;
  Given.ListChecks = Line.ListChecks;
  Given.DumpConfig = Line.DumpConfig;
  Given.ExplainConfig = Line.ExplainConfig;
  Given.VerifyConfig = Line.VerifyConfig;
  Given.Explain = Line.Explain;
  if (llvm::Error Problem = checkCombinations(Given))
    return std::move(Problem);
  return Given;
}

} // namespace asynctidy
