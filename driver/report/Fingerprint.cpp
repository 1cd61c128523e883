#include "driver/report/Fingerprint.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include <array>
#include <cstdint>
#include <unordered_map>

namespace asynctidy {
namespace {

/// The algorithm's numbers and its order of steps are GitHub's; any other gives
/// other hashes.
class RollingHash {
public:
  void add(llvm::UTF16 Character) {
    if (Character == ' ' || Character == '\t' ||
        (Character == '\n' && AfterReturn)) {
      AfterReturn = false;
      return;
    }
    AfterReturn = Character == '\r';
    if (AfterReturn)
      Character = '\n';
    finishLineAtHead();
    if (AtLineStart) {
      Lines[Head] = static_cast<int>(Hashes.size());
      Hashes.emplace_back();
    }
    AtLineStart = Character == '\n';
    roll(Character);
  }

  std::vector<std::string> finish() {
    constexpr llvm::UTF16 EndOfFile = 0xFFFF;
    add(EndOfFile);
    for (size_t Step = 0; Step < Window; ++Step) {
      finishLineAtHead();
      roll(0);
    }
    return std::move(Hashes);
  }

  RollingHash() { Lines.fill(NoLine); }

private:
  static constexpr size_t Window = 100;
  static constexpr uint64_t Base = 37;
  static constexpr int NoLine = -1;

  static constexpr uint64_t power() {
    uint64_t Result = 1;
    for (size_t Step = 0; Step < Window; ++Step)
      Result *= Base;
    return Result;
  }

  void finishLineAtHead() {
    if (Lines[Head] == NoLine)
      return;
    Hashes[Lines[Head]] = llvm::utohexstr(Hash, /*LowerCase=*/true) + ":" +
                          std::to_string(++Seen[Hash]);
    Lines[Head] = NoLine;
  }

  void roll(llvm::UTF16 Character) {
    Hash = Base * Hash + Character - power() * Characters[Head];
    Characters[Head] = Character;
    Head = (Head + 1) % Window;
  }

  std::array<llvm::UTF16, Window> Characters = {};
  std::array<int, Window> Lines;
  std::vector<std::string> Hashes;
  std::unordered_map<uint64_t, unsigned> Seen;
  uint64_t Hash = 0;
  size_t Head = 0;
  bool AtLineStart = true;
  bool AfterReturn = false;
};

} // namespace

std::vector<std::string> lineFingerprints(llvm::StringRef Text) {
  llvm::SmallVector<llvm::UTF16, 0> Units;
  // Not UTF-8: bytes are as good as characters, as long as it is the same ones.
  if (!llvm::convertUTF8ToUTF16String(Text, Units))
    Units.assign(Text.bytes_begin(), Text.bytes_end());
  RollingHash Hash;
  for (const llvm::UTF16 Unit : Units)
    Hash.add(Unit);
  return Hash.finish();
}

std::string LineFingerprints::at(const Place &Where) {
  auto [Slot, New] = ByPath.try_emplace(Where.Path);
  const SourceText *Text = Sources.find(Where.Path);
  if (New && Text)
    Slot->second = lineFingerprints(Text->bytes());
  return Where.Line && Where.Line <= Slot->second.size()
             ? Slot->second[Where.Line - 1]
             : "";
}

} // namespace asynctidy
