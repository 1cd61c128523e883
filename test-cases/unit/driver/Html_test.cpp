// The parts of the page for a browser.
#include "Scratch.h"
#include "driver/report/html/Diagram.h"
#include "driver/report/html/SourceView.h"
#include "gmock/gmock.h"

using namespace asynctidy;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

using html::SourceView;
using html::TokenKind;

class Html : public ScratchTest {
protected:
  const SourceText &text(const std::string &Code) {
    return *Sources.find(write("a.cpp", Code));
  }

  /// A letter for each byte.
  std::string kinds(const std::string &Code) {
    std::string Letters;
    for (const TokenKind Kind : html::tokenKinds(text(Code)))
      Letters += ".klcd"[static_cast<size_t>(Kind)];
    return Letters;
  }

  Place place(unsigned Line) const {
    return {path("a.cpp"), 0, 0, Line, 1, Line, 1};
  }

  SourceCache Sources;
};

// 1. Code looks like code.
TEST_F(Html, Highlights) {
  EXPECT_EQ(kinds("const auto A = co_await f(1, \"s\"); // why\n"),
            "kkkkk.kkkk.....kkkkkkkk...l..lll...cccccc.");
}

TEST_F(Html, HighlightsDirectives) {
  EXPECT_EQ(kinds("#if A\nint B;\n"), "ddd.d.kkk....");
}

// 2. The lines around a place, and a gap where some are left out.
TEST_F(Html, ShowsThePlacesAlone) {
  std::string Code;
  for (int Line = 1; Line <= 30; ++Line)
    Code += "line" + std::to_string(Line) + "\n";
  SourceView View("f0", &text(Code));
  View.add(place(2), SourceView::Mark::Note, "<p>first</p>");
  View.add(place(20), SourceView::Mark::Finding, "<p>second</p>");
  const std::string Out = View.render();
  EXPECT_THAT(Out, AllOf(HasSubstr("line1\n"), HasSubstr("line5\n"),
                         Not(HasSubstr("line6\n")), Not(HasSubstr("line16\n")),
                         HasSubstr("line17\n"), HasSubstr("line23\n"),
                         Not(HasSubstr("line24\n"))));
  EXPECT_LT(Out.find("line2\n"), Out.find("first"));
  EXPECT_LT(Out.find("first"), Out.find("line3\n"));
  EXPECT_THAT(Out, HasSubstr("class=\"gap\""));
  EXPECT_THAT(Out, HasSubstr("id=\"f0-20\""));
}

// 3. A file that is gone keeps its findings.
TEST_F(Html, ShowsRemarksWithoutCode) {
  SourceView View("f0", nullptr);
  View.add(place(7), SourceView::Mark::Finding, "<p>said</p>");
  EXPECT_EQ(View.render(), "<p>said</p>");
}

// 4. A finding's mark is above a note's.
TEST_F(Html, MarksTheFinding) {
  SourceView View("f0", &text("int ab;\n"));
  Place Both = place(1);
  Both.Offset = 4;
  Both.Length = 2;
  View.add(Both, SourceView::Mark::Finding, "");
  View.add(Both, SourceView::Mark::Note, "");
  EXPECT_THAT(View.render(), HasSubstr("<mark>ab</mark>;"));
}

// 5. A drawing has a box for each step, and only a known await has a way back.
TEST_F(Html, DrawsAPath) {
  text("void f();\nvoid g() { /* ------------------------------ */ f().get(); }"
       "\n");
  const std::string Handler = "a handler", Call = "'g' is called here",
                    Wait = "'get' blocks", Await = "this await",
                    Function = "a::function_with_a_long_name(std::vector<int> "
                               "&, const std::string &, another_type)";
  Place InG = place(2);
  InG.Column = 53;
  InG.EndColumn = 56;
  InG.Length = 3;
  const Place First = place(1);
  Story Path = {{{Story::Step::Start, Handler, First, Function},
                 {Story::Step::Next, Call, First, Function},
                 {Story::Step::Finding, Wait, InG, Function}},
                /*IsCallPath=*/true};
  const auto NameOf = [](const Place &) { return std::string("a.cpp:1"); };
  const auto Count = [](llvm::StringRef In, llvm::StringRef What) {
    return In.count(What);
  };
  const std::string Open = html::diagram(Path, Sources, NameOf);
  EXPECT_EQ(Count(Open, "class=\"box"), 3u);
  EXPECT_EQ(Count(Open, "class=\"head back"), 0u);
  EXPECT_THAT(Open, AllOf(HasSubstr("a::function_with_a_long_name("),
                          HasSubstr("f().get();"), HasSubstr("\xe2\x80\xa6")))
      << "what is too long is cut, but not where it blocks";
  Path.Steps.push_back({Story::Step::Await, Await, First, Function});
  const std::string Closed = html::diagram(Path, Sources, NameOf);
  EXPECT_EQ(Count(Closed, "class=\"box"), 4u);
  EXPECT_EQ(Count(Closed, "class=\"head back"), 1u);
}

// 6. A letter outside of ASCII is not cut in two.
TEST_F(Html, CutsBetweenLetters) {
  std::string Letters;
  for (int Count = 0; Count < 60; ++Count)
    Letters += "\xc3\xa9";
  text("int a;\n");
  const Place First = place(1);
  for (const std::string &Name : {Letters, "x" + Letters}) {
    const Story Path = {{{Story::Step::Start, Name, First, Name},
                         {Story::Step::Finding, Name, First, Name}},
                        /*IsCallPath=*/true};
    EXPECT_THAT(
        html::diagram(Path, Sources,
                      [](const Place &) { return std::string("a.cpp:1"); }),
        Not(HasSubstr("\xef\xbf\xbd")));
  }
}

} // namespace
