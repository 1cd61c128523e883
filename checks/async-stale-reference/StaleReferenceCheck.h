#ifndef ASYNCTIDY_STALEREFERENCECHECK_H
#define ASYNCTIDY_STALEREFERENCECHECK_H

#include "checks/AsyncCheck.h"
#include "checks/model/ContainerChanges.h"

namespace asynctidy {

struct StaleUse;

/// Finds references, pointers, iterators and views into a container that
/// others change while the coroutine is suspended, and what belongs to the
/// thread before the suspension, used after it.
///
/// For the user-facing documentation see async-stale-reference.md.
class StaleReferenceCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void onEndOfTranslationUnit() override;

protected:
  void examine(const Body &Of) override;

private:
  void examineLoop(const clang::CXXForRangeStmt &Loop, const Body &In);
  void examineLocal(const clang::VarDecl &Local, const Body &In);
  void examineThreadState(const clang::VarDecl &Local, const Body &In);
  void tell(const StaleUse &Use, const SharedContainer &Container,
            const ContainerChanges::Found &Change);

  ContainerChanges Changes;
  std::vector<const Body *> Coroutines;
  llvm::DenseSet<const clang::VarDecl *> ReportedLoops;
};

} // namespace asynctidy

#endif
