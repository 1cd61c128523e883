#ifndef ASYNCTIDY_DRIVER_CONVERT_H
#define ASYNCTIDY_DRIVER_CONVERT_H

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "driver/Finding.h"
#include "driver/SourceText.h"

namespace asynctidy {

/// clang-tidy's result as a finding: real paths, lines and columns.
Finding toFinding(const clang::tidy::ClangTidyError &Error,
                  SourceCache &Sources);

} // namespace asynctidy

#endif
