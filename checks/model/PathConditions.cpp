#include "checks/model/PathConditions.h"
#include "checks/model/ControlFlow.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;

/// The variable or member that \p Value is.
static const ValueDecl *namedBy(const Expr &Value) {
  const Expr *Plain = Value.IgnoreParenImpCasts();
  if (const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain))
    return Name->getDecl();
  const auto *Member = llvm::dyn_cast<MemberExpr>(Plain);
  return Member ? llvm::dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
}

template <typename Visit> static void forEachName(const Stmt &In, Visit Named) {
  if (const auto *Value = llvm::dyn_cast<Expr>(&In))
    if (const ValueDecl *Name = namedBy(*Value))
      Named(Name);
  for (const Stmt *Child : In.children())
    if (Child)
      forEachName(*Child, Named);
}

static bool contains(const Stmt &Whole, const Stmt &Part) {
  return &Whole == &Part || llvm::any_of(Whole.children(), [&](const Stmt *In) {
    return In && contains(*In, Part);
  });
}

void PathConditions::noteChange(const Stmt &Statement) {
  const Expr *Target = nullptr, *Set = nullptr;
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(&Statement)) {
    if (Binary->isAssignmentOp())
      Target = Binary->getLHS();
    if (Binary->getOpcode() == BO_Assign)
      Set = Binary->getRHS();
  } else if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(&Statement)) {
    if (Unary->isIncrementDecrementOp())
      Target = Unary->getSubExpr();
  } else if (const auto *Operator =
                 llvm::dyn_cast<CXXOperatorCallExpr>(&Statement)) {
    if (Operator->isAssignmentOp()) {
      Target = Operator->getArg(0);
      Set = Operator->getNumArgs() == 2 ? Operator->getArg(1) : nullptr;
    }
  } else if (const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(&Statement)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method && !Method->isConst())
      Target = objectOf(*Call);
    // `price.emplace(t.result())`
    Set = Call->getNumArgs() > 0 ? Call->getArg(0) : nullptr;
  }
  const ValueDecl *Named = Target ? namedBy(*Target) : nullptr;
  if (!Named || Named == Subject)
    return;
  Changed.insert(Named);
  if (!Set)
    return;
  const Expr *Plain = Set->IgnoreUnlessSpelledInSource();
  const auto *Constant = llvm::dyn_cast<DeclRefExpr>(Plain);
  if (llvm::isa<CXXBoolLiteralExpr, IntegerLiteral, CXXNullPtrLiteralExpr>(
          Plain) ||
      (Constant && llvm::isa<EnumConstantDecl>(Constant->getDecl())))
    SetToConstant.insert(Named);
  else if (contains(*Set, *First) || contains(*Set, *Second))
    SetToResult.insert(Named);
}

void PathConditions::addChanges(const CFGBlock &Block) {
  for (const CFGElement &Element : Block) {
    const Stmt *Statement = statementOf(Element);
    if (const auto *Declares = llvm::dyn_cast_or_null<DeclStmt>(Statement)) {
      for (const Decl *Declared : Declares->decls())
        if (const auto *Variable = llvm::dyn_cast<VarDecl>(Declared))
          Fresh.insert(Variable);
    } else if (Statement) {
      noteChange(*Statement);
    }
  }
}

void PathConditions::addTurn(const CFGBlock &Block, const CFGBlock &Next,
                             Turns &Found, Turns &OfLoops) {
  const Stmt *Condition =
      Block.succ_size() > 1 ? Block.getTerminatorCondition() : nullptr;
  const bool IsLoop =
      llvm::isa_and_nonnull<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(
          Block.getTerminatorStmt());
  if (Condition)
    forEachName(*Condition, [&](const ValueDecl *Name) {
      (IsLoop ? OfLoops : Found)[Name].emplace_back(&Block, &Next);
    });
}

/// `if (t) use(std::move(t))`, `if (t.valid())`: what was moved is not there.
/// That an optional has a value says nothing about the value.
bool PathConditions::asksWhetherThere(const CFGBlock &Block) const {
  static const llvm::StringSet<> Questions = {
      "valid", "is_valid", "isValid", "joinable", "empty", "has_value"};
  const CXXRecordDecl *Class = classOf(Subject->getType());
  const Stmt *Condition = Block.getTerminatorCondition();
  return Class && !isInStd(*Class) && Condition &&
         containsAny(Condition, [&](const Stmt &Part) {
           const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(&Part);
           const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
           const Expr *Object = Method ? objectOf(*Call) : nullptr;
           return Object && namedBy(*Object) == Subject &&
                  (llvm::isa<CXXConversionDecl>(Method) ||
                   (Method->getIdentifier() &&
                    Questions.contains(Method->getName())));
         });
}

/// `for (; i < n; ++i) { use(t); if (i + 1 < n) t = next(); }`: whether there
/// is a next turn depends on what the refill does.
bool PathConditions::mayBeRefilled() const {
  return llvm::any_of(Refills, [&](const CFGBlock *Refill) {
    bool Depends = false;
    if (const Stmt *Condition = Refill->getTerminatorCondition())
      forEachName(*Condition, [&](const ValueDecl *Name) {
        for (const Turns *Some : {&Tests, &LoopTests})
          Depends |= llvm::any_of(Some->lookup(Name), [&](const Turn &Other) {
            return Other.first != Refill;
          });
      });
    return Depends;
  });
}

bool PathConditions::mayExcludeSecond(
    const llvm::DenseSet<const VarDecl *> &Decided) const {
  if (AsksSubject || mayBeRefilled())
    return true;
  for (const auto &[Name, Turned] : Tests) {
    const auto *Variable = llvm::dyn_cast<VarDecl>(Name);
    if (Name == Subject || (Variable && Decided.contains(Variable)) ||
        Fresh.contains(Name))
      continue;
    if (SetToConstant.contains(Name))
      return true;
    const auto Guard = Guards.find(Name);
    if (Guard == Guards.end())
      continue;
    // The same turn again, on the same value, is no contradiction.
    if (Changed.contains(Name) || llvm::any_of(Turned, [&](const Turn &Some) {
          return !llvm::is_contained(Guard->second, Some);
        }))
      return true;
  }
  // A loop's own condition changes by nature: it counts if it is set for good.
  return llvm::any_of(LoopTests, [&](const auto &Test) {
    return SetToConstant.contains(Test.first) ||
           (SetToResult.contains(Test.first) && Guards.contains(Test.first));
  });
}
