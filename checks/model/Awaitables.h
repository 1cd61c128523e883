#ifndef ASYNCTIDY_MODEL_AWAITABLES_H
#define ASYNCTIDY_MODEL_AWAITABLES_H

#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"

namespace clang {
class ASTContext;
class CXXMethodDecl;
class CXXRecordDecl;
class FunctionDecl;
} // namespace clang

namespace asynctidy {

class Vocabulary;

/// When the body of a coroutine begins to run.
enum class Start {
  Hot,    ///< when it is called
  Lazy,   ///< when it is awaited
  Unknown ///< the type does not tell
};

/// What types mean to `co_await`: first by the vocabulary, then by the language
/// ([expr.await], [dcl.fct.def.coroutine]), so that unknown libraries work.
/// One per translation unit; not thread-safe, as it caches.
class Awaitables {
public:
  Awaitables(const Vocabulary &Words, clang::ASTContext &Context)
      : Words(Words), Context(Context) {}

  /// `co_await` of a value of this type is well formed. Types that only some
  /// promise's await_transform takes are not known here.
  bool isAwaitable(clang::QualType Type) const;

  /// An awaitable that stands for work: a coroutine's type or a listed one.
  bool isTask(clang::QualType Type) const;

  /// A future that callbacks were made for, `f().then(g)`, and that something
  /// beside it makes a coroutine's type: most functions that give one are no
  /// coroutines, and take what they need at once.
  bool isPlainFuture(clang::QualType Type) const;

  /// A value or an error, and no work: `result<T>` that `co_await` unwraps.
  bool isOutcome(clang::QualType Type) const;

  /// A coroutine that returns \p Coroutine may await \p Type. Promises with an
  /// await_transform choose what they take, so there only the coroutine's own
  /// kind of task is certain.
  bool isAwaitableIn(clang::QualType Coroutine, clang::QualType Type) const;

  /// The type of `co_await` of \p Type; null if that cannot be told.
  clang::QualType resultOf(clang::QualType Type) const;

  /// `std::vector<task<int>>`, `std::optional<task<int>>`: a value of the
  /// standard library whose elements are tasks.
  bool holdsTasks(clang::QualType Type) const;

  /// `co_await` of it gives a guard, such as a lock: an object whose life is
  /// its purpose.
  bool givesGuard(clang::QualType Type) const;

  /// Its `configure_await` says so: an await without it resumes where it began.
  bool capturesContext(clang::QualType Type) const;

  Start startOf(clang::QualType Type) const;

  /// Its destructor cancels the work, waits for it or joins it, as far as its
  /// body is seen: nothing runs on when a variable of it goes out of scope.
  bool endsWithItsOwner(clang::QualType Type) const;

  /// `co_await` takes it as an rvalue only, so that a variable needs std::move.
  bool needsRvalue(clang::QualType Type) const;

  /// One use takes all that it has: it is said so, or it is a coroutine's type
  /// that cannot be copied and is awaited as an rvalue only.
  bool isOneShot(clang::QualType Type) const;

  /// A one-shot stand-in for a task, made to be awaited where it was returned,
  /// like a value task; not those that start when they are awaited.
  bool isValueTask(clang::QualType Type) const;

  /// A value, array or object of the standard library that has such ones in it.
  bool holdsValueTasks(clang::QualType Type) const;

  /// A member such as `as_task()` makes an awaitable of it that may be awaited
  /// again and again; null if it has none.
  const clang::CXXMethodDecl *conversionOf(clang::QualType Type) const;

  /// The class, or one that it stands in, is an awaitable, an awaiter or a
  /// promise: the inside of a library.
  bool isPartOfAwaiting(const clang::CXXRecordDecl &Class) const;

  /// A function that returns it may be a coroutine: the type has a promise.
  bool isCoroutineType(clang::QualType Type) const;

  /// The promise of coroutines that return \p Class, or null.
  const clang::CXXRecordDecl *
  promiseOf(const clang::CXXRecordDecl &Class) const;
  /// The parameters of such a coroutine choose its promise, and with it where
  /// the body runs.
  bool hasSeveralPromises(const clang::CXXRecordDecl &Class) const;

private:
  bool holds(clang::QualType Type,
             bool (Awaitables::*Is)(clang::QualType) const) const;
  bool computeAwaitable(const clang::CXXRecordDecl &Class) const;
  Start computeStart(const clang::CXXRecordDecl &Class) const;

  const Vocabulary &Words;
  clang::ASTContext &Context;
  mutable llvm::DenseMap<const clang::CXXRecordDecl *, bool> Awaitable;
  mutable llvm::DenseMap<const clang::CXXRecordDecl *, Start> Starts;
};

} // namespace asynctidy

#endif
