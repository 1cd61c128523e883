#include "checks/model/TaskEdges.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// Conditions are looked into this deep; what is nested deeper was written by a
/// generator.
static constexpr unsigned MaxDepth = 8;
/// What a local variable was made from, else the value itself.
static const Expr &originOf(const Expr &Value) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (const auto *Assigned = llvm::dyn_cast<BinaryOperator>(Plain);
      Assigned && Assigned->getOpcode() == BO_Assign)
    return *Assigned->getRHS()->IgnoreUnlessSpelledInSource();
  const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain);
  const auto *Variable =
      Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  if (Variable && Variable->getInit() && Variable->isLocalVarDecl())
    return *Variable->getInit()->IgnoreUnlessSpelledInSource();
  return *Plain;
}

/// `f` of `f.wait_for(t)`, whose answer is a status or a bool.
static const Expr *askedForStatus(const Expr &Value) {
  const auto *Call = llvm::dyn_cast<CallExpr>(&originOf(Value));
  if (!Call || !objectOf(*Call))
    return nullptr;
  const FunctionDecl *Callee = calleeOf(*Call);
  const StringRef Name =
      Callee && Callee->getIdentifier() ? Callee->getName() : StringRef();
  return Name == "wait_for" || Name == "wait_until" ? objectOf(*Call) : nullptr;
}

static StringRef statusNamed(const Expr &Value) {
  const auto *Status =
      llvm::dyn_cast<DeclRefExpr>(Value.IgnoreUnlessSpelledInSource());
  return Status && llvm::isa<EnumConstantDecl>(Status->getDecl())
             ? Status->getDecl()->getName()
             : StringRef();
}

/// Adds the tasks that are complete if \p Condition is \p Holds.
static void prove(const TaskUses &Uses, const Expr &Condition, bool Holds,
                  unsigned Depth, llvm::SmallVectorImpl<ValuePlace> &Result) {
  if (Depth > MaxDepth)
    return;
  auto Add = [&](const Expr *Object) {
    if (Object)
      if (ValuePlace Task = Uses.placeOf(*Object))
        Result.push_back(std::move(Task));
  };
  const Expr *Plain = Condition.IgnoreUnlessSpelledInSource();
  // `static_cast<bool>(t.done())`, which assert() makes of its condition.
  if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(Plain);
      Cast && Cast->getType()->isBooleanType())
    return prove(Uses, *Cast->getSubExpr(), Holds, Depth + 1, Result);
  if (const auto *Not = llvm::dyn_cast<UnaryOperator>(Plain);
      Not && Not->getOpcode() == UO_LNot)
    return prove(Uses, *Not->getSubExpr(), !Holds, Depth + 1, Result);
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(Plain)) {
    const BinaryOperatorKind Kind = Binary->getOpcode();
    if (Kind == (Holds ? BO_LAnd : BO_LOr)) {
      prove(Uses, *Binary->getLHS(), Holds, Depth + 1, Result);
      prove(Uses, *Binary->getRHS(), Holds, Depth + 1, Result);
    } else if (Kind == BO_EQ || Kind == BO_NE) {
      const bool Same = Holds == (Kind == BO_EQ);
      for (auto [Status, Call] :
           {std::pair(Binary->getLHS(), Binary->getRHS()),
            std::pair(Binary->getRHS(), Binary->getLHS())})
        if (const StringRef Name = statusNamed(*Status); !Name.empty())
          if ((Name == "ready") == Same)
            Add(askedForStatus(*Call));
    }
    return;
  }
  const Expr &Origin = originOf(*Plain);
  if (&Origin != Plain)
    return prove(Uses, Origin, Holds, Depth + 1, Result);
  if (!Holds)
    return;
  Add(askedAboutCompletion(*Plain));
  if (Plain->getType()->isBooleanType())
    Add(askedForStatus(*Plain));
}

llvm::SmallVector<ValuePlace, 2>
asynctidy::completedOnEdge(const TaskUses &Uses, const CFGBlock &From,
                           unsigned Successor) {
  llvm::SmallVector<ValuePlace, 2> Result;
  const Stmt *Terminator = From.getTerminatorStmt();
  if (!Terminator)
    return Result;
  // `if (first.index == 0)`, `if (a.done()) ... else`
  auto AddRaced = [&](const Stmt &Condition) {
    const auto *Question = llvm::dyn_cast<Expr>(&Condition);
    const Expr *Asked = Question ? askedAboutCompletion(*Question) : nullptr;
    const ValuePlace Task = Asked ? Uses.placeOf(*Asked) : ValuePlace();
    for (const Expr *Raced : Uses.races().decidedBy(
             Condition, llvm::dyn_cast_or_null<ValueDecl>(Task.Root)))
      if (const ValuePlace Entered = Uses.placeOf(*Raced))
        Result.push_back(Entered);
  };
  if (const auto *Switch = llvm::dyn_cast<SwitchStmt>(Terminator)) {
    const CFGBlock *To = *(From.succ_begin() + Successor);
    const auto *Case =
        To ? llvm::dyn_cast_or_null<CaseStmt>(To->getLabel()) : nullptr;
    const Expr *Task = askedForStatus(*Switch->getCond());
    AddRaced(*Switch->getCond());
    if (Case && Task && statusNamed(*Case->getLHS()) == "ready")
      if (const ValuePlace Done = Uses.placeOf(*Task))
        Result.push_back(Done);
    return Result;
  }
  auto AddAwaitedBy = [&](const Decl *Counter) {
    const auto All = Uses.awaitedBy(*Counter);
    Result.append(All.begin(), All.end());
  };
  if (const auto *Loop = llvm::dyn_cast<CXXForRangeStmt>(Terminator)) {
    if (Successor == 1)
      AddAwaitedBy(Loop->getLoopVariable());
    return Result;
  }
  const auto *Condition =
      From.succ_size() == 2
          ? llvm::dyn_cast_or_null<Expr>(From.getTerminatorCondition())
          : nullptr;
  if (!Condition)
    return Result;
  AddRaced(*Condition);
  if (Successor == 1 && llvm::isa<ForStmt, WhileStmt>(Terminator)) {
    // `k < all.size()`, `it != all.end()`
    auto AddCounters = [&](auto &Self, const Stmt &In) -> void {
      if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(&In))
        AddAwaitedBy(Use->getDecl());
      for (const Stmt *Child : In.children())
        if (Child)
          Self(Self, *Child);
    };
    AddCounters(AddCounters, *Condition);
  }
  prove(Uses, *Condition, Successor == 0, 0, Result);
  return Result;
}
