#include "Page.h"
#include "gtest/gtest.h"

using namespace asynctidy;

TEST(Page, hasSectionsWithSnippets) {
  std::vector<PageSection> Sections = readPage("# async-x\n"
                                               "## Bad\n"
                                               "```cpp\n"
                                               "f();\n"
                                               "## no heading\n"
                                               "```\n"
                                               "text\n"
                                               "```\n"
                                               "output\n"
                                               "```\n"
                                               "```cpp\n"
                                               "g();\n"
                                               "```\n"
                                               "### Part\n"
                                               "## False positives\n");
  ASSERT_EQ(Sections.size(), 2u);
  EXPECT_EQ(Sections[0].Title, "Bad");
  ASSERT_EQ(Sections[0].Snippets.size(), 2u);
  EXPECT_EQ(Sections[0].Snippets[0].FirstLine, 4u);
  EXPECT_EQ(Sections[0].Snippets[0].Text, "f();\n## no heading\n");
  EXPECT_EQ(Sections[0].Snippets[1].Text, "g();\n");
  EXPECT_EQ(Sections[1].Title, "False positives");
  EXPECT_TRUE(Sections[1].Snippets.empty());
}
