// The formats of --output-format that other programs read: each valid by the
// schema of its reader's documentation, with that reader's units.
#include "DriverTest.h"
#include "Schema.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <set>

using namespace asynctidy;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

namespace {

using nlohmann::json;

class Formats : public DriverTest {
protected:
  ProgramResult runFor(const std::string &Format) {
    writeOneOfEverything();
    return run({"-p", path(""), OneOfEverything, "--quiet",
                "--output-format=" + Format});
  }

  static std::vector<json> linesOf(const std::string &Text) {
    std::vector<json> Lines;
    for (const llvm::StringRef Line : llvm::split(llvm::StringRef(Text), '\n'))
      if (!Line.empty())
        Lines.push_back(json::parse(Line));
    return Lines;
  }
};

// A validator that takes everything would prove nothing.
TEST(Schemas, RefuseWhatMisses) {
  EXPECT_NE(complaintsOf("rdjsonl", json::parse(R"({"message": "a"})")), "");
  EXPECT_NE(complaintsOf("gitlab", json::parse("[{}]")), "");
  EXPECT_NE(complaintsOf("sonarqube", json::parse(R"({"issues": []})")), "");
}

// 1. A line each, with the fields that the findings of the object have.
TEST_F(Formats, JsonLinesAreTheFindingsOfJson) {
  const ProgramResult Lines = runFor("jsonl");
  const json Object = json::parse(runFor("json").Out);
  EXPECT_EQ(json(linesOf(Lines.Out)), Object["findings"]);
  EXPECT_EQ(Lines.ExitCode, 1);
  EXPECT_THAT(Lines.Errors, HasSubstr("broken.cpp was not analysed"));
}

// 2. reviewdog: columns are bytes from 1, ends are exclusive.
TEST_F(Formats, RdJsonl) {
  const std::vector<json> Lines = linesOf(runFor("rdjsonl").Out);
  ASSERT_THAT(Lines, SizeIs(5));
  for (const json &Each : Lines)
    EXPECT_EQ(complaintsOf("rdjsonl", Each), "") << Each;
  EXPECT_EQ(Lines[1]["location"], json::parse(R"({
    "path": "with space.cpp",
    "range": {"start": {"line": 5, "column": 16},
              "end": {"line": 5, "column": 20}}})"));
  EXPECT_EQ(Lines[1]["severity"], "WARNING");
  EXPECT_EQ(Lines[1]["code"], json::parse(R"({"value":
    "async-fire-and-forget"})"));
  EXPECT_EQ(Lines[1]["suggestions"], json::parse(R"([{
    "range": {"start": {"line": 5, "column": 16},
              "end": {"line": 5, "column": 16}}, "text": "co_await "}])"));
}

TEST_F(Formats, RdJsonlRelatesNotes) {
  const json Found = linesOf(runFor("rdjsonl").Out).front();
  ASSERT_THAT(Found["related_locations"], SizeIs(1));
  const json &Note = Found["related_locations"][0];
  EXPECT_THAT(Note["message"], StartsWith("make 'outside' a coroutine"));
  EXPECT_EQ(Note["location"]["range"]["start"]["line"], 3);
}

TEST_F(Formats, RdJsonlHasWhatWasNotAnalysed) {
  const json Failed = linesOf(runFor("rdjsonl").Out).back();
  EXPECT_EQ(Failed["location"], json::parse(R"({"path": "broken.cpp"})"));
  EXPECT_EQ(Failed["severity"], "ERROR");
  EXPECT_THAT(Failed["message"], HasSubstr("does not compile"));
}

// Applied one by one, the edits of this fix would leave code that does not
// compile.
TEST_F(Formats, RdJsonlSuggestsAWholeFix) {
  const std::string Path =
      write("a.cpp", "#include <vector>\n"
                     "void f(const std::vector<int> &V) {\n"
                     "  for (auto I = V.begin(); I != V.end(); ++I)\n"
                     "    (void)*I;\n"
                     "}\n");
  const std::vector<json> Lines =
      linesOf(run({Path, "--checks=-*,modernize-loop-convert",
                   "--output-format=rdjsonl", "--", "-std=c++20"})
                  .Out);
  ASSERT_THAT(Lines, SizeIs(1));
  EXPECT_EQ(Lines[0]["suggestions"], json::parse(R"([{
    "range": {"start": {"line": 3, "column": 7},
              "end": {"line": 4, "column": 13}},
    "text": "(int I : V)\n    (void)I"}])"));
}

// 3. GitLab: paths relative, fingerprints without lines and without doubles.
TEST_F(Formats, GitLab) {
  const ProgramResult Result = runFor("gitlab");
  const json Issues = json::parse(Result.Out);
  EXPECT_EQ(complaintsOf("gitlab", Issues), "");
  ASSERT_THAT(Issues, SizeIs(5));
  EXPECT_EQ(Issues[2]["check_name"], "modernize-use-nullptr");
  EXPECT_EQ(Issues[2]["description"], "use nullptr");
  EXPECT_EQ(Issues[2]["severity"], "major");
  EXPECT_EQ(Issues[2]["location"], json::parse(R"({"path": "with space.cpp",
                                                   "lines": {"begin": 8}})"));
  EXPECT_EQ(Issues[4]["location"]["path"], "broken.cpp");
  EXPECT_THAT(Issues[4]["description"], HasSubstr("was not analysed"));
}

// Complaint 23: a finding is new when a line above it is.
TEST_F(Formats, GitLabFingerprintsOutliveMovedLines) {
  const auto FingerprintsOf = [this](const std::string &Code) {
    std::vector<std::string> All;
    for (const json &Each : json::parse(run({write("a.cpp", Code), OnlyNullptr,
                                             "--output-format=gitlab", "--"})
                                            .Out))
      All.push_back(Each["fingerprint"]);
    return All;
  };
  const std::string Code = "int *A = 0; int *B = 0;\nint *C = 0;\n";
  const std::vector<std::string> Before = FingerprintsOf(Code);
  EXPECT_EQ(FingerprintsOf("// a line more\n\n" + Code), Before);
  EXPECT_THAT(std::set<std::string>(Before.begin(), Before.end()), SizeIs(3));
}

/// A workflow command as the runner of GitHub Actions reads it.
struct WorkflowCommand {
  std::string Name;
  std::map<std::string, std::string> Properties;
  std::string Message;

  explicit WorkflowCommand(llvm::StringRef Line) {
    EXPECT_TRUE(Line.consume_front("::"));
    auto [Head, Tail] = Line.split("::");
    Message = unescaped(Tail);
    auto [Command, Rest] = Head.split(' ');
    Name = Command.str();
    for (const llvm::StringRef Each : llvm::split(Rest, ','))
      Properties[Each.split('=').first.str()] =
          unescaped(Each.split('=').second);
  }

private:
  static std::string unescaped(llvm::StringRef Text) {
    std::string Result;
    while (!Text.empty()) {
      const bool Escaped = Text.consume_front("%");
      Result += Escaped ? llvm::fromHex(Text.take_front(2))
                        : Text.take_front(1).str();
      Text = Text.drop_front(Escaped ? 2 : 1);
    }
    return Result;
  }
};

// 4. GitHub: commands, one a line.
TEST_F(Formats, GitHub) {
  const std::string Out = runFor("github").Out;
  std::vector<WorkflowCommand> Commands;
  for (const llvm::StringRef Line :
       llvm::split(llvm::StringRef(Out).trim(), '\n'))
    Commands.emplace_back(Line);
  ASSERT_THAT(Commands, SizeIs(5));
  EXPECT_EQ(Commands[0].Name, "warning");
  EXPECT_THAT(Commands[0].Message,
              HasSubstr("lost; 'co_await' it or hand it to a detach function\n"
                        "with space.cpp:3: make 'outside' a coroutine"));
  EXPECT_EQ(Commands[1].Properties, (std::map<std::string, std::string>{
                                        {"file", "with space.cpp"},
                                        {"line", "5"},
                                        {"endLine", "5"},
                                        {"col", "13"},
                                        {"title", "async-fire-and-forget"}}));
  EXPECT_EQ(Commands[4].Name, "error");
  EXPECT_EQ(Commands[4].Properties["file"], "broken.cpp");
}

// A name could end a property, or the command, and start another.
TEST_F(Formats, GitHubEscapes) {
  const std::string Path =
      write("a,line=9::b%0A%\n.cpp", "#warning 100%,::error::\n");
  const std::string Out =
      run({Path, "--checks=-*,modernize-use-nullptr,clang-diagnostic-*",
           "--output-format=github", "--quiet", "--"})
          .Out;
  EXPECT_THAT(Out, EndsWith("\n"));
  EXPECT_THAT(llvm::StringRef(Out).drop_back().str(), Not(HasSubstr("\n")));
  const WorkflowCommand Command(llvm::StringRef(Out).drop_back());
  EXPECT_EQ(Command.Properties.at("file"), "a,line=9::b%0A%\n.cpp");
  EXPECT_EQ(Command.Properties.at("line"), "1");
  EXPECT_EQ(Command.Message, "100%,::error::");
}

// 5. SonarQube: columns are UTF-16 from 0; each issue's rule is in the report.
TEST_F(Formats, SonarQube) {
  const json Report = json::parse(runFor("sonarqube").Out);
  EXPECT_EQ(complaintsOf("sonarqube", Report), "");
  std::set<std::string> Rules;
  for (const json &Each : Report["rules"])
    EXPECT_TRUE(Rules.insert(Each["id"]).second) << Each;
  ASSERT_THAT(Report["issues"], SizeIs(5));
  for (const json &Each : Report["issues"])
    EXPECT_TRUE(Rules.count(Each["ruleId"])) << Each;
  const json &Primary = Report["issues"][1]["primaryLocation"];
  EXPECT_EQ(Primary["filePath"], "with space.cpp");
  EXPECT_EQ(Primary["textRange"], json::parse(R"({
    "startLine": 5, "endLine": 5, "startColumn": 12, "endColumn": 16})"));
}

TEST_F(Formats, SonarQubeHasNotesAndFailures) {
  const json Issues = json::parse(runFor("sonarqube").Out)["issues"];
  ASSERT_THAT(Issues[0]["secondaryLocations"], SizeIs(1));
  EXPECT_THAT(Issues[0]["secondaryLocations"][0]["message"],
              StartsWith("make 'outside' a coroutine"));
  EXPECT_EQ(Issues[4]["ruleId"], "not-analysed");
  EXPECT_FALSE(Issues[4]["primaryLocation"].contains("textRange"));
}

// 6. Nothing found is a report too, and an empty stream.
TEST_F(Formats, NothingFound) {
  const auto OutputOf = [this](const std::string &Format) {
    return run({write("a.cpp", "int A;\n"), "--quiet",
                "--output-format=" + Format, "--"})
        .Out;
  };
  for (const char *Format : {"rdjsonl", "jsonl", "github"})
    EXPECT_EQ(OutputOf(Format), "") << Format;
  EXPECT_EQ(OutputOf("gitlab"), "[]\n");
  EXPECT_EQ(json::parse(OutputOf("sonarqube"))["issues"], json::array());
}

// 7. Bytes that are no UTF-8 do not break them.
TEST_F(Formats, BytesThatAreNoUtf8) {
  const std::string Path =
      write("a.cpp", "/* caf\xe9 */ int *A = 0; // caf\xe9\n");
  for (const char *Format : {"rdjsonl", "jsonl", "gitlab", "sonarqube"}) {
    const ProgramResult Result =
        run({Path, OnlyNullptr, std::string("--output-format=") + Format,
             "--quiet", "--"});
    EXPECT_EQ(Result.ExitCode, 1) << Format;
    EXPECT_TRUE(json::accept(Result.Out)) << Format;
  }
}

// 8. A page that is XML, so that a parser tells of what is not closed or
// escaped; it loads nothing.
TEST_F(Formats, Html) {
  const std::string Page = write("page.html", runFor("html").Out);
  const ProgramResult Read =
      runIn("python3 -c 'import sys, xml.etree.ElementTree as t; "
            "print(\"\".join(t.parse(sys.argv[1]).getroot().itertext()))' " +
                Page,
            {});
  ASSERT_EQ(Read.ExitCode, 0) << Read.Errors;
  EXPECT_THAT(Read.Out,
              HasSubstr("5   /* \xc3\xa9\xf0\x9f\x98\x80 */ save();"));
  EXPECT_THAT(Read.Out, HasSubstr("broken.cpp: it does not compile"));
  EXPECT_THAT(Read.Out, HasSubstr("# async-fire-and-forget"));
  for (const char *Loads : {"src=", "<link", "<script", "@import", "url("})
    EXPECT_THAT(readText(Page), Not(HasSubstr(Loads)));
}

TEST_F(Formats, HtmlEscapes) {
  write("<b>&\".cpp", "int *A = 0; // caf\xe9 </pre>\x01\n");
  const std::string Out = run({path("<b>&\".cpp"), OnlyNullptr,
                               "--output-format=html", "--quiet", "--"})
                              .Out;
  EXPECT_THAT(Out, HasSubstr("<h2>&lt;b&gt;&amp;&quot;.cpp</h2>"));
  EXPECT_THAT(Out, HasSubstr("<mark><span class=\"s\">0</span></mark>; "
                             "<span class=\"c\">// caf\xef\xbf\xbd "
                             "&lt;/pre&gt;\xef\xbf\xbd</span>"));
}

TEST_F(Formats, UnknownOneIsASentence) {
  const ProgramResult Result = run({"--output-format=xml"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("there is no 'xml', only text, "));
}

TEST_F(Formats, StandardOutputIsFull) {
  const std::string Path = write("a.cpp", "int *A = 0;\n");
  for (const char *Format : {"rdjsonl", "gitlab", "github", "sonarqube"}) {
    const ProgramResult Result =
        runIn("exec \"$@\" >/dev/full",
              {Path, OnlyNullptr, std::string("--output-format=") + Format,
               "--quiet", "--"});
    EXPECT_EQ(Result.ExitCode, 2) << Format;
    EXPECT_THAT(Result.Errors, isSentenceWith("standard output")) << Format;
  }
}

} // namespace
