#ifndef ASYNCTIDY_MODEL_ASYNCMODEL_H
#define ASYNCTIDY_MODEL_ASYNCMODEL_H

#include "checks/model/Awaitables.h"
#include "checks/model/Body.h"
#include "checks/model/BodyGraph.h"
#include "checks/model/ContextThreads.h"
#include "checks/model/Suspensions.h"
#include "checks/model/TaskFlow.h"
#include "checks/model/Vocabulary.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/MapVector.h"
#include <memory>
#include <mutex>

namespace clang {
class Preprocessor;
class SourceManager;
} // namespace clang
namespace clang::tidy {
class ClangTidyContext;
} // namespace clang::tidy

namespace asynctidy {

/// What is known of one translation unit, worked out when it is asked for and
/// shared by all checks. Belongs to one thread.
class AsyncModel {
public:
  explicit AsyncModel(std::vector<VocabularyFile> UserFiles)
      : Words(std::move(UserFiles)) {}

  /// Must be called before any question about code; cheap when repeated.
  void setContext(clang::ASTContext &Context);
  clang::ASTContext &context() const { return *Context; }

  const Vocabulary &words() const { return Words; }
  const Awaitables &types() const { return *Types; }

  /// The body of a function with a definition. The reference stays good.
  const Body &bodyOf(const clang::FunctionDecl &Function);
  /// The same for the initializer of a variable outside of functions, of a
  /// member or of a parameter.
  const Body &initializerOf(const clang::DeclaratorDecl &Variable);
  /// The lambda expression that \p Function is the call operator of, as the
  /// enclosing body saw it; null for other functions.
  const LambdaSite *lambdaSiteOf(const clang::FunctionDecl &Function) const;
  /// The body that a lambda stands in, or null.
  const Body *enclosingBody(const clang::FunctionDecl &Lambda) const;

  const BodyGraph &graphOf(const Body &Of);
  const TaskFlow &flowOf(const Body &Of);
  const Suspensions &suspensionsOf(const Body &Of);
  /// Looks at the bodies met so far: ask at the end of the translation unit.
  const ContextThreads &contextThreads();
  /// The same for what coroutines call.
  const ContextThreads &calledByCoroutines();

  /// A body in which the lambda runs while the body does: invoked at once or
  /// by an algorithm of the standard library. Null if that is not known.
  const Body *inlinedInto(const clang::FunctionDecl &Lambda) const;

  /// `#if`ed-out code in \p Range contains `co_await` or `co_yield`.
  bool awaitsInSkippedCode(clang::SourceRange Range) const;
  /// Code of the same file that `#if` leaves out has such a function, and
  /// awaits: the other platform's.
  bool hasAwaitingVariant(const clang::FunctionDecl &Function) const;
  void watchSkippedCode(clang::Preprocessor &PP,
                        std::shared_ptr<AsyncModel> Self);

private:
  friend class SkippedCode;
  struct Lambda {
    const Body *In;
    unsigned Index;
  };

  Vocabulary Words;
  clang::ASTContext *Context = nullptr;
  std::unique_ptr<Awaitables> Types;
  void noteLambdas(const Body &In);

  llvm::MapVector<const clang::FunctionDecl *, std::unique_ptr<Body>> Bodies;
  llvm::DenseMap<const clang::DeclaratorDecl *, std::unique_ptr<Body>>
      Initializers;
  llvm::DenseMap<const clang::FunctionDecl *, Lambda> Lambdas;
  llvm::DenseMap<const Body *, std::unique_ptr<BodyGraph>> Graphs;
  llvm::DenseMap<const Body *, std::unique_ptr<TaskFlow>> Flows;
  llvm::DenseMap<const Body *, std::unique_ptr<Suspensions>> Suspended;
  const ContextThreads &threads(std::unique_ptr<ContextThreads> &Slot,
                                ContextThreads::Roots Begin);
  std::unique_ptr<ContextThreads> Threads;
  std::unique_ptr<ContextThreads> Callees;
  const clang::Preprocessor *Watched = nullptr;
  std::vector<clang::SourceRange> Skipped;
};

/// Gives the checks of one run the same model. Thread-safe: clangd builds
/// several files at a time with one set of factories.
class ModelPool {
public:
  /// The model of the translation unit that \p Context is at. Bad vocabulary
  /// files are reported to \p Context, and then none of them is used.
  std::shared_ptr<AsyncModel> acquire(clang::tidy::ClangTidyContext &Context,
                                      llvm::StringRef VocabularyOption);

private:
  std::mutex Mutex;
  llvm::DenseMap<clang::tidy::ClangTidyContext *, std::weak_ptr<AsyncModel>>
      Models;
};

} // namespace asynctidy

#endif
