#include "checks/model/ContainerChanges.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Cleanup.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Wording.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

void ContainerChanges::add(const Body &Of) {
  for (const CallSite &Site : Of.Calls) {
    for (const ContainerChange &Change : changesBy(*Site.Call))
      if (const SharedContainer Container = containerOf(*Change.Container))
        All.push_back({&Of, Site.Call, Container, Change.What});
    if (const FunctionDecl *Callee = calleeOf(*Site.Call);
        Callee && !isInStd(*Callee))
      Callers[patternOf(Callee)->getCanonicalDecl()].push_back(
          {&Of, Site.Call, Site.Await != nullptr});
  }
}

/// A parameter `users` is what the callers in this translation unit give.
bool ContainerChanges::isSame(const SharedContainer &Changed,
                              const SharedContainer &Held,
                              unsigned Depth) const {
  if (Changed == Held)
    return !llvm::isa<ParmVarDecl>(Changed.Named);
  if (Depth > 2 || Changed.Depth != Held.Depth)
    return false;
  auto AnyArgument = [&](const SharedContainer &Of, auto Is) {
    const auto *Parameter = llvm::dyn_cast<ParmVarDecl>(Of.Named);
    const auto *Function =
        Parameter ? llvm::dyn_cast<FunctionDecl>(Parameter->getDeclContext())
                  : nullptr;
    const auto Found =
        Function ? Callers.find(Function->getCanonicalDecl()) : Callers.end();
    if (Found == Callers.end())
      return false;
    return llvm::any_of(Found->second, [&](const Caller &One) {
      const unsigned Index = Parameter->getFunctionScopeIndex();
      if (Index >= One.Call->getNumArgs() ||
          llvm::isa<CXXOperatorCallExpr>(One.Call))
        return false;
      SharedContainer Given = containerOf(*One.Call->getArg(Index));
      Given.Depth += Of.Depth;
      return Given && Is(Given);
    });
  };
  return AnyArgument(Held,
                     [&](const SharedContainer &Given) {
                       return isSame(Changed, Given, Depth + 1);
                     }) ||
         AnyArgument(Changed, [&](const SharedContainer &Given) {
           return isSame(Given, Held, Depth + 1);
         });
}

/// All callers are the coroutine, or functions that make or destroy the object.
bool ContainerChanges::isOnlyCalledBy(const FunctionDecl &Function,
                                      const Body &Coroutine) const {
  const auto Found = Callers.find(Function.getCanonicalDecl());
  if (Found == Callers.end() || isLambdaCallOperator(&Function))
    return false;
  const auto *Member = llvm::dyn_cast<CXXMethodDecl>(&Function);
  const bool Hidden = Member ? Member->getAccess() == AS_private
                             : !Function.isExternallyVisible();
  return Hidden && llvm::all_of(Found->second, [&](const Caller &One) {
           return One.In == &Coroutine ||
                  llvm::isa_and_nonnull<CXXConstructorDecl, CXXDestructorDecl>(
                      One.In->Function);
         });
}

bool ContainerChanges::isSomebodyElse(const Body &Changer,
                                      const Body &Coroutine,
                                      const AsyncModel &Model) const {
  const Body *Who = &Changer;
  // `std::ranges::for_each(users, [&](auto &user) {...})` runs where it stands.
  while (const Body *Around =
             Who->Function ? Model.inlinedInto(*Who->Function) : nullptr)
    Who = Around;
  // Its own guard does so when it ends.
  const LambdaSite *Site =
      Who->Function ? Model.lambdaSiteOf(*Who->Function) : nullptr;
  if (Site && isScopeGuard(*Site) &&
      Model.enclosingBody(*Who->Function) == &Coroutine)
    return false;
  if (Who == &Coroutine || !Who->Function || Who->Function->isMain() ||
      isMadeByTestMacro(Who->Function->getLocation(), Model.context()) ||
      llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Who->Function) ||
      isOnlyCalledBy(*Who->Function, Coroutine))
    return false;
  // `workers.emplace_back(); co_await run_all();` is suspended there meanwhile.
  const auto Found =
      Callers.find(patternOf(Coroutine.Function)->getCanonicalDecl());
  return Found == Callers.end() ||
         llvm::none_of(Found->second, [&](const Caller &One) {
           return One.In == Who && One.Awaited;
         });
}

/// `co_await std::move(running_);`, `co_await tasks_.join();`,
/// `wait_for_all();`
static bool waitsForOthers(const Stmt &Part, const AsyncModel &Model) {
  const auto *Call = llvm::dyn_cast<CallExpr>(&Part);
  const bool Blocks =
      Call && hasRole(Model.words().rolesOf(*Call), Role::Blocks);
  if (!Blocks && !llvm::isa<CoroutineSuspendExpr, DependentCoawaitExpr>(Part))
    return false;
  return containsAny(&Part, [&](const Stmt &Inner) {
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(&Inner))
      return llvm::isa<FieldDecl>(Member->getMemberDecl()) &&
             (Model.types().isAwaitable(Member->getType()) ||
              Model.types().holdsTasks(Member->getType()));
    const auto *Each = llvm::dyn_cast<CallExpr>(&Inner);
    const Expr *Object = Each ? objectOf(*Each) : nullptr;
    if (!llvm::isa_and_nonnull<CXXThisExpr, MemberExpr>(Object))
      return false;
    const StringRef Name = nameCalled(*Each);
    return Name.starts_with_insensitive("join") ||
           Name.starts_with_insensitive("drain") ||
           Name.starts_with_insensitive("wait") ||
           Name.starts_with_insensitive("stop");
  });
}

/// What stands before \p Change waits for others, among which the coroutine may
/// be: `co_await std::move(running_); sessions_.clear();`
static bool isAfterTheOthers(const ContainerChanges::Found &Change,
                             const AsyncModel &Model) {
  const StmtPath Way = pathTo(*Change.In, *Change.By);
  for (size_t At = 1; At < Way.size(); ++At)
    if (const auto *Block = llvm::dyn_cast<CompoundStmt>(Way[At - 1]))
      for (const Stmt *Before : Block->body()) {
        if (Before == Way[At])
          break;
        if (containsAny(Before, [&](const Stmt &Part) {
              return waitsForOthers(Part, Model);
            }))
          return true;
      }
  return false;
}

std::vector<const ContainerChanges::Found *>
ContainerChanges::changesOf(const ElementPlace &Place, const Body &Coroutine,
                            const AsyncModel &Model) const {
  std::vector<const Found *> Changes;
  for (const Found &One : All)
    if (invalidates(One.What, Place.Of, Place.Held) &&
        isSame(One.Container, Place.In) &&
        isSomebodyElse(*One.In, Coroutine, Model) &&
        !isAfterTheOthers(One, Model))
      Changes.push_back(&One);
  return Changes;
}

/// `closed` of `closed`, `this->closed` and `s.closed`.
static const ValueDecl *markIn(const Expr &Value) {
  const Expr *Plain = Value.IgnoreParenImpCasts();
  const ValueDecl *Named = nullptr;
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain))
    Named = Member->getMemberDecl();
  else if (const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain))
    Named = Name->getDecl();
  const auto *Variable = llvm::dyn_cast_or_null<VarDecl>(Named);
  return Variable && !Variable->hasGlobalStorage() ? nullptr : Named;
}

static bool tellsByValue(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  return Type->isIntegralOrEnumerationType() ||
         (Class && Class->getIdentifier() && Class->getName() == "atomic");
}

static const Expr *conditionOf(const Stmt &Part) {
  if (const auto *If = llvm::dyn_cast<IfStmt>(&Part))
    return If->getCond();
  if (const auto *While = llvm::dyn_cast<WhileStmt>(&Part))
    return While->getCond();
  if (const auto *For = llvm::dyn_cast<ForStmt>(&Part))
    return For->getCond();
  if (const auto *Do = llvm::dyn_cast<DoStmt>(&Part))
    return Do->getCond();
  if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(&Part))
    return Choice->getCond();
  return nullptr;
}

/// What \p Part gives another value, or null.
static const Expr *writtenBy(const Stmt &Part) {
  if (const auto *Operator = llvm::dyn_cast<BinaryOperator>(&Part))
    return Operator->isAssignmentOp() ? Operator->getLHS() : nullptr;
  if (const auto *Operator = llvm::dyn_cast<UnaryOperator>(&Part))
    return Operator->isIncrementDecrementOp() ? Operator->getSubExpr()
                                              : nullptr;
  const auto *Call = llvm::dyn_cast<CallExpr>(&Part);
  if (const auto *Operator = llvm::dyn_cast_or_null<CXXOperatorCallExpr>(Call))
    return Operator->isAssignmentOp() ||
                   Operator->getOperator() == OO_PlusPlus ||
                   Operator->getOperator() == OO_MinusMinus
               ? Operator->getArg(0)
               : nullptr;
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  return Callee && Callee->getIdentifier() &&
                 (Callee->getName() == "store" ||
                  Callee->getName() == "exchange")
             ? objectOf(*Call)
             : nullptr;
}

const ContainerChanges::Marks &ContainerChanges::marksOf(const Body &Of) const {
  const auto [At, IsNew] = Marked.try_emplace(&Of);
  if (!IsNew)
    return At->second;
  Marks &Found = At->second;
  auto Note = [](const Expr &Value, llvm::DenseSet<const ValueDecl *> &Where) {
    if (const ValueDecl *Mark = markIn(Value);
        Mark && tellsByValue(Mark->getType()))
      Where.insert(Mark);
  };
  auto NoteTested = [&](const Stmt *Condition) {
    containsAny(Condition, [&](const Stmt &Inner) {
      if (const auto *Value = llvm::dyn_cast<Expr>(&Inner))
        Note(*Value, Found.Tested);
      return false;
    });
  };
  containsAny(Of.Written, [&](const Stmt &Part) {
    if (const Expr *Target = writtenBy(Part))
      Note(*Target, Found.Written);
    NoteTested(conditionOf(Part));
    // `std::erase_if(all, [](auto &s) { return !s.busy; })`
    if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(&Part))
      NoteTested(Lambda->getBody());
    return false;
  });
  return Found;
}

llvm::DenseSet<const ValueDecl *>
ContainerChanges::signals(const Body &Writer, const Body &Tester) const {
  llvm::DenseSet<const ValueDecl *> Signals = marksOf(Writer).Written;
  const Marks &Tests = marksOf(Tester);
  llvm::DenseSet<const ValueDecl *> Known;
  for (const ValueDecl *Mark : Signals)
    if (Tests.Tested.contains(Mark))
      Known.insert(Mark);
  return Known;
}
