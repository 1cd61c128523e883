#ifndef ASYNCTIDY_DRIVER_REPORT_HTML_SOURCEVIEW_H
#define ASYNCTIDY_DRIVER_REPORT_HTML_SOURCEVIEW_H

#include "driver/Finding.h"
#include "driver/report/html/Highlight.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace asynctidy::html {

/// The parts of a file that something is said of, with the remarks below their
/// lines.
class SourceView {
public:
  /// \p Id begins the identifiers of the lines. Without \p Text, there are the
  /// remarks alone.
  SourceView(std::string Id, const SourceText *Text);

  enum class Mark : unsigned char { None, Note, Finding };
  /// Shows \p Where, marks it, and puts \p Remark, which is HTML, below.
  void add(const Place &Where, Mark As, const std::string &Remark);

  std::string idOf(unsigned Line) const;
  std::string render() const;

private:
  std::string lines(unsigned First, unsigned Last) const;
  std::string line(unsigned Line) const;

  std::string Id;
  const SourceText *Text;
  std::vector<TokenKind> Kinds; ///< of each byte
  std::vector<Mark> Marks;      ///< of each byte
  std::set<unsigned> Shown;
  std::map<unsigned, std::string> Remarks;
};

} // namespace asynctidy::html

#endif
