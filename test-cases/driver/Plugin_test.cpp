// The plugin, loaded into a clang-tidy that it was not built for.
#include "DriverTest.h"

using namespace asynctidy;
using testing::HasSubstr;

namespace {

class Plugin : public DriverTest {};

// Complaint 15: a plugin for another version fails without a reason.
TEST_F(Plugin, SaysWhichClangTidyItNeeds) {
  const ProgramResult Result =
      runIn(ASYNC_TIDY_OTHER_CLANG_TIDY " --load " ASYNC_TIDY_PLUGIN
                                        " --checks='-*,async-*' " +
                write("a.cpp", "int A;\n") + " --",
            {});
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Errors,
              HasSubstr("was built for clang-tidy 22, and this program is"));
  EXPECT_THAT(Result.Errors, HasSubstr("load it into clang-tidy-22, or build"));
}

} // namespace
