#ifndef ASYNCTIDY_MODEL_GUARDEVENTS_H
#define ASYNCTIDY_MODEL_GUARDEVENTS_H

#include "checks/model/Guards.h"
#include "checks/model/TaskUses.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <optional>

namespace clang {
class CFG;
class CFGBlock;
class LambdaExpr;
} // namespace clang

namespace asynctidy {

/// What one body does to the guards and mutexes that it names, block by block.
class GuardEvents {
public:
  GuardEvents(const Body &Of, const clang::CFG &Graph, const TaskUses &Places,
              const Guards &Types);

  /// A guard of the body, or a mutex that is locked without one.
  struct Subject {
    const clang::VarDecl *Guard; ///< null for a mutex
    ValuePlace Mutex;
  };
  struct Event {
    enum Kind {
      Begins, ///< it is declared
      Locks,
      Ends,    ///< unlocked, moved from, or out of sight
      Leaves,  ///< `g.release()`: the mutex stays locked
      Unlocks, ///< the mutex that was left may be unlocked
      Passes   ///< another subject has the lock from here on
    } What;
    unsigned Index; ///< of the element
    unsigned About;
    unsigned To = 0;
    const clang::CallExpr *By = nullptr;
    const clang::Expr *Mutex = nullptr;
  };

  llvm::ArrayRef<Event> in(const clang::CFGBlock &Block) const {
    const auto Found = ByBlock.find(&Block);
    return Found == ByBlock.end() ? llvm::ArrayRef<Event>()
                                  : llvm::ArrayRef<Event>(Found->second);
  }
  const Subject &subject(unsigned Number) const { return Subjects[Number]; }
  /// A path on which \p Start locks and \p About still holds goes on where
  /// \p Condition is this; nothing if the condition does not ask for it.
  std::optional<bool> answerOf(const clang::Expr &Condition, const Event &Start,
                               unsigned About) const;

private:
  struct Action {
    Event::Kind What;
    unsigned About;
    unsigned To = 0;
    const clang::Expr *Mutex = nullptr;
  };
  void classify(const clang::CallExpr &Call);
  void classifyArguments(const clang::CallExpr &Call);
  void endGuardsOf(const clang::Expr &Mutex, const clang::CallExpr &Call);
  void assign(const clang::CallExpr &Call, const clang::VarDecl &Guard,
              const clang::Expr &Value);
  void declare(const clang::VarDecl &Guard, const clang::CFGBlock &Block,
               unsigned Index);
  void index(const clang::CFG &Graph);
  std::optional<unsigned> guardIn(const clang::Expr &Value);
  std::optional<unsigned> mutexIn(const clang::Expr &Value);

  const TaskUses &Places;
  const Guards &Types;
  std::vector<Subject> Subjects;
  llvm::DenseMap<const clang::VarDecl *, unsigned> Numbers;
  /// Names of guards whose use is understood.
  llvm::DenseSet<const clang::Expr *> Known;
  llvm::DenseMap<const clang::Stmt *, llvm::SmallVector<Action, 2>> Actions;
  /// What may unlock a mutex, and which one; no root if that is not known.
  llvm::DenseMap<const clang::Stmt *, ValuePlace> Unlocking;
  llvm::DenseMap<const clang::CFGBlock *, std::vector<Event>> ByBlock;
};

} // namespace asynctidy

#endif
