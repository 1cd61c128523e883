#ifndef ASYNCTIDY_DRIVER_FINDING_H
#define ASYNCTIDY_DRIVER_FINDING_H

#include "nlohmann/json_fwd.hpp"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <memory>
#include <string>
#include <vector>

namespace asynctidy {

enum class Severity { Note, Warning, Error };

/// The word for \p Of in every report: note, warning or error.
const char *spelling(Severity Of);

/// Where something is. Lines and columns count from 1, columns in bytes; the
/// end is exclusive. An empty path means nowhere.
struct Place {
  std::string Path; ///< absolute, without symbolic links
  unsigned Offset = 0;
  unsigned Length = 0;
  unsigned Line = 0;
  unsigned Column = 0;
  unsigned EndLine = 0;
  unsigned EndColumn = 0;
};

struct ByteRange {
  std::string Path;
  unsigned Offset = 0;
  unsigned Length = 0;
};

struct Note {
  std::string Message;
  Place Where;
  std::string Function = {}; ///< as that of the finding
};

/// Replaces \c Length bytes at \c Offset by \c Text.
struct Edit {
  std::string Path;
  unsigned Offset = 0;
  unsigned Length = 0;
  std::string Text;
};

/// What a check has to say: a plain value, the only thing that crosses from a
/// worker process to the driver.
struct Finding {
  std::string Check;
  Severity Level = Severity::Warning;
  std::string Message;
  Place Where;
  std::string Function; ///< or variable that it is in, qualified; may be empty
  std::vector<ByteRange> Ranges; ///< what the snippet underlines
  std::vector<Note> Notes;
  std::vector<Edit> Fixes; ///< applied all together or not at all

  /// Clang's own error: the code does not compile.
  bool IsCompileError = false;
};

/// Calls \p Change with each path in \p Of.
void forEachPath(Finding &Of, llvm::function_ref<void(std::string &)> Change);

/// A translation unit that was not analysed.
struct FailedUnit {
  std::string Path;
  std::string Reason; ///< a clause that goes on after the path and a colon
};

/// How many translation units there were and what became of them.
struct Summary {
  unsigned Planned = 0;
  unsigned Analysed = 0;
  unsigned FromCache = 0; ///< of these, known from an earlier run
  /// Of these, not even parsed: there is nothing asynchronous in them.
  unsigned WithoutAsync = 0;
  unsigned Skipped = 0; ///< no check is enabled for them
  unsigned NotCxx = 0;  ///< nor are those of use for other languages
  std::vector<FailedUnit> Failed;
};

/// All that a report is made from.
struct Report {
  std::vector<Finding> Findings;
  Summary Units;
  std::string SourceRoot;
  std::vector<Finding> Suppressed; ///< by NOLINT, if they are to be shown

  bool HasBaseline = false;
  std::vector<Finding> Known;   ///< by the baseline, not among the findings
  unsigned FixedOfBaseline = 0; ///< findings that it has and that are gone

  /// What --merge needs to know of a part of the work; null if this is all.
  std::shared_ptr<const nlohmann::ordered_json> Part;
};

void to_json(nlohmann::ordered_json &To, const Finding &From);
void from_json(const nlohmann::ordered_json &From, Finding &To);

} // namespace asynctidy

#endif
