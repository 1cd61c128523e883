#ifndef ASYNCTIDY_THISAFTERAWAITCHECK_H
#define ASYNCTIDY_THISAFTERAWAITCHECK_H

#include "checks/AsyncCheck.h"
#include "checks/model/AbandonedMembers.h"

namespace asynctidy {

/// Finds coroutines that run on by themselves and use their object after a
/// suspension, though nothing keeps it alive and it waits for nothing.
///
/// For the user-facing documentation see async-this-after-await.md.
class ThisAfterAwaitCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void onEndOfTranslationUnit() override;

protected:
  void examine(const Body &Of) override;
  void examineInitializer(const Body &Of) override { Starts.add(Of); }

private:
  void examineCoroutine(const Body &Of);

  AbandonedMembers Starts;
  std::vector<const Body *> Bodies;
};

} // namespace asynctidy

#endif
