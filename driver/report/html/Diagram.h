#ifndef ASYNCTIDY_DRIVER_REPORT_HTML_DIAGRAM_H
#define ASYNCTIDY_DRIVER_REPORT_HTML_DIAGRAM_H

#include "driver/SourceText.h"
#include "driver/report/Story.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace asynctidy::html {

/// The call path \p Path as a drawing (SVG): a box for each of its steps, and
/// the way back from the await to the thread that it needs. \p NameOf says
/// where a place is, in few words.
std::string diagram(const Story &Path, SourceCache &Sources,
                    llvm::function_ref<std::string(const Place &)> NameOf);

} // namespace asynctidy::html

#endif
