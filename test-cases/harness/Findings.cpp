#include "Findings.h"
#include "clang/Tooling/Core/Diagnostic.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <tuple>

namespace asynctidy {

PlacedMessage FindingReader::place(llvm::StringRef Message,
                                   llvm::StringRef Path, unsigned Offset) {
  if (Path.empty())
    return {"", 0, 0, Message.str()};
  auto [Entry, IsNew] = Texts.try_emplace(Path);
  if (IsNew)
    if (auto Buffer = llvm::MemoryBuffer::getFile(Path))
      Entry->second = (*Buffer)->getBuffer().str();
  llvm::StringRef Before = llvm::StringRef(Entry->second).take_front(Offset);
  size_t LineStart = Before.rfind('\n') + 1;
  return {Path.str(), static_cast<unsigned>(Before.count('\n')) + 1,
          static_cast<unsigned>(Before.size() - LineStart) + 1, Message.str()};
}

Finding FindingReader::read(const clang::tooling::Diagnostic &Diagnostic) {
  Finding Result;
  Result.Check = Diagnostic.DiagnosticName;
  Result.Severity =
      Diagnostic.DiagLevel == clang::tooling::Diagnostic::Level::Error
          ? Level::Error
          : Level::Warning;
  const clang::tooling::DiagnosticMessage &Main = Diagnostic.Message;
  Result.Main = place(Main.Message, Main.FilePath, Main.FileOffset);
  for (const clang::tooling::DiagnosticMessage &Note : Diagnostic.Notes)
    Result.Notes.push_back(place(Note.Message, Note.FilePath, Note.FileOffset));
  return Result;
}

void sortFindings(Findings &All) {
  llvm::sort(All, [](const Finding &A, const Finding &B) {
    return std::tie(A.Main.Path, A.Main.Line, A.Main.Column, A.Check,
                    A.Main.Message) < std::tie(B.Main.Path, B.Main.Line,
                                               B.Main.Column, B.Check,
                                               B.Main.Message);
  });
}

static void print(llvm::raw_ostream &Out, const PlacedMessage &At,
                  llvm::StringRef Severity) {
  Out << At.Path << ':' << At.Line << ':' << At.Column << ": " << Severity
      << ": " << At.Message;
}

std::string render(const Findings &All) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  for (const Finding &Each : All) {
    print(Out, Each.Main, levelName(Each.Severity));
    Out << " [" << Each.Check << "]\n";
    for (const PlacedMessage &Note : Each.Notes) {
      print(Out, Note, levelName(Level::Note));
      Out << '\n';
    }
  }
  return Text;
}

namespace {

struct Candidate {
  Level Severity;
  const PlacedMessage *At;
  llvm::StringRef Check;
  bool Taken = false;
};

std::vector<Candidate> candidatesOf(const Findings &Found) {
  std::vector<Candidate> Result;
  for (const Finding &Each : Found) {
    Result.push_back({Each.Severity, &Each.Main, Each.Check});
    for (const PlacedMessage &Note : Each.Notes)
      Result.push_back({Level::Note, &Note, Each.Check});
  }
  return Result;
}

} // namespace

std::vector<Mismatch> mismatches(const CaseFile &File, llvm::StringRef Path,
                                 const Findings &Found) {
  std::vector<Candidate> Candidates = candidatesOf(Found);
  std::vector<const Expectation *> Expected;
  for (const Expectation &Each : File.Expected)
    Expected.push_back(&Each);
  // The more a fragment says, the fewer messages it fits: it chooses first.
  llvm::sort(Expected, [](const Expectation *A, const Expectation *B) {
    return std::tuple(B->Fragment.size(), A) <
           std::tuple(A->Fragment.size(), B);
  });

  std::vector<Mismatch> Result;
  for (const Expectation *Each : Expected) {
    auto Fit = llvm::find_if(Candidates, [&](const Candidate &Message) {
      return !Message.Taken && Message.Severity == Each->Severity &&
             Message.At->Path == Path && Message.At->Line == Each->Line &&
             llvm::StringRef(Message.At->Message).contains(Each->Fragment);
    });
    if (Fit != Candidates.end())
      Fit->Taken = true;
    else
      Result.push_back({Each->WrittenAt,
                        ("no " + levelName(Each->Severity) + " on line " +
                         llvm::Twine(Each->Line) + " says: " + Each->Fragment)
                            .str()});
  }
  for (const Candidate &Message : Candidates) {
    if (Message.Taken || Message.Severity == Level::Note)
      continue;
    std::string Text = "unexpected ";
    llvm::raw_string_ostream Out(Text);
    Out << levelName(Message.Severity);
    bool Here = Message.At->Path == Path;
    if (!Here)
      Out << " in " << Message.At->Path << ':' << Message.At->Line;
    Out << ": " << Message.At->Message << " [" << Message.Check << ']';
    Result.push_back({Here ? Message.At->Line : 1, Out.str()});
  }
  return Result;
}

} // namespace asynctidy
