#ifndef ASYNCTIDY_DRIVER_APPLY_JOINED_H
#define ASYNCTIDY_DRIVER_APPLY_JOINED_H

#include "driver/Finding.h"
#include "driver/SourceText.h"
#include <optional>

namespace asynctidy {

/// One edit that does what \p Edits do together, for those who would apply
/// them one by one. Nothing if they are in several files, overlap, or enclose
/// bytes that are no UTF-8.
std::optional<Edit> joined(const std::vector<Edit> &Edits,
                           SourceCache &Sources);

} // namespace asynctidy

#endif
