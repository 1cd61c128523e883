#ifndef ASYNCTIDY_MODEL_CONTAINERCHANGES_H
#define ASYNCTIDY_MODEL_CONTAINERCHANGES_H

#include "checks/model/ElementPlaces.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace asynctidy {

class AsyncModel;
struct Body;

/// What the code of one translation unit does to containers that several
/// functions share. Filled a body at a time; the bodies have to stay.
class ContainerChanges {
public:
  struct Found {
    const Body *In;
    const clang::CallExpr *By;
    SharedContainer Container;
    Change What;
  };

  void add(const Body &Of);

  /// Changes that may happen while \p Coroutine is suspended and that make
  /// \p Place bad: by another function, which is no constructor, destructor,
  /// main or test, does not itself await the coroutine, is not only called by
  /// it, and has not waited for work of its own before.
  std::vector<const Found *> changesOf(const ElementPlace &Place,
                                       const Body &Coroutine,
                                       const AsyncModel &Model) const;

  /// Shared flags, numbers and enumerators that \p Writer writes and \p Tester
  /// tests: `busy = true;` and `if (!s.busy) sessions.erase(id);`.
  llvm::DenseSet<const clang::ValueDecl *> signals(const Body &Writer,
                                                   const Body &Tester) const;

private:
  struct Marks {
    llvm::DenseSet<const clang::ValueDecl *> Written, Tested;
  };
  const Marks &marksOf(const Body &Of) const;
  bool isSame(const SharedContainer &Changed, const SharedContainer &Held,
              unsigned Depth = 0) const;
  bool isSomebodyElse(const Body &Changer, const Body &Coroutine,
                      const AsyncModel &Model) const;
  bool isOnlyCalledBy(const clang::FunctionDecl &Function,
                      const Body &Coroutine) const;

  struct Caller {
    const Body *In;
    const clang::CallExpr *Call;
    bool Awaited;
  };
  std::vector<Found> All;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<Caller, 2>>
      Callers;
  mutable llvm::DenseMap<const Body *, Marks> Marked;
};

} // namespace asynctidy

#endif
