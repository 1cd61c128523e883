#ifndef ASYNCTIDY_MODEL_CONTEXTTHREADS_H
#define ASYNCTIDY_MODEL_CONTEXTTHREADS_H

#include "clang/AST/ASTFwd.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <deque>
#include <string>
#include <vector>

namespace asynctidy {

struct Body;
struct LambdaSite;
class Vocabulary;

/// One step of the way on which a context's thread comes to a function.
struct ContextStep {
  clang::SourceLocation At;
  std::string What; ///< "'load' is called here"
};

/// Which functions of a translation unit run on a context's thread: those that
/// are annotated, those that are posted to a context, also by a function that
/// posts its parameter, and what these call. Or, with other roots, what
/// coroutines call.
class ContextThreads {
public:
  enum class Roots { Contexts, Coroutines };

  ContextThreads(llvm::ArrayRef<const Body *> Bodies, const Vocabulary &Words,
                 Roots Begin = Roots::Contexts);

  bool contains(const clang::FunctionDecl &Function) const {
    return Origins.count(&Function) != 0;
  }
  /// The steps from the context to \p Function, outermost first.
  std::vector<ContextStep> pathTo(const clang::FunctionDecl &Function) const;
  /// The function that the way to \p Function begins at.
  const clang::FunctionDecl &rootOf(const clang::FunctionDecl &Function) const;

private:
  struct Origin {
    const clang::FunctionDecl *Caller; ///< null: the way begins here
    ContextStep Step;
  };
  void reach(const clang::FunctionDecl *Function,
             const clang::FunctionDecl *Caller, clang::SourceLocation At,
             std::string What);
  void addContextRoots(const Body &In, const Vocabulary &Words);
  void post(const clang::Expr &Value, const clang::Expr &Taker);
  bool followPosters(llvm::ArrayRef<const Body *> Bodies);
  using FollowFunction = llvm::function_ref<void(const clang::FunctionDecl *,
                                                 clang::SourceLocation)>;
  void followArguments(const clang::CallExpr &Call, FollowFunction Follow);
  void followCalls(const Body &From, const Vocabulary &Words, Roots Begin);

  llvm::DenseMap<const clang::FunctionDecl *, const Body *> ByFunction;
  llvm::DenseMap<const clang::FunctionDecl *, Origin> Origins;
  std::deque<const Body *> Work;
  /// By body, the parameters that it calls.
  llvm::DenseMap<const Body *, llvm::SmallVector<unsigned, 1>> Called;
  /// `void on_ui(F f) { ui.post(f); }`: f runs on a context's thread.
  llvm::DenseSet<const clang::ParmVarDecl *> Posted;
  /// Parameters that run on a pool as well: where, depends on the caller.
  llvm::DenseSet<const clang::ParmVarDecl *> Offloaded;
};

/// The lambda runs before the call that it is passed to returns, on the same
/// thread: `std::for_each(first, last, [&](auto &x) {...})`.
bool runsInline(const LambdaSite &Site, const Vocabulary &Words);

} // namespace asynctidy

#endif
