#include "checks/model/TaskUses.h"
#include "checks/model/Awaitables.h"
#include "checks/model/Blocking.h"
#include "checks/model/Body.h"
#include "checks/model/ContextThreads.h"
#include "checks/model/LambdaUses.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// Joins and references are followed this deep: one may name itself.
static constexpr unsigned MaxDepth = 8;

bool ValuePlace::isIn(const ValuePlace &Other) const {
  return Root == Other.Root && StringRef(Path).starts_with(Other.Path);
}

static std::string indexOf(const Expr &Index) {
  const Expr *Plain = Index.IgnoreUnlessSpelledInSource();
  if (const auto *Number = llvm::dyn_cast<IntegerLiteral>(Plain))
    return "[" + llvm::toString(Number->getValue(), 10, false) + "]";
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain))
    return "[" + Use->getDecl()->getNameAsString() + "]";
  return "[?]";
}

/// The object of `v.begin()`, `std::end(v)`.
static const Expr *iteratedOver(const Expr &Value) {
  static const llvm::StringSet<> Makers = {
      "begin", "end", "cbegin", "cend", "rbegin", "rend", "crbegin", "crend"};
  const auto *Call =
      llvm::dyn_cast<CallExpr>(Value.IgnoreUnlessSpelledInSource());
  if (!Call || !Makers.contains(nameOfCallee(*Call)))
    return nullptr;
  if (const Expr *Object = objectOf(*Call))
    return Object;
  return Call->getNumArgs() == 1 ? Call->getArg(0) : nullptr;
}

/// The expression whose object \p Call gives access to, if it is one that
/// does; \p Step is what to add to the path.
static const Expr *accessedBy(const CallExpr &Call, std::string &Step) {
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call)) {
    const OverloadedOperatorKind Kind = Operator->getOperator();
    if (Kind == OO_Subscript && Operator->getNumArgs() == 2)
      Step = indexOf(*Operator->getArg(1));
    else if (Kind != OO_Arrow &&
             !(Kind == OO_Star && Operator->getNumArgs() == 1))
      return nullptr;
    return Operator->getArg(0);
  }
  const StringRef Name = nameOfCallee(Call);
  if (const Expr *Object = objectOf(Call)) {
    if (Name == "at" && Call.getNumArgs() == 1)
      Step = indexOf(*Call.getArg(0));
    else if (Name == "front")
      Step = "[0]";
    else if (Name == "back")
      Step = "[back]";
    else if (Call.getNumArgs() != 0 ||
             (Name != "value" &&
              (Name != "get" || !Call.getType()->isPointerType())))
      return nullptr;
    return Object;
  }
  const FunctionDecl *Callee = calleeOf(Call);
  // `std::get<0>(t)`
  const auto *Chosen =
      Callee ? Callee->getTemplateSpecializationArgs() : nullptr;
  if (Chosen && Call.getNumArgs() == 1 && Name == "get" && isInStd(*Callee) &&
      Chosen->size() > 0 &&
      Chosen->get(0).getKind() == TemplateArgument::Integral) {
    Step = "[" + llvm::toString(Chosen->get(0).getAsIntegral(), 10) + "]";
    return Call.getArg(0);
  }
  return Callee && Call.getNumArgs() == 1 && isInStd(*Callee) &&
                 (Name == "as_const" || Name == "forward")
             ? Call.getArg(0)
             : nullptr;
}

ValuePlace TaskUses::placeOf(const Expr &Value, unsigned Depth) const {
  ValuePlace Result;
  auto Add = [&Result](const std::string &Step) {
    Result.Path.insert(0, Step);
  };
  for (const Expr *At = &Value; At;) {
    At = At->IgnoreUnlessSpelledInSource();
    if (llvm::isa<CXXThisExpr>(At)) {
      Result.Root = Of.Function;
      return Result;
    }
    if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(At)) {
      Result.Use = Result.Use ? Result.Use : Use;
      Result.Root = Use->getDecl();
      const Expr *Same = nullptr;
      if (const auto *Variable = llvm::dyn_cast<VarDecl>(Use->getDecl())) {
        if (Variable->getType()->isReferenceType() &&
            !llvm::isa<ParmVarDecl>(Variable) && !Variable->isCXXForRangeDecl())
          Same = Variable->getInit();
      } else if (const auto *Part =
                     llvm::dyn_cast<BindingDecl>(Use->getDecl())) {
        Same = Part->getBinding();
      } else {
        return {};
      }
      // `auto &t = s.a;` is another name.
      if (Same && Depth < MaxDepth)
        if (const ValuePlace Target = placeOf(*Same, Depth + 1)) {
          Result.Root = Target.Root;
          Add(Target.Path);
        }
      return Result;
    }
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(At)) {
      if (!llvm::isa<FieldDecl>(Member->getMemberDecl()))
        return {};
      Add("." + Member->getMemberDecl()->getNameAsString());
      At = Member->getBase();
    } else if (const auto *Call = llvm::dyn_cast<CallExpr>(At)) {
      std::string Step;
      if (Call->isCallToStdMove()) {
        At = Call->getArg(0);
      } else {
        At = accessedBy(*Call, Step);
        Add(Step);
      }
    } else if (const auto *Subscript = llvm::dyn_cast<ArraySubscriptExpr>(At)) {
      Add(indexOf(*Subscript->getIdx()));
      At = Subscript->getBase();
    } else if (const auto *Operator = llvm::dyn_cast<UnaryOperator>(At);
               Operator && Operator->getOpcode() == UO_Deref) {
      At = Operator->getSubExpr();
    } else {
      return {};
    }
  }
  return {};
}

ValuePlace TaskUses::containerOf(const ValuePlace &Element) const {
  const Expr *Container = RangeOf.lookup(Element.Root);
  const auto *Variable = llvm::dyn_cast_or_null<VarDecl>(Element.Root);
  if (!Container && Variable && Variable->getInit()) {
    Container = iteratedOver(*Variable->getInit());
    // `std::max_element(tasks.begin(), tasks.end(), by_result)`
    const auto *Algorithm = llvm::dyn_cast<CallExpr>(
        Variable->getInit()->IgnoreUnlessSpelledInSource());
    const FunctionDecl *Callee = Algorithm ? calleeOf(*Algorithm) : nullptr;
    if (!Container && Callee && isInStd(*Callee) &&
        Algorithm->getNumArgs() > 0 && !objectOf(*Algorithm))
      Container = iteratedOver(*Algorithm->getArg(0));
  }
  return Container ? placeOf(*Container) : ValuePlace();
}

/// `t` of `t.configure_await(false)`, else the expression itself.
static const Expr &withoutConfiguration(const Expr &Awaited,
                                        const Vocabulary &Words) {
  const auto *Call =
      llvm::dyn_cast<CallExpr>(Awaited.IgnoreUnlessSpelledInSource());
  if (Call && objectOf(*Call) &&
      hasRole(Words.rolesOf(*Call), Role::ConfiguresAwait))
    return *objectOf(*Call);
  return Awaited;
}

const Expr *asynctidy::askedAboutCompletion(const Expr &Condition) {
  // These ask something else.
  static const llvm::StringSet<> OtherQuestions = {
      "valid", "joinable", "empty", "has_value", "canceled", "cancelled"};
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(
      Condition.IgnoreUnlessSpelledInSource());
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->isConst() || Call->getNumArgs() != 0 ||
      !Method->getReturnType()->isBooleanType() || !Method->getIdentifier() ||
      OtherQuestions.contains(Method->getName()))
    return nullptr;
  return objectOf(*Call);
}

TaskUses::TaskUses(const Body &Of, const Vocabulary &Words,
                   const Awaitables &Types)
    : Of(Of), Words(Words), Types(Types), Raced(Of, Words) {
  for (const CXXForRangeStmt *Loop : Of.RangeLoops)
    RangeOf[Loop->getLoopVariable()] = Loop->getRangeInit();
  for (const CallSite &Site : Of.Calls)
    classifyCall(*Site.Call);
  // A pair takes a copy of what it is made of.
  static const llvm::StringSet<> Copies = {"pair", "tuple", "optional"};
  for (const CXXConstructExpr *Made : Of.Constructions)
    if (const CXXRecordDecl *Class = Made->getConstructor()->getParent();
        !isInStd(*Class) || !Copies.contains(Class->getName()))
      classifyArguments(*Made, *Made->getConstructor(),
                        {Made->getArgs(), Made->getNumArgs()});
  for (const Expr *Await : Of.Awaits)
    completes(*operandOf(*Await), *Await, 0);
  for (const Discard &Dropped : Of.Discards) {
    // `(void)t;` is consent for a hot task; a lazy one still never runs.
    if (Dropped.Said == Consent::None ||
        Types.startOf(Dropped.Value->getType()) == Start::Lazy)
      noteLook(Dropped.Value);
  }

  for (const LambdaSite &Site : Of.Lambdas)
    classifyLambda(Site);
}

/// `[&] { t = f(); }` puts another task into t, each time that it is called.
void TaskUses::classifyLambda(const LambdaSite &Site) {
  const LambdaUses Found(*Site.Lambda);
  InLambdas.insert(Found.Named.begin(), Found.Named.end());
  for (const LambdaCapture &Capture : Site.Lambda->captures()) {
    const auto *Variable =
        Capture.getCaptureKind() == LCK_ByRef && Capture.capturesVariable()
            ? llvm::dyn_cast<VarDecl>(Capture.getCapturedVar())
            : nullptr;
    if (!Variable || !Found.Assigned.contains(Variable))
      continue;
    const bool Inline = runsInline(Site, Words);
    for (const CallSite &Call : Of.Calls)
      if (Call.Call == Site.InvokedBy ||
          (Inline && Call.Call == Site.PassedTo) ||
          calleeOf(*Call.Call) == Site.Lambda->getCallOperator())
        Effects[Call.Call].push_back({{Variable, ""}, false});
  }
}

void TaskUses::noteLook(const Expr *Object) {
  const ValuePlace Task = placeOf(*Object);
  if (Task.Use)
    Looks.insert(Task.Use);
}

/// After \p By, the tasks that \p Awaited names are complete.
void TaskUses::completes(const Expr &Awaited, const Stmt &By, unsigned Depth) {
  if (Depth > MaxDepth)
    return;
  const Expr &Plain = withoutConfiguration(Awaited, Words);
  auto JoinIn = [this](const Expr &Value) {
    const auto *Call =
        llvm::dyn_cast<CallExpr>(Value.IgnoreUnlessSpelledInSource());
    return Call && hasRole(Words.rolesOf(*Call), Role::Joins) ? Call : nullptr;
  };
  if (const CallExpr *Join = JoinIn(Plain)) {
    for (const Expr *Argument : Join->arguments())
      completes(*Argument, By, Depth + 1);
    return;
  }
  const Expr *Container = iteratedOver(Plain);
  const ValuePlace Task = placeOf(Container ? *Container : Plain);
  if (!Task)
    return;
  Effects[&By].push_back({Task, true});
  // `auto both = when_all(a, b); co_await both;`
  const auto *Variable = llvm::dyn_cast<VarDecl>(Task.Root);
  if (Variable && Variable->getInit())
    if (const CallExpr *Join = JoinIn(*Variable->getInit()))
      completes(*Join, By, Depth + 1);
  if (const ValuePlace All = containerOf(Task))
    AwaitedBy[Task.Root].push_back(All);
  // `co_await all[k]`: the loop that counts with k awaits them all. As does
  // `auto &t = all[k]; co_await t;`.
  const Expr *Named = Plain.IgnoreUnlessSpelledInSource();
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Named))
    if (const auto *Alias = llvm::dyn_cast<VarDecl>(Use->getDecl());
        Alias && Alias->getInit() && Alias->getType()->isReferenceType())
      Named = Alias->getInit()->IgnoreUnlessSpelledInSource();
  const auto *Element = llvm::dyn_cast<CallExpr>(Named);
  const auto *Part = llvm::dyn_cast<ArraySubscriptExpr>(Named);
  const Expr *Index = nullptr;
  std::string Step;
  const Expr *Whole = Element ? accessedBy(*Element, Step)
                      : Part  ? Part->getBase()
                              : nullptr;
  if (Element && Element->getNumArgs() > 0)
    Index = Element->getArg(Element->getNumArgs() - 1);
  if (Part)
    Index = Part->getIdx();
  if (const auto *Counter = Whole && Index
                                ? llvm::dyn_cast<DeclRefExpr>(
                                      Index->IgnoreUnlessSpelledInSource())
                                : nullptr)
    if (const ValuePlace All = placeOf(*Whole);
        All && All.Root != Counter->getDecl())
      AwaitedBy[Counter->getDecl()].push_back(All);
}

/// A second wait for the same task returns at once. Other objects that block,
/// such as files, wait for something new each time.
static bool waitsOnce(QualType Type, const Awaitables &Types) {
  static const llvm::StringSet<> Once = {"future", "shared_future", "thread",
                                         "jthread"};
  const CXXRecordDecl *Class = classOf(Type);
  return Types.isAwaitable(Type) ||
         (Class && Class->getIdentifier() && isInStd(*Class) &&
          Once.contains(Class->getName()));
}

void TaskUses::classifyCall(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return;
  if (askedAboutCompletion(Call))
    noteLook(objectOf(Call));
  // `std::move(t).result()` moves nothing before `result` does.
  if (const Expr *Receiver = objectOf(Call))
    Receivers.insert(Receiver->IgnoreUnlessSpelledInSource());
  const Role Roles = Words.rolesOf(Call);
  if (hasRole(Roles, Role::Blocks)) {
    const Expr *Task = waitedFor(Call, Types);
    // A wait with a time limit proves nothing.
    const unsigned Own = objectOf(Call) ? 0 : 1;
    if (Task && Call.getNumArgs() == Own &&
        waitsOnce(typeWaitedFor(Call, Types), Types))
      if (const ValuePlace Done = placeOf(*Task))
        Effects[&Call].push_back({Done, true});
    return;
  }
  if (hasRole(Roles, Role::Joins) || hasRole(Roles, Role::ConfiguresAwait))
    return;
  if (Call.isCallToStdMove()) {
    if (Receivers.contains(&Call))
      return;
    if (const ValuePlace Task = placeOf(*Call.getArg(0)))
      Effects[&Call].push_back({Task, false});
    return;
  }
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Callee);
  llvm::ArrayRef<const Expr *> Arguments(Call.getArgs(), Call.getNumArgs());
  const Expr *Object = objectOf(Call);
  if (Method && llvm::isa<CXXOperatorCallExpr>(Call) && !Method->isStatic()) {
    Object = Arguments.front();
    Arguments = Arguments.drop_front();
  }
  std::string Step;
  if (Object && Method && !Method->isConst() && !accessedBy(Call, Step) &&
      !iteratedOver(Call) && Method->getOverloadedOperator() != OO_Call &&
      nameOfCallee(Call) != "get" && nameOfCallee(Call) != "data")
    // A call of `this` itself is not followed.
    if (const ValuePlace Changed = placeOf(*Object);
        Changed && (Changed.Root != Of.Function || !Changed.Path.empty()))
      Effects[&Call].push_back({Changed, false});
  // Those of the standard library look only, with these exceptions.
  if (!isInStd(*Callee) || nameOfCallee(Call) == "swap" ||
      nameOfCallee(Call) == "exchange")
    classifyArguments(Call, *Callee, Arguments);
}

/// A task that goes to a `task &` or as a pointer may come back as another.
void TaskUses::classifyArguments(const Expr &Taker, const FunctionDecl &Callee,
                                 llvm::ArrayRef<const Expr *> Arguments) {
  const unsigned Count =
      std::min<size_t>(Arguments.size(), Callee.getNumParams());
  for (unsigned Index = 0; Index < Count; ++Index) {
    const QualType Type = Callee.getParamDecl(Index)->getType();
    const QualType Target = Type->getPointeeType();
    if (Target.isNull() || Target.isConstQualified())
      continue;
    if (const ValuePlace Task = placeOf(*Arguments[Index]))
      Effects[&Taker].push_back({Task, false});
  }
}

llvm::SmallVector<Effect, 2> TaskUses::effectsOf(const Stmt &By) const {
  llvm::SmallVector<Effect, 2> Result;
  if (auto Found = Effects.find(&By); Found != Effects.end())
    Result.append(Found->second.begin(), Found->second.end());
  const Expr *Changed = nullptr;
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(&By);
      Binary && Binary->isAssignmentOp())
    Changed = Binary->getLHS();
  else if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(&By);
           Unary &&
           (Unary->isIncrementDecrementOp() || Unary->getOpcode() == UO_AddrOf))
    Changed = Unary->getSubExpr();
  if (Changed)
    if (const ValuePlace Task = placeOf(*Changed))
      Result.push_back({Task, false});
  return Result;
}

llvm::ArrayRef<ValuePlace> TaskUses::awaitedBy(const Decl &Counter) const {
  auto Found = AwaitedBy.find(&Counter);
  return Found == AwaitedBy.end() ? llvm::ArrayRef<ValuePlace>()
                                  : Found->second;
}
