#include "driver/Run.h"
#include "driver/Complain.h"
#include "driver/Configuration.h"
#include "driver/Display.h"
#include "driver/Gate.h"
#include "driver/Machine.h"
#include "driver/Paths.h"
#include "driver/Plan.h"
#include "driver/Pool.h"
#include "driver/Profile.h"
#include "driver/Stages.h"
#include "driver/Store.h"
#include "driver/apply/FixRounds.h"
#include "driver/baseline/BaselineStep.h"
#include "driver/cache/ResultCache.h"
#include "driver/diff/DiffStep.h"
#include "driver/nolint/NoLintStep.h"
#include "driver/parts/Merge.h"
#include "driver/parts/WorkLines.h"
#include "driver/report/Output.h"
#include "driver/report/Text.h"
#include "nlohmann/json.hpp"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"
#include <chrono>
#include <set>
#include <utility>

namespace asynctidy {
namespace {

/// One run of the driver, from the command line to the exit code.
class Invocation {
public:
  explicit Invocation(const Options &Given) : Given(Given) {}

  llvm::Expected<ExitCode> run() {
    const auto Started = std::chrono::steady_clock::now();
    if (llvm::Error Failed = Given.Merge ? readParts() : plan())
      return std::move(Failed);
    if (Given.ListWork) {
      llvm::outs() << workLines(Work);
      return Clean;
    }
    if (llvm::Error Failed = prepare())
      return std::move(Failed);
    if (llvm::Error Failed =
            Given.Fix && !Given.DryRun ? analyseAndFix() : analyse())
      return std::move(Failed);
    if (llvm::Error Failed = writeBaseline())
      return std::move(Failed);
    if (llvm::Error Failed = To->write(Result))
      return std::move(Failed);
    if (Times)
      llvm::errs() << Times->table();
    const std::chrono::duration<double> Taken =
        std::chrono::steady_clock::now() - Started;
    if (!Given.Quiet)
      llvm::errs() << summaryLine(Result, Taken.count());
    return exitCode(Result, Given.Gate);
  }

private:
  llvm::Error plan() {
    llvm::Expected<Configuration> Config = Configuration::create(Given.Engine);
    if (!Config)
      return Config.takeError();
    const Configuration &InForce = Checks.emplace(std::move(*Config));
    llvm::Expected<Plan> Planned =
        Given.WorkPath.empty() ? makePlan(Given) : readWork(Given);
    if (!Planned)
      return Planned.takeError();
    Work = std::move(*Planned);
    if (Given.hasDiff())
      if (llvm::Error Failed = narrowToDiff())
        return Failed;
    if (Given.WorkPath.empty())
      numberUnits(
          Work, Given.Files.empty() && Given.SourceFilter.empty() && !Changes,
          Given.isPart() || Given.ListWork ? InForce.hashFor(Work.Items) : "");
    keepShard();
    return llvm::Error::success();
  }

  /// Puts what the parts have done in the place of an analysis.
  llvm::Error readParts() {
    llvm::Expected<MergedParts> Merged = mergeParts(Given);
    if (!Merged)
      return Merged.takeError();
    Work = std::move(Merged->Work);
    Chosen = std::move(Merged->Chosen);
    Globs = std::move(Merged->Globs);
    Latest = std::move(Merged->Results);
    if (Given.hasDiff()) {
      llvm::Expected<DiffStep> Read = DiffStep::create(Given, Work.SourceRoot);
      if (!Read)
        return Read.takeError();
      Changes.emplace(std::move(*Read));
    }
    return llvm::Error::success();
  }

  llvm::Error prepare() {
    if (!Given.Merge) {
      if (llvm::Error Failed = openCache())
        return Failed;
      if (llvm::Error Failed = startProfile())
        return Failed;
      if (llvm::Error Failed = chooseItems())
        return Failed;
    }
    if (!Given.BaselinePath.empty()) {
      llvm::Expected<BaselineStep> Read = BaselineStep::create(Given);
      if (!Read)
        return Read.takeError();
      Known.emplace(std::move(*Read));
    }
    llvm::Expected<Output> Opened = Output::open(Given);
    if (!Opened)
      return Opened.takeError();
    To.emplace(std::move(*Opened));
    return llvm::Error::success();
  }

  llvm::Error narrowToDiff() {
    llvm::Expected<DiffStep> Read = DiffStep::create(Given, Work.SourceRoot);
    if (!Read)
      return Read.takeError();
    const DiffStep::Choice Made = Read->choose(Work);
    Changes.emplace(std::move(*Read));
    if (!Given.Quiet)
      llvm::for_each(Made.Picked, complain);
    llvm::for_each(Made.Left, complain);
    return llvm::Error::success();
  }

  /// By name, so that a new file moves no other one to another machine.
  void keepShard() {
    if (Given.Shard.Count)
      llvm::erase_if(Work.Items, [this](const WorkItem &Each) {
        const std::string Path = relativeTo(Work.SourceRoot, Each.File);
        return llvm::xxh3_64bits(Path) % Given.Shard.Count + 1 !=
               Given.Shard.Index;
      });
  }

  /// Nobody asked for the one in the build directory, which may be read-only.
  llvm::Error openCache() {
    const bool IsAsked = !Given.CacheDir.empty();
    // What is known already takes no time.
    if (Given.NoCache || Given.Profile || (!IsAsked && Given.BuildPath.empty()))
      return llvm::Error::success();
    llvm::Expected<ResultCache> Opened = ResultCache::open(
        IsAsked ? Given.CacheDir
                : realPath(Given.BuildPath) + "/.async-tidy/cache");
    if (Opened)
      Cache.emplace(std::move(*Opened));
    else if (IsAsked)
      return Opened.takeError();
    else
      llvm::consumeError(Opened.takeError());
    return llvm::Error::success();
  }

  llvm::Error startProfile() {
    if (!Given.Profile)
      return llvm::Error::success();
    llvm::Expected<Profile> Started = Profile::create(Given);
    if (!Started)
      return Started.takeError();
    Times.emplace(std::move(*Started));
    return llvm::Error::success();
  }

  llvm::Error chooseItems() {
    llvm::Expected<Configuration::Verdict> Verified =
        Checks->verify(Work.Items);
    if (!Verified)
      return Verified.takeError();
    Verdict = std::move(*Verified);
    for (size_t Item = 0; Item < Work.Items.size(); ++Item)
      if (Verdict.HasChecks[Item])
        Chosen.push_back(Item);
    Globs = std::move(Verdict.Globs);
    // A diff may well be about other things, and a small part of nothing.
    if (Chosen.empty() && (Changes || Given.isPart() || Given.AllowNoChecks))
      return llvm::Error::success();
    const auto Cxx = llvm::find_if(Work.Items, [](const WorkItem &Each) {
      return Each.In == Language::Cxx;
    });
    if (Chosen.empty() && Cxx == Work.Items.end())
      return llvm::Error::success();
    if (Chosen.empty())
      return llvm::createStringError(
          std::make_error_code(std::errc::invalid_argument),
          "no check is enabled for " + Cxx->File +
              ": see --checks and the .clang-tidy files above it");
    if (!Verdict.AnyAsyncCheck && !Given.Engine.Checks)
      complain("the configuration enables no async check for any file; add "
               "--checks='async-*' to run them too");
    return llvm::Error::success();
  }

  /// The results of all chosen items, of which those are new that are not
  /// known yet or have one of \p Edited in them.
  llvm::Error refresh(const std::set<std::string> &Edited) {
    std::vector<size_t> Positions, Items;
    const bool IsFirst = Latest.empty();
    Latest.resize(Chosen.size());
    for (size_t At = 0; At < Chosen.size(); ++At)
      if (IsFirst || Latest[At].reads(Edited)) {
        Positions.push_back(At);
        Items.push_back(Chosen[At]);
      }
    if (Items.empty())
      return llvm::Error::success();
    llvm::Expected<std::vector<UnitResult>> Results = analyseItems(Items);
    if (!Results)
      return Results.takeError();
    for (size_t At = 0; At < Positions.size(); ++At)
      Latest[Positions[At]] = std::move((*Results)[At]);
    return llvm::Error::success();
  }

  llvm::Expected<std::vector<UnitResult>>
  analyseItems(const std::vector<size_t> &Wanted) {
    AnalysisOptions How = {*Checks, Work.SourceRoot,
                           Given.ShowSuppressed || Given.ReportUnusedNoLint,
                           Times ? Times->directory() : ""};
    How.ParsesLess = !Given.FullBodies;
    How.Prescans = !Given.NoPrescan;
    Stages Way({Work, How, Verdict, Cache ? &*Cache : nullptr});
    return Way.run(
        Wanted,
        [&](const std::vector<size_t> &Items, const Analysis &Job) {
          PoolWatcher Nobody;
          return analyseAll(Items, Job, poolLimits(), Nobody);
        },
        [&](const std::vector<size_t> &Items, const Analysis &Job) {
          Display Shown(Work, Items.size(), Given.Quiet || Given.HideProgress);
          return analyseAll(Items, Job, poolLimits(), Shown);
        });
  }

  PoolLimits poolLimits() const {
    PoolLimits Limits;
    Limits.Jobs = Given.Jobs ? Given.Jobs : jobsFor(limitsOfMachine());
    Limits.TimeoutInSeconds = Given.TimeoutInSeconds;
    Limits.MemoryInMiB = Given.MemoryInMiB;
    if (Given.MaxLoad > 0)
      Limits.IsOverloaded = [Max = Given.MaxLoad] { return load() > Max; };
    return Limits;
  }

  llvm::Error analyse(const std::set<std::string> &Edited = {}) {
    if (llvm::Error Failed = refresh(Edited))
      return Failed;
    // Only --fix comes back to them.
    std::vector<UnitResult> Results =
        Given.Fix ? Latest : std::exchange(Latest, {});
    const Coverage Covered = coverage(Results);
    Result = Report();
    Result.SourceRoot = Work.SourceRoot;
    if (Given.isPart())
      Result.Part = std::make_shared<nlohmann::ordered_json>(
          recordOf(Given, Work, Chosen, Globs, Results));
    Result.Units = summary(Results);
    if (Given.ReportUnusedNoLint || Given.RequireNoLintReason)
      Results.push_back(judgeNoLints(Results, Given, Work.SourceRoot, Covered));
    if (Given.ShowSuppressed)
      Result.Suppressed = suppressed(Results, Work.SourceRoot);
    if (Cache)
      Cache->prune();
    Result.Findings = mergeFindings(std::move(Results), Work.SourceRoot);
    if (Known)
      Known->apply(Result, Covered);
    if (Changes)
      Changes->keepChanged(Result);
    return llvm::Error::success();
  }

  Summary summary(const std::vector<UnitResult> &Results) const {
    Summary Units;
    Units.Planned = Work.Items.size();
    size_t At = 0; // the next of the chosen items
    for (size_t Item = 0; Item < Work.Items.size(); ++Item) {
      const WorkItem &Unit = Work.Items[Item];
      if (At == Chosen.size() || Chosen[At] != Item) {
        ++(Unit.In == Language::Cxx ? Units.Skipped : Units.NotCxx);
        continue;
      }
      const UnitResult &Each = Results[At++];
      Units.WithoutAsync += Each.HasNoAsync;
      Units.FromCache += Each.IsFromCache;
      if (Each.Failure.empty())
        ++Units.Analysed;
      else
        Units.Failed.push_back({Unit.File, Each.Failure});
    }
    return Units;
  }

  Coverage coverage(const std::vector<UnitResult> &Results) const {
    Coverage Covered(Work.SourceRoot,
                     /*IsWholeProject=*/Work.All.IsProject && !Changes &&
                         !Given.isPart());
    for (size_t Item = 0, At = 0; Item < Work.Items.size(); ++Item)
      if (At < Chosen.size() && Chosen[At] == Item)
        Covered.add(Work.Items[Item], Results[At++], Globs[Item]);
      else
        Covered.addSkipped(Work.Items[Item]);
    return Covered;
  }

  llvm::Error analyseAndFix() {
    llvm::Expected<unsigned> Fixed = fixInRounds(
        [this](const std::set<std::string> &Edited) { return analyse(Edited); },
        Result.Findings, Given.Engine);
    if (!Fixed)
      return Fixed.takeError();
    if (!Given.Quiet && *Fixed)
      complain("fixed " + llvm::Twine(*Fixed) +
               (*Fixed == 1 ? " finding" : " findings"));
    return llvm::Error::success();
  }

  llvm::Error writeBaseline() {
    if (!Known)
      return llvm::Error::success();
    llvm::Expected<unsigned> Removed = Known->write(Result);
    if (!Removed)
      return Removed.takeError();
    if (!Given.Quiet && *Removed)
      complain("removed " + llvm::Twine(*Removed) +
               (*Removed == 1 ? " fixed finding" : " fixed findings") +
               " from " + Given.BaselinePath);
    return llvm::Error::success();
  }

  const Options &Given;
  std::optional<Configuration> Checks;
  Configuration::Verdict Verdict;
  Plan Work;
  std::vector<size_t> Chosen;     ///< of the plan's items
  std::vector<std::string> Globs; ///< of checks, for each of the items
  std::vector<UnitResult> Latest; ///< for each of the chosen items
  std::optional<BaselineStep> Known;
  std::optional<DiffStep> Changes;
  std::optional<ResultCache> Cache;
  std::optional<Profile> Times;
  std::optional<Output> To;
  Report Result;
};

} // namespace

int run(const Options &Given) {
  llvm::Expected<ExitCode> Code = Invocation(Given).run();
  if (Code)
    return *Code;
  complain(llvm::toString(Code.takeError()));
  return Unusable;
}

} // namespace asynctidy
