#ifndef ASYNCTIDY_DRIVER_REPORT_HTML_INDEX_H
#define ASYNCTIDY_DRIVER_REPORT_HTML_INDEX_H

#include "driver/Finding.h"
#include <string>
#include <vector>

namespace asynctidy::html {

/// Where to find what: the findings by file, or by check, as the reader
/// chooses.
class FindingIndex {
public:
  struct Entry {
    std::string Number; ///< as the page counts the findings
    std::string Path;
    unsigned Line;
    std::string Check;
    std::string Message;
    std::string Level;
  };
  void add(Entry New) { Entries.push_back(std::move(New)); }
  bool empty() const { return Entries.empty(); }
  std::string render() const;

private:
  std::vector<Entry> Entries;
};

/// \p Check, which leads to its page: below for ours, else upstream's. What
/// the driver itself reports has none.
std::string checkLink(const std::string &Check);

/// The pages of the checks that found something.
std::string checkPages(const Report &What);

} // namespace asynctidy::html

#endif
