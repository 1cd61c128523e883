#ifndef ASYNCTIDY_DANGLINGCAPTURECHECK_H
#define ASYNCTIDY_DANGLINGCAPTURECHECK_H

#include "checks/AsyncCheck.h"

namespace asynctidy {

struct ClosureEnd;

/// Finds lambda coroutines that use what they have captured when the lambda
/// object, or what it captured by reference, is gone: the coroutine's frame
/// holds a reference to the lambda and no copy.
///
/// For the user-facing documentation see async-dangling-capture.md.
class DanglingCaptureCheck : public AsyncCheck {
public:
  DanglingCaptureCheck(llvm::StringRef Name,
                       clang::tidy::ClangTidyContext *Context,
                       ModelPool &Models)
      : AsyncCheck(Name, Context, Models) {}

protected:
  void examine(const Body &Of) override;
  void examineInitializer(const Body &Of) override;

private:
  void report(const LambdaSite &Site, const ClosureEnd &End);
};

} // namespace asynctidy

#endif
