#include "driver/cache/UnitTimes.h"
#include "driver/AtomicFile.h"
#include "driver/cache/FileLog.h"
#include "nlohmann/json.hpp"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <numeric>

namespace asynctidy {

using Json = nlohmann::json;

static std::string keyOf(const WorkItem &Unit) {
  std::string Text = Unit.Directory + '\0' + Unit.File;
  for (const std::string &Each : Unit.Command)
    Text += '\0' + Each;
  return hashOf(Text);
}

UnitTimes::UnitTimes(std::string From) : Path(std::move(From)) {
  const auto Text = llvm::MemoryBuffer::getFile(Path);
  if (!Text)
    return;
  const Json Stored =
      Json::parse((*Text)->getBuffer(), nullptr, /*allow_exceptions=*/false);
  for (const auto &[Key, Value] : Stored.items())
    if (Value.is_number())
      Seconds[Key] = Value.get<double>();
}

void UnitTimes::note(const WorkItem &Unit, double Took) {
  Seconds[keyOf(Unit)] = Took;
}

void UnitTimes::save() const {
  if (Path.empty())
    return;
  // Other shards may have written since.
  std::map<std::string, double> All = Seconds;
  All.merge(UnitTimes(Path).Seconds);
  llvm::consumeError(writeAtomically(Path, Json(All).dump()));
}

std::vector<size_t>
UnitTimes::longestFirst(const std::vector<Waiting> &Units) const {
  std::vector<const double *> Known;
  double SecondsOfKnown = 0;
  double BytesOfKnown = 0;
  for (const Waiting &Each : Units) {
    const auto Found = Seconds.find(keyOf(*Each.Unit));
    Known.push_back(Found == Seconds.end() ? nullptr : &Found->second);
    if (Known.back()) {
      SecondsOfKnown += *Known.back();
      BytesOfKnown += static_cast<double>(Each.Bytes);
    }
  }
  const double SecondsPerByte =
      BytesOfKnown > 0 ? SecondsOfKnown / BytesOfKnown : 1;
  const auto Expected = [&](size_t At) {
    return Known[At] ? *Known[At]
                     : static_cast<double>(Units[At].Bytes) * SecondsPerByte;
  };
  std::vector<size_t> Order(Units.size());
  std::iota(Order.begin(), Order.end(), 0);
  llvm::sort(Order, [&](size_t One, size_t Other) {
    return std::pair(-Expected(One), One) < std::pair(-Expected(Other), Other);
  });
  return Order;
}

} // namespace asynctidy
