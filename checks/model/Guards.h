#ifndef ASYNCTIDY_MODEL_GUARDS_H
#define ASYNCTIDY_MODEL_GUARDS_H

#include "clang/AST/Type.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace clang {
class CallExpr;
class CXXRecordDecl;
class VarDecl;
} // namespace clang

namespace asynctidy {

class Vocabulary;

/// What a variable of a body guards for as long as it lives.
enum class GuardKind {
  None,
  Lock,       ///< a mutex that blocks threads
  ThreadBound ///< something else that must stay on its thread
};

/// What a guard has when its declaration is done.
struct GuardStart {
  enum State {
    Unknown,
    Empty,  ///< `std::unique_lock g(m, std::defer_lock);`
    Holds,  ///< `std::lock_guard g(m);`
    Adopts, ///< `std::lock_guard g(m, std::adopt_lock);`
    Moves   ///< `auto g = std::move(h);`
  } What = Unknown;
  const clang::Expr *Mutex = nullptr;   ///< `m`, if it is known
  const clang::VarDecl *From = nullptr; ///< `h`
};

/// What a call does with the guard or the mutex that it is called on.
enum class GuardCall {
  Looks,   ///< `g.owns_lock()`
  Asks,    ///< `if (g)`, `g.owns_lock()`: true if it holds
  Locks,   ///< `g.lock()`
  Tries,   ///< `g.try_lock()`: locks if it gives true
  Makes,   ///< `held.emplace(m)` of what holds a guard
  Unlocks, ///< `g.unlock()`
  Leaves,  ///< `g.release()`: the mutex stays locked
  Unknown
};

/// `std::optional<std::unique_lock<std::mutex>>`, and smart pointers to guards
/// and vectors of guards: what they hold ends with them.
bool holdsGuards(clang::QualType Type);

/// Types whose objects must not live across a suspension, and what their
/// functions do. One per check.
class Guards {
public:
  /// \p More are names of further types that are bound to their thread.
  Guards(const Vocabulary &Words, std::vector<llvm::StringRef> More)
      : Words(Words), More(std::move(More)) {}

  /// Of a guard, and of what holds guards.
  GuardKind kindOf(const clang::VarDecl &Variable) const;

  /// Another hand can end what the guard does: it has `unlock()`, or can be
  /// moved from.
  bool canLetGo(const clang::VarDecl &Guard) const;

  /// Its `release()` gives the mutex away and does not unlock it, as that of
  /// the standard library's guards.
  bool releasesOnly(const clang::VarDecl &Guard) const;

  /// What \p Init makes of a guard; null is no initializer.
  GuardStart startOf(const clang::VarDecl &Guard,
                     const clang::Expr *Init) const;

  /// What the member called \p Name does, by the name it has in the standard
  /// library, Boost and Qt.
  static GuardCall callNamed(llvm::StringRef Name, bool IsConst);

private:
  GuardKind kindOf(const clang::CXXRecordDecl &Class) const;

  const Vocabulary &Words;
  const std::vector<llvm::StringRef> More;
};

} // namespace asynctidy

#endif
