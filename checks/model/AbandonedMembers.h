#ifndef ASYNCTIDY_MODEL_ABANDONEDMEMBERS_H
#define ASYNCTIDY_MODEL_ABANDONEDMEMBERS_H

#include "clang/AST/ASTFwd.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <vector>

namespace asynctidy {

class AsyncModel;
struct Body;
struct CallSite;

/// How a coroutine comes to run while nobody waits for it.
struct Abandonment {
  enum By {
    Type,  ///< its type can be awaited by nobody
    Start, ///< whoever starts it detaches it, drops it on purpose, or puts it
           ///< into a member that nobody awaits
    Spawn, ///< a lambda that is spawned and detached, its closure with it
  } How;
  clang::SourceLocation At; ///< the start; invalid for Type
};

/// Who starts the member coroutines of a translation unit, and what becomes of
/// their tasks. Filled a body at a time; the bodies have to stay.
class AbandonedMembers {
public:
  void add(const Body &Of);

  /// \p Coroutine, a member function or a lambda that captures `this`, runs on
  /// when whoever started it has gone on, and whoever started it left no owner
  /// of the object with it. Nothing if that is not known; an object that is a
  /// variable of the starting function is left to others, as is a task that is
  /// dropped by mistake, and a part of an object whose class \p Stays.
  std::optional<Abandonment>
  of(const Body &Coroutine, AsyncModel &Model,
     llvm::function_ref<bool(const clang::CXXRecordDecl &)> Stays) const;

private:
  struct Caller {
    const Body *In;
    const CallSite *Site;
  };
  std::optional<Abandonment> ofLambda(const Body &Lambda,
                                      AsyncModel &Model) const;
  std::optional<Abandonment> startedBy(const Caller &One, const Body &Coroutine,
                                       AsyncModel &Model) const;
  bool isNeverAwaited(const clang::ValueDecl &Member, const AsyncModel &Model,
                      const clang::CXXRecordDecl &Class) const;

  std::vector<const Body *> Bodies;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<Caller, 2>>
      Callers;
  /// Members with tasks that somebody looks into; made when first asked for.
  mutable std::optional<llvm::DenseSet<const clang::ValueDecl *>> LookedInto;
};

/// The class whose `this` \p Of has: of a member function, or of the function
/// around a lambda. Null if it has none.
const clang::CXXRecordDecl *classAround(const Body &Of,
                                        const AsyncModel &Model);

} // namespace asynctidy

#endif
