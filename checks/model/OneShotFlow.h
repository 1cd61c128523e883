#ifndef ASYNCTIDY_MODEL_ONESHOTFLOW_H
#define ASYNCTIDY_MODEL_ONESHOTFLOW_H

#include "checks/model/OneShotUses.h"

namespace asynctidy {

class AsyncModel;

/// A one-shot awaitable that some path uses up twice.
struct Reuse {
  OneShotUse First;
  OneShotUse Second;
  /// The same place, one turn of a loop later.
  bool isNextTurn() const { return First.Name == Second.Name; }
};

/// The uses among \p Uses, those of \p Of, that come after another one on some
/// path; in the order of the text. Nothing for what the flow does not know.
std::vector<Reuse> reusesIn(const Body &Of, const std::vector<OneShotUse> &Uses,
                            AsyncModel &Model);

} // namespace asynctidy

#endif
