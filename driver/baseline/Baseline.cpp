#include "driver/baseline/Baseline.h"
#include "driver/Paths.h"
#include "driver/baseline/SarifBaseline.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"

namespace asynctidy {

using llvm::StringRef;

static constexpr llvm::StringLiteral Header = "# async-tidy baseline 1";

static llvm::Error problem(const llvm::Twine &Sentence) {
  return llvm::createStringError(
      std::make_error_code(std::errc::invalid_argument), Sentence);
}

/// Without what would end the field or the line.
static std::string field(StringRef Text) {
  std::string Result;
  for (const char Each : Text)
    Result += Each == '\t' || Each == '\n' || Each == '\r' ? ' ' : Each;
  return Result;
}

std::string hashOfLine(StringRef Line) {
  std::string Text = Line.str();
  llvm::erase_if(Text, llvm::isSpace);
  return llvm::utohexstr(llvm::xxh3_64bits(Text), /*LowerCase=*/true,
                         /*Width=*/16);
}

static std::string hashOfLine(const Place &Where, SourceCache &Sources) {
  const SourceText *Text = Sources.find(Where.Path);
  if (!Text || !Where.Line || Where.Line > Text->lineCount())
    return hashOfLine("");
  return hashOfLine(Text->lines(Where.Line, Where.Line));
}

static BaselineKey keyOf(const Finding &Found, const std::string &SourceRoot,
                         SourceCache &Sources) {
  return {Found.Check, field(relativeTo(SourceRoot, Found.Where.Path)),
          field(Found.Function), hashOfLine(Found.Where, Sources)};
}

static bool parseLine(StringRef Line, Baseline &To) {
  llvm::SmallVector<StringRef, 5> Fields;
  Line.split(Fields, '\t');
  unsigned Count = 0;
  return Fields.size() == 5 && !Fields[0].empty() && !Fields[3].empty() &&
         !Fields[4].getAsInteger(10, Count) && Count > 0 &&
         To.Counts
             .try_emplace({Fields[0].str(), Fields[1].str(), Fields[2].str(),
                           Fields[3].str()},
                          Count)
             .second;
}

llvm::Expected<Baseline> Baseline::read(const std::string &Path) {
  auto Text = llvm::MemoryBuffer::getFile(Path);
  if (Text.getError() == std::errc::no_such_file_or_directory)
    return problem("there is no " + Path +
                   ", which --baseline names: make it with --write-baseline");
  if (!Text)
    return problem("cannot read " + Path +
                   ", which --baseline names: " + Text.getError().message());

  if ((*Text)->getBuffer().ltrim().starts_with("{"))
    return sarifBaseline(Path, (*Text)->getBuffer());
  Baseline Result;
  size_t Number = 0;
  for (StringRef Line : llvm::split((*Text)->getBuffer(), '\n')) {
    Line.consume_back("\r");
    if (++Number == 1 && Line != Header)
      return problem(Path + ":1: a baseline begins with the line '" + Header +
                     "', and this does not: make it anew with "
                     "--write-baseline");
    if (Number == 1 || Line.empty())
      continue;
    if (!parseLine(Line, Result))
      return problem(Path + ":" + llvm::Twine(Number) +
                     ": a line has a check, a path, a function, a hash and a "
                     "count with tabs between them and is there once, and "
                     "this does not fit: restore the file, or make it anew "
                     "with --write-baseline");
  }
  return Result;
}

Baseline Baseline::of(const std::vector<Finding> &Findings,
                      const std::string &SourceRoot, SourceCache &Sources) {
  Baseline Result;
  for (const Finding &Each : Findings)
    if (!Each.IsCompileError)
      ++Result.Counts[keyOf(Each, SourceRoot, Sources)];
  return Result;
}

std::string Baseline::text() const {
  std::string Text = Header.str() + "\n";
  for (const auto &[Key, Count] : Counts)
    Text += Key.Check + "\t" + Key.Path + "\t" + Key.Function + "\t" +
            Key.LineHash + "\t" + std::to_string(Count) + "\n";
  return Text;
}

void Baseline::moveKnown(Report &Of, SourceCache &Sources) const {
  const Baseline Present = of(Of.Findings, Of.SourceRoot, Sources);
  std::vector<Finding> New;
  for (Finding &Each : Of.Findings) {
    const BaselineKey Key = keyOf(Each, Of.SourceRoot, Sources);
    const auto Entry = Counts.find(Key);
    const bool IsKnown = !Each.IsCompileError && Entry != Counts.end() &&
                         Present.Counts.at(Key) <= Entry->second;
    (IsKnown ? Of.Known : New).push_back(std::move(Each));
  }
  Of.Findings = std::move(New);
}

unsigned Baseline::prune(const Baseline &Present,
                         llvm::function_ref<bool(const BaselineKey &)> Judged) {
  unsigned Fixed = 0;
  for (auto At = Counts.begin(); At != Counts.end();) {
    const auto Found = Present.Counts.find(At->first);
    const unsigned Left = Found == Present.Counts.end() ? 0 : Found->second;
    if (Left < At->second && Judged(At->first)) {
      Fixed += At->second - Left;
      At->second = Left;
    }
    At = At->second ? std::next(At) : Counts.erase(At);
  }
  return Fixed;
}

} // namespace asynctidy
