#include "driver/Pool.h"
#include "nlohmann/json.hpp"
#include "llvm/Support/Errno.h"
#include <algorithm>
#include <chrono>
#include <list>
#include <optional>
#include <poll.h>

namespace asynctidy {
namespace {

using Clock = std::chrono::steady_clock;

class Pool {
public:
  Pool(const std::vector<size_t> &Items, const Analysis &Analyse,
       const PoolLimits &Limits, const Progress &Tell)
      : Items(Items), Analyse(Analyse), Limits(Limits), Tell(Tell),
        Results(Items.size()) {}

  llvm::Error run() {
    if (llvm::Error Failed = fill())
      return Failed;
    while (!Busy.empty()) {
      wait();
      if (llvm::Error Failed = fill())
        return Failed;
    }
    return llvm::Error::success();
  }

  std::vector<UnitResult> takeResults() { return std::move(Results); }

private:
  struct Assigned {
    Worker Process;
    size_t Position; ///< in Items and Results
    Clock::time_point Started;
    bool TimedOut = false;
  };

  /// Starts workers until all are busy or nothing is left to do.
  llvm::Error fill() {
    while (Busy.size() < Limits.Jobs && Next < Items.size() &&
           (Busy.empty() || !Limits.IsOverloaded())) {
      llvm::Expected<Worker> Started = Worker::start(Analyse);
      // With some running, the rest is only slower.
      if (!Started && !Busy.empty()) {
        llvm::consumeError(Started.takeError());
        return llvm::Error::success();
      }
      if (!Started)
        return Started.takeError();
      Busy.push_back({std::move(*Started), 0, {}});
      assign(Busy.back());
    }
    return llvm::Error::success();
  }

  void assign(Assigned &To) {
    To.Position = Next++;
    To.Started = Clock::now();
    To.Process.send(Items[To.Position]);
  }

  /// How long nothing has to be done if no worker says anything.
  int patience() const {
    constexpr int Unlimited = -1;
    constexpr int UntilLoadIsLower = 1000;
    const bool IsWaiting = Busy.size() < Limits.Jobs && Next < Items.size();
    const int Left = millisecondsToDeadline();
    if (!IsWaiting)
      return Left;
    return Left == Unlimited ? UntilLoadIsLower
                             : std::min(Left, UntilLoadIsLower);
  }

  int millisecondsToDeadline() const {
    if (!Limits.TimeoutInSeconds)
      return -1;
    Clock::time_point First = Clock::time_point::max();
    for (const Assigned &Each : Busy)
      First = std::min(First, Each.Started);
    const auto Left =
        First + std::chrono::seconds(Limits.TimeoutInSeconds) - Clock::now();
    const auto Rounded =
        std::chrono::ceil<std::chrono::milliseconds>(Left).count();
    return static_cast<int>(std::max<long long>(0, Rounded));
  }

  void wait() {
    std::vector<pollfd> Sockets;
    for (const Assigned &Each : Busy)
      Sockets.push_back({Each.Process.descriptor(), POLLIN, 0});
    llvm::sys::RetryAfterSignal(-1, ::poll, Sockets.data(), Sockets.size(),
                                patience());
    auto Each = Busy.begin();
    for (const pollfd &Socket : Sockets) {
      const auto Here = Each++;
      if (Socket.revents)
        receive(Here);
      else if (isLate(*Here))
        giveUp(*Here);
    }
  }

  bool isLate(const Assigned &Each) const {
    return Limits.TimeoutInSeconds && !Each.TimedOut &&
           Clock::now() - Each.Started >=
               std::chrono::seconds(Limits.TimeoutInSeconds);
  }

  void giveUp(Assigned &Late) {
    Late.TimedOut = true;
    Late.Process.kill();
  }

  void receive(std::list<Assigned>::iterator From) {
    UnitResult &Result = Results[From->Position];
    std::string Line;
    llvm::Expected<bool> Complete = From->Process.receive(Line);
    if (!Complete) {
      Result.Failure = llvm::toString(Complete.takeError());
      if (From->TimedOut)
        Result.Failure = "it took longer than " +
                         std::to_string(Limits.TimeoutInSeconds) +
                         " s, see --timeout";
      Busy.erase(From);
      Tell(++Done);
      return;
    }
    if (!*Complete)
      return;
    Result = nlohmann::ordered_json::parse(Line).get<UnitResult>();
    Tell(++Done);
    if (Next < Items.size() && (Busy.size() == 1 || !Limits.IsOverloaded()))
      assign(*From);
    else
      Busy.erase(From);
  }

  const std::vector<size_t> &Items;
  const Analysis &Analyse;
  const PoolLimits Limits;
  const Progress &Tell;
  std::vector<UnitResult> Results;
  std::list<Assigned> Busy;
  size_t Next = 0;
  size_t Done = 0;
};

} // namespace

llvm::Expected<std::vector<UnitResult>>
analyseAll(const std::vector<size_t> &Items, const Analysis &Analyse,
           const PoolLimits &Limits, const Progress &Tell) {
  Pool Workers(Items, Analyse, Limits, Tell);
  if (llvm::Error Failed = Workers.run())
    return std::move(Failed);
  return Workers.takeResults();
}

} // namespace asynctidy
