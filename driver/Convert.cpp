#include "driver/Convert.h"
#include "driver/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include <tuple>

namespace tooling = clang::tooling;
using llvm::StringRef;

namespace asynctidy {
namespace {

/// Converts what belongs to one diagnostic; its relative paths start at the
/// directory of the compile command.
class Converter {
public:
  Converter(StringRef Directory, SourceCache &Sources)
      : Directory(Directory), Sources(Sources) {}

  Place place(const tooling::DiagnosticMessage &Message) const {
    Place Where;
    if (Message.FilePath.empty())
      return Where;
    Where.Path = path(Message.FilePath);
    Where.Offset = Message.FileOffset;
    const SourceText *Text = Sources.find(Where.Path);
    if (!Text)
      return Where;
    const auto Begin = Text->positionOf(Where.Offset);
    Where.Length = Text->tokenLengthAt(Where.Offset);
    for (const tooling::FileByteRange &Range : Message.Ranges)
      if (Range.FileOffset == Where.Offset && Range.Length > Where.Length &&
          path(Range.FilePath) == Where.Path &&
          Text->positionOf(Range.FileOffset + Range.Length).Line == Begin.Line)
        Where.Length = Range.Length;
    const auto End = Text->positionOf(Where.Offset + Where.Length);
    Where.Line = Begin.Line;
    Where.Column = Begin.Column;
    Where.EndLine = End.Line;
    Where.EndColumn = End.Column;
    return Where;
  }

  std::vector<ByteRange>
  ranges(const tooling::DiagnosticMessage &Message) const {
    std::vector<ByteRange> All;
    for (const tooling::FileByteRange &Range : Message.Ranges)
      All.push_back({path(Range.FilePath), Range.FileOffset, Range.Length});
    return All;
  }

  std::vector<Edit> edits(const tooling::DiagnosticMessage &Message) const {
    std::vector<Edit> All;
    for (const auto &InFile : Message.Fix)
      for (const tooling::Replacement &Each : InFile.second) {
        // Between the processes only UTF-8 passes unchanged.
        if (!llvm::json::isUTF8(Each.getReplacementText()))
          return {};
        All.push_back({path(Each.getFilePath()), Each.getOffset(),
                       Each.getLength(), Each.getReplacementText().str()});
      }
    // The map of files has no order.
    llvm::sort(All, [](const Edit &One, const Edit &Other) {
      return std::tie(One.Path, One.Offset, One.Length, One.Text) <
             std::tie(Other.Path, Other.Offset, Other.Length, Other.Text);
    });
    return All;
  }

private:
  std::string path(StringRef Named) const {
    llvm::SmallString<256> Absolute(Named);
    llvm::sys::path::make_absolute(Directory, Absolute);
    return realPath(Absolute);
  }

  StringRef Directory;
  SourceCache &Sources;
};

Severity severityOf(const clang::tidy::ClangTidyError &Error) {
  if (Error.IsWarningAsError || Error.DiagLevel == tooling::Diagnostic::Error)
    return Severity::Error;
  return Error.DiagLevel == tooling::Diagnostic::Remark ? Severity::Note
                                                        : Severity::Warning;
}

} // namespace

Finding toFinding(const clang::tidy::ClangTidyError &Error,
                  SourceCache &Sources) {
  const Converter Convert(Error.BuildDirectory, Sources);
  Finding Found;
  Found.Check = Error.DiagnosticName;
  Found.Level = severityOf(Error);
  Found.IsCompileError =
      Error.DiagLevel == tooling::Diagnostic::Error &&
      !Error.IsWarningAsError &&
      StringRef(Error.DiagnosticName).starts_with("clang-diagnostic-");
  Found.Message = Error.Message.Message;
  Found.Where = Convert.place(Error.Message);
  Found.Ranges = Convert.ranges(Error.Message);
  for (const tooling::DiagnosticMessage &Each : Error.Notes)
    Found.Notes.push_back({Each.Message, Convert.place(Each)});
  Found.Fixes = Convert.edits(Error.Message);
  return Found;
}

} // namespace asynctidy
