#ifndef ASYNCTIDY_TEST_CASES_DRIVER_SCHEMA_H
#define ASYNCTIDY_TEST_CASES_DRIVER_SCHEMA_H

#include "nlohmann/json.hpp"
#include <string>

namespace asynctidy {

/// What is wrong with \p Document by the schema \p Name in schemas/, a line
/// each; empty if nothing is.
std::string complaintsOf(const std::string &Name,
                         const nlohmann::json &Document);

} // namespace asynctidy

#endif
