#ifndef ASYNCTIDY_DRIVER_PARTS_WORKLINES_H
#define ASYNCTIDY_DRIVER_PARTS_WORKLINES_H

#include "driver/Plan.h"

namespace asynctidy {

/// Gives each unit of \p Of, which has all the work, its number. Parts of
/// another \p Configuration, a hash, are parts of other work.
void numberUnits(Plan &Of, bool IsProject, llvm::StringRef Configuration);

/// Each unit of \p Of as a line of JSON that needs nothing else to be run.
std::string workLines(const Plan &Of);

/// The units that the lines in the file --work name; '-' is standard input.
/// Lines that do not come from --list-work may leave all out but what a compile
/// database has too; then the file is all the work. An error is one sentence
/// with the line's number.
llvm::Expected<Plan> readWork(const Options &Given);

} // namespace asynctidy

#endif
