#ifndef ASYNCTIDY_MODEL_PATHFACTS_H
#define ASYNCTIDY_MODEL_PATHFACTS_H

#include "checks/model/Condition.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include <memory>
#include <tuple>
#include <vector>

namespace clang {
class CFG;
class CFGBlock;
template <bool IsPostDom> class CFGDominatorTreeImpl;
} // namespace clang

namespace asynctidy {

class TaskUses;

/// What a path through a body has found its conditions to be, so that no path
/// goes through both of `if (a && b)` and `if (!(a && b))`. A fact is forgotten
/// where a variable of its condition changes; facts that others may change
/// also where the coroutine is suspended.
class PathFacts {
public:
  PathFacts(const clang::CFG &Graph, const TaskUses &Uses,
            const clang::ASTContext &Context);
  ~PathFacts();

  /// The subject by its number, what is asked about it, and the answer.
  using Fact = std::tuple<unsigned, Question::Kind, std::int64_t, bool>;
  using Known = std::vector<Fact>; ///< sorted, so that equal sets are equal

  /// What every path to the n-th element of \p Block has found.
  Known before(const clang::CFGBlock &Block, unsigned Element) const;

  /// Runs \p Block from its n-th element.
  void pass(const clang::CFGBlock &Block, unsigned From, Known &Facts) const {
    pass(Block, From, ~0U, Facts);
  }

  /// Goes on to the n-th successor of \p Block; false if the facts say that
  /// this path does not exist.
  bool follow(const clang::CFGBlock &Block, unsigned Successor,
              Known &Facts) const;

private:
  struct Subject {
    llvm::SmallVector<const clang::Decl *, 2> Roots;
    bool IsShared;
    unsigned Asked = 0; ///< by how many conditions
    bool Changes = false;
  };
  struct Change {
    unsigned At;
    const clang::Decl *Root; ///< null where the coroutine is suspended
    std::optional<Question> Becomes;
    bool Declares = false;
  };

  void pass(const clang::CFGBlock &Block, unsigned From, unsigned Until,
            Known &Facts) const;
  void collect(const clang::Expr &Condition, unsigned Depth);
  void count(const std::optional<Question> &Asked);
  void noteValue(std::vector<Change> &Here, Change Made,
                 const clang::Expr *Value);
  std::optional<unsigned> numberOf(const Question &Asked) const;
  std::optional<bool> answer(const Question &Asked, const Known &Facts) const;
  std::optional<bool> evaluate(const clang::Expr &Condition, const Known &Facts,
                               unsigned Depth) const;
  void learn(const Question &Asked, bool Holds, Known &Facts) const;
  void assume(const clang::Expr &Condition, bool Holds, Known &Facts,
              unsigned Depth) const;

  const clang::CFG &Graph;
  const clang::ASTContext &Context;
  mutable std::unique_ptr<clang::CFGDominatorTreeImpl<false>> Dominators;
  llvm::StringMap<unsigned> Numbers;
  std::vector<Subject> Subjects;
  llvm::DenseMap<const clang::Expr *, Question> Questions;
  llvm::DenseMap<const clang::CFGBlock *, std::vector<Change>> Changes;
};

} // namespace asynctidy

#endif
