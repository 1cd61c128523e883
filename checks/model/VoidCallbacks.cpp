#include "checks/model/VoidCallbacks.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Members.h"
#include "checks/model/TaskOrigins.h"
#include "checks/model/Wording.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

namespace {

/// What is called when an object, a function or a pointer is.
struct Callee {
  bool IsCallable = false;
  const FunctionDecl *Function = nullptr;
  QualType Returned;
};

/// A call or a construction with arguments.
struct Taker {
  const FunctionDecl *Function; ///< null if that is not known
  llvm::ArrayRef<const Expr *> Arguments;
  Role Roles;
};

} // namespace

/// What the instances of `[](auto x) { return save(x); }` return, if they
/// agree.
static QualType agreedReturn(const FunctionTemplateDecl &Template) {
  QualType Agreed;
  for (const FunctionDecl *Made : Template.specializations()) {
    const QualType Type = Made->getReturnType();
    if (Type->isUndeducedType() ||
        (!Agreed.isNull() && classOf(Agreed) != classOf(Type)))
      return {};
    Agreed = Type;
  }
  return Agreed;
}

/// The call operator of a class, if there is only one.
static Callee callOperatorOf(const CXXRecordDecl &Class) {
  const CXXRecordDecl *Members = withMembers(Class);
  const FunctionDecl *Operator = nullptr;
  if (!Members)
    return {};
  for (const NamedDecl *Found : Members->lookup(
           Class.getASTContext().DeclarationNames.getCXXOperatorName(
               OO_Call))) {
    if (Operator)
      return {true, nullptr, {}};
    Operator = Found->getAsFunction();
  }
  if (!Operator)
    return {};
  QualType Returned = Operator->getReturnType();
  const FunctionTemplateDecl *Template =
      Operator->getDescribedFunctionTemplate();
  if (Template && (Returned->isUndeducedType() || Returned->isDependentType()))
    Returned = agreedReturn(*Template);
  return {true, Operator, Returned};
}

static Callee calledWhen(const Expr &Value) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (const auto *Address = llvm::dyn_cast<UnaryOperator>(Plain);
      Address && Address->getOpcode() == UO_AddrOf)
    Plain = Address->getSubExpr()->IgnoreUnlessSpelledInSource();
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain))
    if (const auto *Function = llvm::dyn_cast<FunctionDecl>(Use->getDecl()))
      return {true, Function, Function->getReturnType()};
  const QualType Type = Plain->getType().getNonReferenceType();
  if (const CXXRecordDecl *Class = Type->getAsCXXRecordDecl())
    return callOperatorOf(*Class);
  QualType Pointee = Type->getPointeeType();
  if (const auto *Member = Type->getAs<MemberPointerType>())
    Pointee = Member->getPointeeType();
  if (const auto *Function =
          (Pointee.isNull() ? Type : Pointee)->getAs<FunctionProtoType>())
    return {true, nullptr, Function->getReturnType()};
  return {};
}

/// `save` of `std::bind_front(save, order)`, `std::ref(save)`, `std::move(f)`,
/// and of a variable that is made so.
static const Expr &behindWrappers(const Expr &Value) {
  static const llvm::StringSet<> Wrappers = {
      "std::bind", "std::bind_front", "std::bind_back", "std::ref",
      "std::cref", "std::mem_fn",     "std::move",      "std::forward"};
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain);
  const auto *Variable =
      Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  const Expr *Made = Variable && Variable->isLocalVarDecl() &&
                             Variable->getType()->getContainedAutoType()
                         ? Variable->getInit()
                         : nullptr;
  const auto *Call = llvm::dyn_cast<CallExpr>(
      Made ? Made->IgnoreUnlessSpelledInSource() : Plain);
  const FunctionDecl *Wrapper = Call ? calleeOf(*Call) : nullptr;
  return Wrapper && Call->getNumArgs() > 0 &&
                 Wrappers.contains(plainQualifiedName(*Wrapper))
             ? behindWrappers(*Call->getArg(0))
             : *Plain;
}

/// `task<>()` of `std::function<task<>()>`; null for what holds no callable.
static const FunctionProtoType *signatureOf(QualType Type,
                                            const Vocabulary &Words) {
  if (Type.isNull() || !hasRole(Words.rolesOf(Type), Role::Callable))
    return nullptr;
  const QualType Signature = valueTypeOf(Type);
  return Signature.isNull() ? nullptr : Signature->getAs<FunctionProtoType>();
}

static bool dropsResult(QualType Callback, const Vocabulary &Words) {
  const FunctionProtoType *Signature = signatureOf(Callback, Words);
  return Signature && Signature->getReturnType()->isVoidType();
}

/// A parameter that a callable which returns a task could be meant for.
static bool takesTasks(QualType Parameter, const AsyncModel &Model) {
  const QualType Type = Parameter.getNonReferenceType();
  const FunctionProtoType *Signature = signatureOf(Type, Model.words());
  if (!Signature && !Type->getPointeeType().isNull())
    Signature = Type->getPointeeType()->getAs<FunctionProtoType>();
  if (Signature)
    return Model.types().isTask(Signature->getReturnType());
  // `template <class F> void start(F f)`
  return Type->isTemplateTypeParmType() || Type->getAs<PackExpansionType>();
}

/// `void start(std::function<task<>()>)` beside `void start(std::function<void
/// ()>, int)`.
static bool hasOverloadForTasks(const FunctionDecl &Taker,
                                const AsyncModel &Model) {
  const FunctionDecl *Self = patternOf(&Taker)->getCanonicalDecl();
  for (const NamedDecl *Found :
       Taker.getDeclContext()->getRedeclContext()->lookup(
           Taker.getDeclName())) {
    const FunctionDecl *Other = Found->getAsFunction();
    if (Other && Other->getCanonicalDecl() != Self &&
        llvm::any_of(Other->parameters(), [&](const ParmVarDecl *Parameter) {
          return takesTasks(Parameter->getType(), Model);
        }))
      return true;
  }
  return false;
}

/// Whoever is called takes tasks over, connects a handler, or is a test.
static bool mayLoseTasks(const Taker &Who) {
  return hasRole(Who.Roles, Role::Consumes | Role::Detaches | Role::Connects) ||
         isNamedForThrowing(*Who.Function);
}

/// The callback that an object of the standard library holds: of
/// `std::vector<std::function<void()>>::emplace_back`, and of
/// `std::make_unique<std::function<void()>>`. Null if there is none, or if it
/// could hold a callable for tasks as well.
static QualType heldBy(const FunctionDecl &Member, const AsyncModel &Model) {
  const auto *Class =
      llvm::dyn_cast<ClassTemplateSpecializationDecl>(Member.getDeclContext());
  const TemplateArgumentList *Arguments =
      Class ? &Class->getTemplateArgs()
      : Member.getIdentifier() && Member.getName().starts_with("make_")
          ? Member.getTemplateSpecializationArgs()
          : nullptr;
  QualType Held;
  for (unsigned I = 0; Arguments && isInStd(Member) && I < Arguments->size();
       ++I) {
    const TemplateArgument &One = Arguments->get(I);
    if (One.getKind() != TemplateArgument::Type)
      continue;
    if (takesTasks(One.getAsType(), Model))
      return {};
    if (dropsResult(One.getAsType(), Model.words()))
      Held = One.getAsType();
  }
  return Held;
}

static std::string quotedType(QualType Callback, const Vocabulary &Words) {
  const FunctionProtoType *Signature = signatureOf(Callback, Words);
  return "'" + plainQualifiedName(*classOf(Callback)) +
         (Signature->getNumParams() ? "<void(...)>'" : "<void()>'");
}

bool asynctidy::isEventHandler(const FunctionDecl &Function,
                               const AsyncModel &Model) {
  return llvm::any_of(Function.parameters(), [&](const ParmVarDecl *Parameter) {
    const QualType Type = Parameter->getType().getNonReferenceType();
    const QualType Pointee = Type->getPointeeType();
    return hasRole(Model.words().rolesOf(Pointee.isNull() ? Type : Pointee),
                   Role::Event);
  });
}

llvm::SmallVector<const FunctionDecl *, 2>
asynctidy::handlersConnectedIn(const Body &In, const AsyncModel &Model) {
  llvm::SmallVector<const FunctionDecl *, 2> Handlers;
  auto Note = [&](Role Roles, llvm::ArrayRef<const Expr *> Arguments) {
    if (!hasRole(Roles, Role::Connects))
      return;
    for (const Expr *Argument : Arguments)
      if (const FunctionDecl *Handler =
              calledWhen(behindWrappers(*Argument)).Function)
        Handlers.push_back(patternOf(Handler)->getCanonicalDecl());
  };
  for (const CallSite &Site : In.Calls)
    Note(Model.words().rolesOf(*Site.Call),
         {Site.Call->getArgs(), Site.Call->getNumArgs()});
  for (const CXXConstructExpr *Made : In.Constructions)
    Note(Model.words().rolesOf(*Made->getConstructor()),
         {Made->getArgs(), Made->getNumArgs()});
  return Handlers;
}

bool asynctidy::returnsReadyTask(const Body &Of, const AsyncModel &Model) {
  const auto *Block = llvm::dyn_cast<CompoundStmt>(Of.Written);
  const auto *Return = Block && Block->size() == 1
                           ? llvm::dyn_cast<ReturnStmt>(Block->body_front())
                           : nullptr;
  if (!Return || !Return->getRetValue())
    return false;
  const auto Calls = callsBehind(*Return->getRetValue());
  return !Calls.empty() && llvm::all_of(Calls, [&](const CallExpr *Call) {
    return hasRole(Model.words().rolesOf(*Call), Role::MakesReady);
  });
}

namespace {

class Search {
public:
  Search(const Body &In, const AsyncModel &Model) : In(In), Model(Model) {}

  llvm::SmallVector<LostTask, 2> run() {
    for (const CallSite &Site : In.Calls)
      examineCall(*Site.Call);
    for (const CXXConstructExpr *Made : In.Constructions)
      examineTaker({Made->getConstructor(),
                    {Made->getArgs(), Made->getNumArgs()},
                    Model.words().rolesOf(*Made->getConstructor())});
    for (const CXXConstructExpr *Made : In.Constructions)
      if (!Sanctioned.contains(Made))
        examineConversion(*Made);
    // `std::function<void()> f = []() -> task<> {...};` in a template
    for (const VarDecl *Local : In.Locals)
      if (const Expr *Init = Local->getInit(); Init && Init->isTypeDependent())
        convert(*Init, Local->getType());
    return std::move(Result);
  }

private:
  void examineCall(const CallExpr &Call) {
    const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
    llvm::ArrayRef<const Expr *> Arguments(Call.getArgs(), Call.getNumArgs());
    // `g = []() -> task<> {...}`
    if (Operator && Operator->isAssignmentOp() && Arguments.size() == 2)
      convert(*Arguments[1], Arguments[0]->getType());
    if (Operator && Operator->getOperator() == OO_Call)
      Arguments = Arguments.drop_front();
    if (const auto *Named =
            llvm::dyn_cast<OverloadExpr>(Call.getCallee()->IgnoreParens()))
      return examineUnresolved(*Named, Arguments);
    examineTaker({calleeOf(Call), Arguments, Model.words().rolesOf(Call)});
  }

  // In a template a lambda's type depends on it, so that not even
  // `on_timer([]() -> task<> {...})` is resolved.
  void examineUnresolved(const OverloadExpr &Named,
                         llvm::ArrayRef<const Expr *> Arguments) {
    Role Common = ~Role::None;
    const FunctionDecl *Function = nullptr;
    for (const NamedDecl *One : Named.decls())
      if ((Function = One->getUnderlyingDecl()->getAsFunction()))
        Common &= Model.words().rolesOf(*Function);
    if (!Function)
      return;
    if (hasRole(Common, Role::DropsResult))
      return examineTaker({Function, Arguments, Common});
    if (Named.getNumDecls() != 1 || mayLoseTasks({Function, {}, Common}))
      return;
    for (unsigned I = 0;
         I < std::min<size_t>(Function->getNumParams(), Arguments.size()); ++I)
      convert(*Arguments[I], Function->getParamDecl(I)->getType());
  }

  void examineTaker(const Taker &Who) {
    if (!Who.Function)
      return;
    const bool Drops = hasRole(Who.Roles, Role::DropsResult);
    const QualType Held = heldBy(*Who.Function, Model);
    llvm::SmallVector<const Expr *, 2> Conversions;
    for (const Expr *Argument : Who.Arguments)
      if (const auto *Made =
              llvm::dyn_cast<CXXConstructExpr>(Argument->IgnoreImplicit());
          Made && dropsResult(Made->getType(), Model.words()))
        Conversions.push_back(Made);
    if (!Drops && Held.isNull() && Conversions.empty())
      return;
    const bool MayLose = mayLoseTasks(Who);
    if (MayLose || (!Conversions.empty() && !isInStd(*Who.Function) &&
                    hasOverloadForTasks(*Who.Function, Model)))
      Sanctioned.insert(Conversions.begin(), Conversions.end());
    if (MayLose)
      return;
    for (const Expr *Argument : Who.Arguments) {
      if (!calledWhen(behindWrappers(*Argument)).IsCallable)
        continue;
      if (!Held.isNull())
        convert(*Argument, Held);
      // What is called comes first, and then what it is called with.
      if (Drops)
        return lose(*Argument, "'" + plainQualifiedName(*Who.Function) + "'");
    }
  }

  // `std::function<void()>([]() -> task<> {...})`, written or implicit.
  void examineConversion(const CXXConstructExpr &Made) {
    if (Made.getNumArgs() > 0)
      convert(*Made.getArg(0), Made.getType());
  }

  void convert(const Expr &Callable, QualType Callback) {
    if (dropsResult(Callback, Model.words()))
      lose(Callable, quotedType(Callback, Model.words()));
  }

  void lose(const Expr &Callable, std::string Taker) {
    const Expr &Value = behindWrappers(Callable);
    const Callee Called = calledWhen(Value);
    if (Called.Returned.isNull() || !Model.types().isTask(Called.Returned))
      return;
    const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Called.Function);
    const bool OfLambda = Method && Method->getParent()->isLambda();
    const SourceLocation At =
        OfLambda ? Method->getParent()->getLocation() : Value.getBeginLoc();
    const bool Here =
        Callable.getBeginLoc() <= At && At <= Callable.getEndLoc();
    Result.push_back({&Value, At,
                      Here ? SourceLocation() : Callable.getBeginLoc(),
                      Called.Function, Called.Returned, std::move(Taker)});
  }

  const Body &In;
  const AsyncModel &Model;
  llvm::DenseSet<const Expr *> Sanctioned;
  llvm::SmallVector<LostTask, 2> Result;
};

} // namespace

llvm::SmallVector<LostTask, 2>
asynctidy::tasksLostByCallbacks(const Body &In, const AsyncModel &Model) {
  return Search(In, Model).run();
}
