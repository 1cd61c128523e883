// A translation unit that crashes, hangs, is killed or takes all memory costs
// itself and nothing else; and a run that is stopped stops.
#include "DriverTest.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace asynctidy;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

/// Keeps clang busy for minutes.
constexpr const char *Endless =
    "constexpr long f() { long S = 0; for (long I = 0; I < 2'000'000'000; ++I) "
    "S += I; return S; }\nstatic_assert(f());\n";
/// Takes some 300 MB, and compiles.
constexpr const char *Hungry =
    "constexpr int f() { int A[4'000'000] = {}; A[3'999'999] = 1; return A[0]; "
    "}\nstatic_assert(f() == 0);\n";

class Faults : public DriverTest {
protected:
  /// A unit that goes wrong, and one behind it that does not.
  void writeUnits(const std::string &Bad) {
    write("bad.cpp", Bad);
    write("good.cpp", "int *Good = nullptr;\n");
    writeDatabase({"bad.cpp", "good.cpp"},
                  "-std=c++20 -fconstexpr-steps=4294967295");
  }

  Words arguments(const Words &More) const {
    Words All = {"-p", path(""), OnlyNullptr, "-j1", "--output-format=sarif"};
    All.insert(All.end(), More.begin(), More.end());
    return All;
  }

  /// Only bad.cpp is lost, and all say so.
  static void expectLost(const ProgramResult &Result,
                         const std::string &Reason) {
    EXPECT_EQ(Result.ExitCode, 3) << Result.Errors;
    EXPECT_THAT(Result.Errors, HasSubstr("bad.cpp was not analysed: "));
    EXPECT_THAT(Result.Errors, HasSubstr("1 of 2 translation units analysed"));
    const nlohmann::json Log =
        nlohmann::json::parse(Result.Out, nullptr, /*allow_exceptions=*/false);
    ASSERT_FALSE(Log.is_discarded()) << Result.Out;
    const nlohmann::json &Invocation = Log["runs"][0]["invocations"][0];
    EXPECT_EQ(Invocation["executionSuccessful"], false);
    const nlohmann::json &Said = Invocation["toolExecutionNotifications"];
    ASSERT_EQ(Said.size(), 1u);
    EXPECT_THAT(Said[0]["message"]["text"].get<std::string>(),
                HasSubstr(Reason));
    EXPECT_EQ(
        Said[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "bad.cpp");
  }
};

// 1. Clang crashes: a trap, a fatal error of its own, a stack that is full.
TEST_F(Faults, CrashesOfClang) {
  for (const std::string &Code :
       {std::string("#pragma clang __debug crash\n"),
        std::string("#pragma clang __debug llvm_fatal_error\n"),
        "int A = " + std::string(100000, '(') + "0"}) {
    SCOPED_TRACE(Code.substr(0, 40));
    writeUnits(Code);
    expectLost(run(arguments({"--extra-arg=-fbracket-depth=200000"})),
               "the analysis crashed (");
  }
}

// 2. It waits for what never comes: a pipe that nobody writes to.
TEST_F(Faults, Hangs) {
  writeUnits("#include \"pipe.h\"\n");
  ASSERT_EQ(runIn("mkfifo " + path("pipe.h"), {}).ExitCode, 0);
  expectLost(run(arguments({"--timeout=1"})), "it took longer than 1 s");
}

// 3. Its process is killed, once that has done with the unit before it.
TEST_F(Faults, IsKilled) {
  write("a.cpp", "int *Good = nullptr;\n");
  write("bad.cpp", Endless);
  writeDatabase({"a.cpp", "bad.cpp"},
                "-std=c++20 -fconstexpr-steps=4294967295");
  const ProgramResult Result =
      runIn("\"$@\" & until ls " + path(".async-tidy/cache") +
                "/llvmcache-* || ! kill -0 $!; do sleep 0.05; done "
                ">/dev/null 2>&1\n"
                "sleep 0.5; kill -9 $(pgrep -P $!); wait $!",
            arguments({}));
  expectLost(Result, "the analysis was killed");
}

// 4. What takes too much memory is tried once more, alone and without a limit.
TEST_F(Faults, TakesMoreMemoryThanItsShare) {
  writeUnits(Hungry);
  const ProgramResult Result = run(arguments({"--memory-limit=200"}));
  EXPECT_EQ(Result.ExitCode, 0) << Result.Errors;
  EXPECT_THAT(Result.Errors,
              HasSubstr("bad.cpp takes too much memory and is analysed once "
                        "more, alone\n"));
  EXPECT_THAT(Result.Errors, HasSubstr("2 of 2 translation units analysed"));
}

// 5. If that is too much for the machine, it is lost.
TEST_F(Faults, TakesMoreMemoryThanThereIs) {
  writeUnits(Hungry);
  const ProgramResult Result =
      runIn("ulimit -d 200000; exec \"$@\"", arguments({}));
  EXPECT_THAT(Result.Errors, HasSubstr("once more, alone\n"));
  expectLost(Result, "it takes more memory than there is");
}

/// Stops a run by $SIGNAL once its first result is in the cache. Prints the
/// exit code, the milliseconds it took, and the workers that are left.
constexpr const char *StopIt = R"sh(
env --default-signal=INT "$@" >/dev/null 2>&1 &
run=$!
until ls "$CACHE"/llvmcache-* >/dev/null 2>&1 && workers=$(pgrep -P $run); do
  kill -0 $run || exit 1
  sleep 0.05
done
begin=$(date +%s%N)
kill -$SIGNAL $run
wait $run
echo $? $((($(date +%s%N) - begin) / 1000000))
sleep 0.3
for worker in $workers; do ps -o stat= -p $worker | grep -v Z; done
)sh";

// 6. Ctrl-C: at once, without half a file, and what was done is done.
TEST_F(Faults, IsStopped) {
  write("a.cpp", "int *A = 0;\n");
  write("endless.cpp", Endless);
  for (const auto &[Signal, Code] :
       {std::pair("INT", "130"), {"TERM", "143"}}) {
    SCOPED_TRACE(Signal);
    writeDatabase({"a.cpp", "endless.cpp"},
                  "-std=c++20 -fconstexpr-steps=4294967295 -D" +
                      std::string(Signal));
    const std::string Cache = path(std::string("cache") + Signal);
    const Words Arguments = {"-p", path(""), OnlyNullptr, "-j1",
                             "--cache-dir=" + Cache};
    Words Stopped = Arguments;
    Stopped.push_back("--export-sarif=" + path("report.sarif"));
    const ProgramResult Result = runIn(
        std::string("SIGNAL=") + Signal + " CACHE=" + Cache + StopIt, Stopped);
    const auto [Ended, Rest] = llvm::StringRef(Result.Out).split(' ');
    const auto [Took, Alive] = Rest.split('\n');
    EXPECT_EQ(Ended, Code) << Result.Errors;
    unsigned Milliseconds = 0;
    EXPECT_FALSE(Took.getAsInteger(10, Milliseconds));
    EXPECT_LT(Milliseconds, 1000u);
    EXPECT_EQ(Alive, "") << "a worker is left";
    for (const std::string &Name : names())
      EXPECT_THAT(Name, Not(StartsWith("report.sarif")));

    Words Again = Arguments;
    Again.push_back("--timeout=1");
    EXPECT_THAT(run(Again).Errors, HasSubstr("1 of them from the cache"));
  }
}

/// Kills a run that cannot clean up, beside another one, which goes on. Prints
/// the names in $TMPDIR before that, after a third run, and at the end.
constexpr const char *KillIt = R"sh(
export TMPDIR
names() { ls "$TMPDIR" | sed 's/\..*\./ /' | sort | tr '\n' ','; echo; }
wait_for() {
  until [ "$(ls "$TMPDIR"/*.files 2>/dev/null | wc -l)" = $1 ]; do
    sleep 0.05
  done
}
"$@" >/dev/null 2>&1 & first=$!
wait_for 1
"$@" >/dev/null 2>&1 & second=$!
wait_for 2
names
kill -9 $first; wait $first 2>/dev/null
sleep 0.5
"$@" quick.cpp
names
kill $second; wait $second 2>/dev/null
names
)sh";

// 7. kill -9: what it leaves, the next run removes, and nothing of a run that
// lives.
TEST_F(Faults, IsKilledItself) {
  Words Files = {"quick.cpp"};
  write("quick.cpp", "#include <vector>\nbool await_ready();\n");
  for (const char *Name : {"1.cpp", "2.cpp", "3.cpp", "4.cpp"}) {
    Files.push_back(Name);
    write(Name,
          "#include <vector>\nbool await_ready();\n" + std::string(Endless));
  }
  writeDatabase(Files, "-std=c++20 -fconstexpr-steps=4294967295");
  llvm::sys::fs::create_directories(path("tmp"));
  const ProgramResult Result =
      runIn("TMPDIR=" + path("tmp") + KillIt,
            {"-p", path(""), "--checks=-*,async-*", "-j1", "--quiet",
             "--export-sarif=" + path("tmp/report.sarif")});
  EXPECT_THAT(Result.Errors, testing::IsEmpty());
  const std::string Headers = "async-tidy-headers files,async-tidy-headers "
                              "hpp,async-tidy-headers pch,";
  EXPECT_EQ(Result.Out, "async-tidy-headers files,async-tidy-headers files,"
                        "async-tidy-headers hpp,async-tidy-headers hpp,"
                        "async-tidy-headers pch,async-tidy-headers pch,"
                        "report tmp,report tmp,\n" +
                            Headers +
                            "report tmp,report.sarif,\nreport.sarif,\n");
}

/// Runs "$@" where $DISK is a small disk that is nearly full, then prints the
/// exit code, the report on it and its names.
constexpr const char *OnSmallDisk = R"sh(
export DISK
exec unshare --mount --map-root-user sh -c '
mount -t tmpfs -o size=64k none "$DISK" || exit 99
printf "the earlier one" >"$DISK/report.sarif"
head -c 50000 /dev/zero >"$DISK/fill"
"$@"
echo " $?"; cat "$DISK/report.sarif"; ls "$DISK"' sh "$@"
)sh";

// 8. A full disk, for real.
TEST_F(Faults, DiskIsFull) {
  const std::string Source = write("a.cpp", "int *A = 0;\n");
  write("disk/mounted-over", "");
  const std::string Report = path("disk/report.sarif");
  const ProgramResult Result =
      runIn("DISK=" + path("disk") + OnSmallDisk,
            {Source, OnlyNullptr, "--export-sarif=" + Report, "--quiet", "--"});
  ASSERT_NE(Result.ExitCode, 99)
      << "this test has to mount a tmpfs, as root or "
         "in a user namespace: "
      << Result.Errors;
  EXPECT_EQ(Result.Out, " 2\nthe earlier onefill\nreport.sarif\n");
  EXPECT_THAT(Result.Errors, isSentenceWith("cannot write " + Report +
                                            ": No space left on device"));
}

} // namespace
