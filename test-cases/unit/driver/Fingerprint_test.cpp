#include "driver/report/Fingerprint.h"
#include "gmock/gmock.h"

using namespace asynctidy;
using testing::EndsWith;
using testing::SizeIs;

namespace {

TEST(Fingerprint, IsGitHubs) {
  // What sarif-multitool gives for line 2.
  EXPECT_EQ(lineFingerprints("hello\n  int x\r\nfoo \xc3\xa9 bar\n")[1],
            "85d0e2eb88333138:1");
}

TEST(Fingerprint, OneALine) {
  // The end of the file counts as one.
  EXPECT_THAT(lineFingerprints(""), SizeIs(1));
  EXPECT_THAT(lineFingerprints("a\nb"), SizeIs(2));
  EXPECT_THAT(lineFingerprints("a\nb\n"), SizeIs(3));
  EXPECT_THAT(lineFingerprints(std::string(500, 'a') + "\nb"), SizeIs(2));
}

TEST(Fingerprint, BlanksDoNotCount) {
  EXPECT_EQ(lineFingerprints("int  x;\n\tf();\n"),
            lineFingerprints("int x;\r\n  f();\r\n"));
}

TEST(Fingerprint, EqualLinesAreNumbered) {
  const std::string Long(200, 'x');
  const auto Hashes = lineFingerprints(Long + "\n" + Long + "\n");
  EXPECT_THAT(Hashes[0], EndsWith(":1"));
  EXPECT_THAT(Hashes[1], EndsWith(":2"));
}

TEST(Fingerprint, BytesThatAreNoUtf8) {
  EXPECT_THAT(lineFingerprints("caf\xe9\nx"), SizeIs(2));
}

} // namespace
