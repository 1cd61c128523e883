#include "checks/model/GuardEvents.h"
#include "checks/model/Body.h"
#include "checks/model/ControlFlow.h"
#include "checks/model/Mutexes.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

namespace {

/// `g.unlock()`, also where the type of `g` depends on a template.
struct MemberCall {
  const Expr *Object = nullptr;
  std::string Name;
  bool IsConst = false;
};

} // namespace

static MemberCall memberCallIn(const CallExpr &Call) {
  // C's functions take the mutex as their first argument.
  if (const StringRef Name = nameCalled(Call);
      Name.starts_with("pthread_") && Call.getNumArgs() > 0)
    return {Call.getArg(0), Name.str()};
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(Callee)) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    return {Member->getBase(), Member->getMemberNameInfo().getAsString(),
            Method && Method->isConst()};
  }
  if (const auto *Member = llvm::dyn_cast<CXXDependentScopeMemberExpr>(Callee);
      Member && !Member->isImplicitAccess())
    return {Member->getBase(), Member->getMember().getAsString()};
  if (const auto *Member = llvm::dyn_cast<UnresolvedMemberExpr>(Callee);
      Member && !Member->isImplicitAccess())
    return {Member->getBase(), Member->getMemberName().getAsString()};
  return {};
}

static bool soundsLikeUnlock(StringRef Name) {
  return Name.contains_insensitive("unlock") ||
         (Name.contains_insensitive("release") &&
          Name.contains_insensitive("lock"));
}

/// The variable that \p Value names, and what holds the guard of `g->unlock()`.
static const VarDecl *variableIn(const Expr &Value, const DeclRefExpr *&Use) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Plain);
      Operator && Operator->getOperator() == OO_Arrow &&
      holdsGuards(Operator->getArg(0)->getType()))
    Plain = Operator->getArg(0)->IgnoreUnlessSpelledInSource();
  Use = llvm::dyn_cast<DeclRefExpr>(Plain);
  return Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
}

/// `m.try_lock() == false`
static bool isComparedWithFalse(const Expr *Condition) {
  const auto *Compared = llvm::dyn_cast<BinaryOperator>(Condition);
  const auto *Value =
      Compared && Compared->getOpcode() == BO_EQ
          ? llvm::dyn_cast<CXXBoolLiteralExpr>(
                Compared->getRHS()->IgnoreUnlessSpelledInSource())
          : nullptr;
  return Value && !Value->getValue();
}

/// `g` of `!g`, also where a template decides what `!` calls; \p Answer is
/// turned over for each.
static const Expr *withoutNot(const Expr &Condition, bool &Answer) {
  const Expr *Asked = Condition.IgnoreUnlessSpelledInSource();
  for (;;) {
    const auto *Not = llvm::dyn_cast<UnaryOperator>(Asked);
    const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(Asked);
    if (Not && Not->getOpcode() == UO_LNot)
      Asked = Not->getSubExpr();
    else if (Call && Call->getOperator() == OO_Exclaim)
      Asked = Call->getArg(0);
    else if (isComparedWithFalse(Asked))
      Asked = llvm::cast<BinaryOperator>(Asked)->getLHS();
    else
      return Asked;
    Asked = Asked->IgnoreUnlessSpelledInSource();
    Answer = !Answer;
  }
}

std::optional<unsigned> GuardEvents::guardIn(const Expr &Value) {
  const DeclRefExpr *Use = nullptr;
  const VarDecl *Variable = variableIn(Value, Use);
  const auto Found = Numbers.find(Variable);
  if (!Variable || Found == Numbers.end())
    return std::nullopt;
  Known.insert(Use);
  return Found->second;
}

// `m`, `this->m`, `&m`, `account->m`
std::optional<unsigned> GuardEvents::mutexIn(const Expr &Value) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (const auto *Address = llvm::dyn_cast<UnaryOperator>(Plain);
      Address && Address->getOpcode() == UO_AddrOf)
    Plain = Address->getSubExpr();
  const QualType Type = Plain->getType();
  if (!isMutex(Type->isPointerType() ? Type->getPointeeType() : Type))
    return std::nullopt;
  const ValuePlace Named = Places.placeOf(*Plain);
  if (!Named)
    return std::nullopt;
  for (unsigned I = 0; I < Subjects.size(); ++I)
    if (!Subjects[I].Guard && Subjects[I].Mutex.isSameAs(Named))
      return I;
  Subjects.push_back({nullptr, Named});
  return Subjects.size() - 1;
}

void GuardEvents::classify(const CallExpr &Call) {
  const MemberCall Member = memberCallIn(Call);
  if (const auto Guard =
          Member.Object ? guardIn(*Member.Object) : std::nullopt) {
    const VarDecl &Variable = *Subjects[*Guard].Guard;
    switch (Guards::callNamed(Member.Name, Member.IsConst)) {
    case GuardCall::Looks:
    case GuardCall::Asks:
      break;
    case GuardCall::Locks:
    case GuardCall::Tries:
      if (Types.kindOf(Variable) == GuardKind::Lock)
        Actions[&Call].push_back({Event::Locks, *Guard});
      break;
    case GuardCall::Makes:
      Actions[&Call].push_back(
          {Call.getNumArgs() == 1 && isMutex(Call.getArg(0)->getType())
               ? Event::Locks
               : Event::Ends,
           *Guard});
      return; // the mutex goes to the guard that is made
    case GuardCall::Leaves:
      Actions[&Call].push_back(
          {Types.releasesOnly(Variable) ? Event::Leaves : Event::Ends, *Guard});
      break;
    case GuardCall::Unlocks:
      Actions[&Call].push_back({Event::Ends, *Guard});
      break;
    case GuardCall::Unknown:
      // `rows.next()` of a cursor does not close it.
      if (Types.kindOf(Variable) == GuardKind::Lock && Types.canLetGo(Variable))
        Actions[&Call].push_back({Event::Ends, *Guard});
      break;
    }
    classifyArguments(Call);
    return;
  }
  // `locked->size()`, `*locked`
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
      Operator && Operator->getNumArgs() == 1 &&
      (Operator->getOperator() == OO_Arrow ||
       Operator->getOperator() == OO_Star)) {
    guardIn(*Operator->getArg(0));
    return;
  }
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
      Operator && Operator->getOperator() == OO_Equal &&
      Operator->getNumArgs() == 2)
    if (const auto Guard = guardIn(*Operator->getArg(0)))
      return assign(Call, *Subjects[*Guard].Guard, *Operator->getArg(1));
  const Expr *Object = Member.Object;
  const GuardCall Does = Object ? Guards::callNamed(Member.Name, Member.IsConst)
                                : GuardCall::Unknown;
  if (Does == GuardCall::Locks || Does == GuardCall::Tries) {
    if (const auto Mutex = mutexIn(*Object))
      Actions[&Call].push_back({Event::Locks, *Mutex, 0, Object});
  } else if (soundsLikeUnlock(nameCalled(Call))) {
    Unlocking[&Call] =
        Object && mutexIn(*Object) ? Places.placeOf(*Object) : ValuePlace();
  }
  classifyArguments(Call);
}

// `std::lock(a, b)`, `changed.wait(g)`, `f(g)`, `f(&m)`
void GuardEvents::classifyArguments(const CallExpr &Call) {
  static const llvm::StringSet<> Waits = {"wait", "wait_for", "wait_until",
                                          "timed_wait", "do_wait_until"};
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return;
  const std::string Name = plainQualifiedName(*Callee);
  const bool Locks = Name == "std::lock" || Name == "boost::lock";
  // It unlocks and locks again before it returns.
  const bool Waiting = llvm::isa<CXXMethodDecl>(Callee) &&
                       Callee->getIdentifier() &&
                       Waits.contains(Callee->getName()) &&
                       StringRef(Name).contains("condition_variable");
  const unsigned Skipped =
      llvm::isa<CXXOperatorCallExpr>(Call) && llvm::isa<CXXMethodDecl>(Callee)
          ? 1
          : 0;
  for (unsigned I = Skipped; I < Call.getNumArgs(); ++I) {
    const Expr &Argument = *Call.getArg(I);
    const unsigned Number = I - Skipped;
    const bool OnlyLooks =
        Number < Callee->getNumParams() &&
        Callee->getParamDecl(Number)->getType()->isLValueReferenceType() &&
        Callee->getParamDecl(Number)
            ->getType()
            ->getPointeeType()
            .isConstQualified();
    if (Locks) {
      if (const auto Guard = guardIn(Argument))
        Actions[&Call].push_back({Event::Locks, *Guard});
      else if (const auto Mutex = mutexIn(Argument))
        Actions[&Call].push_back({Event::Locks, *Mutex, 0, &Argument});
    } else if (Waiting || OnlyLooks) {
      guardIn(Argument);
    } else {
      // Whoever gets the mutex may unlock it.
      if (mutexIn(Argument))
        Unlocking[&Call] = ValuePlace();
      endGuardsOf(Argument, Call);
    }
  }
}

// `std::unique_lock g(m); co_await changed.wait(m);`: waits without the lock.
void GuardEvents::endGuardsOf(const Expr &Mutex, const CallExpr &Call) {
  const ValuePlace Given = Places.placeOf(Mutex);
  if (!Given)
    return;
  for (unsigned I = 0; I < Subjects.size(); ++I) {
    const VarDecl *Guard = Subjects[I].Guard;
    const Expr *Own =
        Guard ? Types.startOf(*Guard, Guard->getInit()).Mutex : nullptr;
    const ValuePlace Locked = Own ? Places.placeOf(*Own) : ValuePlace();
    if (Locked.isSameAs(Given))
      Actions[&Call].push_back({Event::Ends, I});
  }
}

// `g = std::unique_lock(m);`, `g = std::move(h);`, `g = {};`
void GuardEvents::assign(const CallExpr &Call, const VarDecl &Guard,
                         const Expr &Value) {
  const unsigned Number = Numbers.lookup(&Guard);
  const GuardStart Start = Types.startOf(Guard, &Value);
  Actions[&Call].push_back({Event::Ends, Number});
  if (Start.What == GuardStart::Holds) {
    Actions[&Call].push_back({Event::Locks, Number, 0, Start.Mutex});
  } else if (Start.What == GuardStart::Moves) {
    const auto From = guardIn(withoutMove(Value));
    if (From && *From != Number)
      Actions[&Call].push_back({Event::Passes, *From, Number});
  }
}

// `std::unique_lock g(m);`, `std::lock_guard g(m, std::adopt_lock);`
void GuardEvents::declare(const VarDecl &Guard, const CFGBlock &Block,
                          unsigned Index) {
  const unsigned Number = Numbers.lookup(&Guard);
  std::vector<Event> &Here = ByBlock[&Block];
  Here.push_back({Event::Begins, Index, Number});
  const GuardStart Start = Types.startOf(Guard, Guard.getInit());
  if (Start.What == GuardStart::Holds)
    Here.push_back({Event::Locks, Index, Number, 0, nullptr, Start.Mutex});
  else if (Start.What == GuardStart::Moves && Numbers.contains(Start.From))
    Here.push_back({Event::Passes, Index, Numbers.lookup(Start.From), Number});
  else if (Start.What == GuardStart::Adopts && Start.Mutex)
    if (const auto Mutex = mutexIn(*Start.Mutex))
      Here.push_back({Event::Passes, Index, *Mutex, Number});
}

/// Two names that may mean the same mutex.
static bool mayBeSame(const ValuePlace &A, const ValuePlace &B) {
  if (!A || !B || A.isSameAs(B))
    return true;
  auto IsAlias = [](const ValuePlace &One) {
    const auto *Root = llvm::dyn_cast<ValueDecl>(One.Root);
    return Root && !llvm::isa<FunctionDecl>(Root) &&
           (Root->getType()->isReferenceType() ||
            Root->getType()->isPointerType());
  };
  return IsAlias(A) || IsAlias(B);
}

GuardEvents::GuardEvents(const Body &Of, const CFG &Graph,
                         const TaskUses &Places, const Guards &Types)
    : Places(Places), Types(Types) {
  llvm::DenseSet<const ValueDecl *> Shared;
  for (const LambdaSite &Site : Of.Lambdas)
    for (const LambdaCapture &Capture : Site.Lambda->captures())
      if (Capture.capturesVariable())
        Shared.insert(Capture.getCapturedVar());
  for (const VarDecl *Local : Of.Locals)
    if (Types.kindOf(*Local) != GuardKind::None &&
        !(Shared.contains(Local) && Types.canLetGo(*Local))) {
      Numbers[Local] = Subjects.size();
      Subjects.push_back({Local, {}});
    }
  for (const CallSite &Site : Of.Calls)
    classify(*Site.Call);
  // `(void)g;`
  for (const Discard &Dropped : Of.Discards)
    guardIn(*Dropped.Value);
  // `finally unlock([&] { m.unlock(); });`
  for (const LambdaSite &Site : Of.Lambdas)
    if (containsAny(Site.Lambda->getBody(), [](const Stmt &Inner) {
          const auto *Call = llvm::dyn_cast<CallExpr>(&Inner);
          return Call && soundsLikeUnlock(nameCalled(*Call));
        }))
      Unlocking[Site.Lambda] = ValuePlace();
  // `auto g = std::move(h);` takes nothing out of sight.
  for (const VarDecl *Local : Of.Locals)
    if (Numbers.contains(Local) && Local->getInit() &&
        Types.startOf(*Local, Local->getInit()).What == GuardStart::Moves)
      for (const CallSite &Site : Of.Calls)
        if (Site.Call->isCallToStdMove() &&
            containsAny(Local->getInit(),
                        [&](const Stmt &Part) { return &Part == Site.Call; }))
          guardIn(*Site.Call->getArg(0));
  // `if (!g)`
  for (const CFGBlock *Block : Graph)
    if (const Expr *Condition = Block->getLastCondition()) {
      bool Ignored = true;
      guardIn(*withoutNot(*Condition, Ignored));
    }
  if (!Subjects.empty())
    index(Graph);
}

void GuardEvents::index(const CFG &Graph) {
  for (const CFGBlock *Block : Graph) {
    unsigned Index = 0;
    for (const CFGElement &Element : *Block) {
      const unsigned At = Index++;
      const Stmt *Statement = statementOf(Element);
      if (!Statement)
        continue;
      if (const auto *Declares = llvm::dyn_cast<DeclStmt>(Statement)) {
        for (const Decl *Declared : Declares->decls())
          if (const auto *Variable = llvm::dyn_cast<VarDecl>(Declared);
              Variable && Numbers.contains(Variable))
            declare(*Variable, *Block, At);
        continue;
      }
      std::vector<Event> &Here = ByBlock[Block];
      if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Statement)) {
        const auto *Variable = llvm::dyn_cast<VarDecl>(Use->getDecl());
        if (Variable && Numbers.contains(Variable) && !Known.contains(Use) &&
            Types.canLetGo(*Variable))
          Here.push_back({Event::Ends, At, Numbers.lookup(Variable)});
        continue;
      }
      if (const auto Found = Unlocking.find(Statement);
          Found != Unlocking.end())
        for (unsigned I = 0; I < Subjects.size(); ++I) {
          const Subject &One = Subjects[I];
          const auto *By = One.Mutex.isSameAs(Found->second)
                               ? llvm::dyn_cast<CallExpr>(Statement)
                               : nullptr;
          if (One.Guard || mayBeSame(One.Mutex, Found->second))
            Here.push_back(
                {One.Guard ? Event::Unlocks : Event::Ends, At, I, 0, By});
        }
      if (const auto Found = Actions.find(Statement); Found != Actions.end())
        for (const Action &Done : Found->second)
          Here.push_back({Done.What, At, Done.About, Done.To,
                          llvm::cast<CallExpr>(Statement), Done.Mutex});
    }
  }
}

std::optional<bool> GuardEvents::answerOf(const Expr &Condition,
                                          const Event &Start,
                                          unsigned About) const {
  bool Answer = true;
  const Expr *Asked = withoutNot(Condition, Answer);
  const DeclRefExpr *Use = nullptr;
  const VarDecl *Variable = variableIn(*Asked, Use);
  if (Variable && Variable == Subjects[About].Guard)
    return Answer; // `if (g)`
  // `const bool locked = m.try_lock(); if (locked)`
  if (Variable && Variable->getInit() && Variable->getType()->isBooleanType())
    Asked = withoutNot(*Variable->getInit(), Answer);
  const auto *Call = llvm::dyn_cast<CallExpr>(Asked);
  if (!Call)
    return std::nullopt;
  if (Call == Start.By)
    return Answer;
  const MemberCall Member = memberCallIn(*Call);
  const VarDecl *Object =
      Member.Object ? variableIn(*Member.Object, Use) : nullptr;
  if (Object && Object == Subjects[About].Guard &&
      Guards::callNamed(Member.Name, Member.IsConst) == GuardCall::Asks)
    return Answer;
  return std::nullopt;
}
