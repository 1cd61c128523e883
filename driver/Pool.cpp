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
       const PoolLimits &Limits, PoolWatcher &Watcher)
      : Items(Items), Analyse(Analyse), Limits(Limits), Watcher(Watcher),
        Results(Items.size()) {}

  llvm::Error run() {
    if (llvm::Error Failed = fill())
      return Failed;
    while (!Busy.empty()) {
      wait();
      if (llvm::Error Failed = fill())
        return Failed;
    }
    IsLastTry = true;
    for (const size_t Position : Starved)
      if (llvm::Error Failed = tryAlone(Position))
        return Failed;
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
      llvm::Expected<Worker> Started =
          Worker::start(Analyse, Limits.MemoryInMiB);
      // With some running, the rest is only slower.
      if (!Started && !Busy.empty()) {
        llvm::consumeError(Started.takeError());
        return llvm::Error::success();
      }
      if (!Started)
        return Started.takeError();
      Busy.push_back({std::move(*Started), 0, {}});
      assign(Busy.back(), Next++);
    }
    return llvm::Error::success();
  }

  llvm::Error tryAlone(size_t Position) {
    llvm::Expected<Worker> Started = Worker::start(Analyse, /*MemoryInMiB=*/0);
    if (!Started)
      return Started.takeError();
    Busy.push_back({std::move(*Started), 0, {}});
    assign(Busy.back(), Position);
    while (!Busy.empty())
      wait();
    return llvm::Error::success();
  }

  void assign(Assigned &To, size_t Position) {
    To.Position = Position;
    To.Started = Clock::now();
    To.Process.send(Items[Position]);
    Watcher.begun(Items[Position]);
  }

  /// Of the first worker, or of the watcher's next turn.
  int millisecondsToDeadline() const {
    constexpr long long Turn = 1000;
    if (!Limits.TimeoutInSeconds)
      return Turn;
    Clock::time_point First = Clock::time_point::max();
    for (const Assigned &Each : Busy)
      First = std::min(First, Each.Started);
    const auto Left =
        First + std::chrono::seconds(Limits.TimeoutInSeconds) - Clock::now();
    const auto Rounded =
        std::chrono::ceil<std::chrono::milliseconds>(Left).count();
    return static_cast<int>(std::clamp<long long>(Rounded, 0, Turn));
  }

  void wait() {
    std::vector<pollfd> Sockets;
    for (const Assigned &Each : Busy)
      Sockets.push_back({Each.Process.descriptor(), POLLIN, 0});
    llvm::sys::RetryAfterSignal(-1, ::poll, Sockets.data(), Sockets.size(),
                                millisecondsToDeadline());
    auto Each = Busy.begin();
    for (const pollfd &Socket : Sockets) {
      const auto Here = Each++;
      if (Socket.revents)
        receive(Here);
      else if (isLate(*Here))
        giveUp(*Here);
    }
    Watcher.tick();
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
    if (!Complete && From->Process.isStarved() && !IsLastTry) {
      llvm::consumeError(Complete.takeError());
      Starved.push_back(From->Position);
      Watcher.postponed(Items[From->Position]);
      Busy.erase(From);
      return;
    }
    if (!Complete) {
      Result.Failure = llvm::toString(Complete.takeError());
      if (From->TimedOut)
        Result.Failure = "it took longer than " +
                         std::to_string(Limits.TimeoutInSeconds) +
                         " s, see --timeout";
      else
        Result.HasCrashed = From->Process.hasCrashed();
      Watcher.done(Items[From->Position], Result);
      Busy.erase(From);
      return;
    }
    if (!*Complete)
      return;
    Result = nlohmann::ordered_json::parse(Line).get<UnitResult>();
    Watcher.done(Items[From->Position], Result);
    if (Next < Items.size() && (Busy.size() == 1 || !Limits.IsOverloaded()))
      assign(*From, Next++);
    else
      Busy.erase(From);
  }

  const std::vector<size_t> &Items;
  const Analysis &Analyse;
  const PoolLimits Limits;
  PoolWatcher &Watcher;
  std::vector<UnitResult> Results;
  std::list<Assigned> Busy;
  size_t Next = 0;
  std::vector<size_t> Starved; ///< of memory
  bool IsLastTry = false;
};

} // namespace

llvm::Expected<std::vector<UnitResult>>
analyseAll(const std::vector<size_t> &Items, const Analysis &Analyse,
           const PoolLimits &Limits, PoolWatcher &Watcher) {
  Pool Workers(Items, Analyse, Limits, Watcher);
  if (llvm::Error Failed = Workers.run())
    return std::move(Failed);
  return Workers.takeResults();
}

} // namespace asynctidy
