#ifndef ASYNCTIDY_DANGLINGPARAMETERCHECK_H
#define ASYNCTIDY_DANGLINGPARAMETERCHECK_H

#include "checks/AsyncCheck.h"
#include "checks/fixit/PassByValue.h"
#include "checks/model/FunctionValues.h"
#include "checks/model/Keepers.h"
#include "checks/model/LateUses.h"
#include "checks/model/Outlives.h"

namespace asynctidy {

/// Finds tasks that outlive what their coroutine's parameters refer to:
/// `auto t = save(std::string("x")); co_await t;`.
///
/// For the user-facing documentation see async-dangling-parameter.md.
class DanglingParameterCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void examine(const Body &Of) override;
  void examineInitializer(const Body &Of) override;

private:
  struct Finding {
    Borrow What;
    Keeper By;
    Outlives Until;
    LateUse Late;
  };
  bool isReported(const clang::CallExpr &Call, const Keeper &By,
                  const Body &In);
  std::optional<Finding> find(const clang::CallExpr &Call, const Keeper &By,
                              const Borrow &What, const Body &In);
  void report(const clang::CallExpr &Call, const Finding &Found,
              const Edits &Fix);
  void tell(const clang::CallExpr &Call, const Finding &Found);
  Edits fixFor(const Borrow &What);

  std::unique_ptr<FunctionValues> Values;
};

} // namespace asynctidy

#endif
