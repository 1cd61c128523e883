#include "CaseFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"

namespace asynctidy {

llvm::StringRef levelName(Level Value) {
  switch (Value) {
  case Level::Warning:
    return "warning";
  case Level::Note:
    return "note";
  case Level::Error:
    return "error";
  }
  llvm_unreachable("every level has a name");
}

bool CaseFile::expectsWarnings() const {
  return llvm::any_of(Expected, [](const Expectation &Each) {
    return Each.Severity == Level::Warning;
  });
}

namespace {

template <typename... Parts>
llvm::Error mistake(unsigned Line, const Parts &...Rest) {
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      llvm::Twine("line " + std::to_string(Line) + ": ") +
          llvm::join_items("", Rest...));
}

/// One marker and what follows it, up to the next marker of the line.
struct Marker {
  llvm::StringRef Word;
  llvm::StringRef Offset;
  llvm::StringRef Fragment;
};

/// Words that only look like a marker are taken too, so that a slip of the pen
/// is reported instead of being read as prose.
llvm::SmallVector<Marker, 2> markersOf(llvm::StringRef Line) {
  static const llvm::Regex Pattern(
      "//[ \t]*(not yet|warn|warns|warning|warnings|note|notes|error|errors)"
      "(@[^ :]*)?:");
  llvm::SmallVector<Marker, 2> Markers;
  llvm::SmallVector<llvm::StringRef, 3> Match;
  while (Pattern.match(Line, &Match)) {
    llvm::StringRef Before =
        Line.take_front(Match[0].data() - Line.data()).trim();
    if (!Markers.empty())
      Markers.back().Fragment = Before;
    Markers.push_back({Match[1], Match[2], {}});
    Line = Line.drop_front(Match[0].end() - Line.data());
  }
  if (!Markers.empty())
    Markers.back().Fragment = Line.trim();
  return Markers;
}

llvm::Expected<Expectation> readMarker(const Marker &Written, unsigned Line) {
  Expectation Result{Level::Warning, Line, Written.Fragment.str(), Line};
  if (Written.Word == "note")
    Result.Severity = Level::Note;
  else if (Written.Word != "warn")
    return mistake(Line, "an expectation is written '// warn:' or '// note:', ",
                   "not '// ", Written.Word, ":'");
  if (Written.Fragment.empty())
    return mistake(Line, "'// ", Written.Word,
                   ":' needs a fragment of the message");
  if (Written.Offset.empty())
    return Result;

  llvm::StringRef Distance = Written.Offset.drop_front();
  bool Up = Distance.consume_front("-");
  unsigned Lines = 0;
  if ((!Up && !Distance.consume_front("+")) ||
      Distance.getAsInteger(10, Lines) || (Up && Lines >= Line))
    return mistake(Line, "'", Written.Offset,
                   "' is no distance in lines such as '@+1'");
  Result.Line = Up ? Line - Lines : Line + Lines;
  return Result;
}

llvm::Expected<PlannedFinding> readPlanned(const Marker &Written,
                                           unsigned Line) {
  auto [Check, Fragment] = Written.Fragment.split(':');
  if (!Check.starts_with("async-") || Fragment.trim().empty())
    return mistake(Line, "a finding of a check to come is written ",
                   "'// not yet: async-name: fragment'");
  return PlannedFinding{Line, Check.str(), Fragment.trim().str()};
}

llvm::Error readOptions(llvm::StringRef Value, unsigned Line, CaseFile &Into) {
  llvm::SmallVector<llvm::StringRef, 4> Entries;
  Value.split(Entries, ';', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Entry : Entries) {
    auto [Name, Setting] = Entry.split('=');
    if (Name.trim().empty() || !Entry.contains('='))
      return mistake(Line, "'", Entry.trim(), "' is no option 'name=value'");
    Into.Options[Name.trim().str()] = Setting.trim().str();
  }
  return llvm::Error::success();
}

std::vector<std::string> words(llvm::StringRef Value) {
  llvm::SmallVector<llvm::StringRef, 4> Words;
  llvm::SplitString(Value, Words);
  return {Words.begin(), Words.end()};
}

/// Takes the line over if it holds a header key; other comments are prose.
llvm::Error readHeaderKey(llvm::StringRef Line, unsigned Number,
                          CaseFile &Into) {
  Line.consume_front("//");
  auto [Key, Value] = Line.split(':');
  Key = Key.trim();
  Value = Value.trim();
  if (Key == "options")
    return readOptions(Value, Number, Into);
  if (Key == "std")
    Into.Standard = Value.str();
  else if (Key == "flags")
    llvm::append_range(Into.Flags, words(Value));
  else if (Key == "needs")
    llvm::append_range(Into.Needs, words(Value));
  return llvm::Error::success();
}

} // namespace

llvm::Expected<CaseFile> parseCaseFile(llvm::StringRef Text) {
  CaseFile Result;
  bool InHeader = true;
  for (unsigned Number = 1; !Text.empty(); ++Number) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    llvm::StringRef Trimmed = Line.trim();
    InHeader &= Trimmed.empty() || Trimmed.starts_with("//");
    if (InHeader)
      if (llvm::Error Bad = readHeaderKey(Trimmed, Number, Result))
        return Bad;
    for (const Marker &Written : markersOf(Line)) {
      if (Written.Word == "not yet") {
        llvm::Expected<PlannedFinding> Later = readPlanned(Written, Number);
        if (!Later)
          return Later.takeError();
        Result.Planned.push_back(std::move(*Later));
        continue;
      }
      llvm::Expected<Expectation> Read = readMarker(Written, Number);
      if (!Read)
        return Read.takeError();
      Result.Expected.push_back(std::move(*Read));
    }
  }
  return Result;
}

} // namespace asynctidy
