#ifndef ASYNCTIDY_TEST_CASES_HARNESS_PARSEDHEADERS_H
#define ASYNCTIDY_TEST_CASES_HARNESS_PARSEDHEADERS_H

#include "Discovery.h"
#include "llvm/Support/Error.h"
#include <map>

namespace asynctidy {

/// The headers of all cases, parsed once for all that are compiled alike: most
/// of the time would go into them otherwise. Their guards keep them out of the
/// cases.
class ParsedHeaders {
public:
  explicit ParsedHeaders(const std::vector<Case> &All) : All(All) {}

  /// The precompiled header to start \p Which with.
  llvm::Expected<std::string> pathFor(const Case &Which);

private:
  using Words = std::vector<std::string>;

  /// Equal for cases that can share their headers.
  static Words groupOf(const Case &Which);

  /// The text of a header that includes what the cases of \p Group do.
  std::string headersOf(const Words &Group) const;

  const std::vector<Case> &All;
  const ScratchDirectory Scratch;
  std::map<Words, std::string> Paths;
};

} // namespace asynctidy

#endif
