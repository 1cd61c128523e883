#include "checks/model/Awaitables.h"
#include "checks/model/Members.h"
#include "checks/model/Outcomes.h"
#include "checks/model/Promises.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Vocabulary.h"
#include "checks/model/WithBody.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// `auto operator co_await(Awaited)` beside the class, as ADL would find it.
static bool hasFreeCoawait(const CXXRecordDecl &Class, ASTContext &Context) {
  const DeclarationName Name =
      Context.DeclarationNames.getCXXOperatorName(OO_Coawait);
  const DeclContext *Scope =
      Class.getDeclContext()->getEnclosingNamespaceContext();
  for (const NamedDecl *Found : Scope->lookup(Name)) {
    const FunctionDecl *Function = Found->getAsFunction();
    if (!Function || Function->getNumParams() != 1)
      continue;
    // A template over any type says nothing about this one, so only a
    // parameter that names the class itself counts.
    const CXXRecordDecl *Parameter =
        classOf(Function->getParamDecl(0)->getType());
    if (Parameter &&
        plainQualifiedName(*Parameter) == plainQualifiedName(Class))
      return true;
  }
  return false;
}

bool Awaitables::computeAwaitable(const CXXRecordDecl &Class) const {
  const Role Roles = Words.rolesOf(Class);
  if (hasRole(Roles, Role::Task))
    return true;
  const CXXRecordDecl *Definition = withMembers(Class);
  if (hasRole(Roles, Role::Detached | Role::Stream) || !Definition)
    return false;
  if (hasMember(*Definition, Context, "await_ready") &&
      hasMember(*Definition, Context, "await_suspend") &&
      hasMember(*Definition, Context, "await_resume"))
    return true;
  return Definition->hasMemberName(
             Context.DeclarationNames.getCXXOperatorName(OO_Coawait)) ||
         hasFreeCoawait(Class, Context);
}

bool Awaitables::isAwaitable(QualType Type) const {
  const CXXRecordDecl *Class = classOf(Type);
  if (!Class)
    return false;
  const auto [Known, New] =
      Awaitable.try_emplace(Class->getCanonicalDecl(), false);
  if (New) {
    const bool Result = computeAwaitable(*Class);
    return Awaitable[Class->getCanonicalDecl()] = Result;
  }
  return Known->second;
}

bool Awaitables::isTask(QualType Type) const {
  return isAwaitable(Type) &&
         (hasRole(Words.rolesOf(Type), Role::Task) || isCoroutineType(Type));
}

bool Awaitables::isPlainFuture(QualType Type) const {
  const CXXRecordDecl *Class = classOf(Type);
  const CXXRecordDecl *Definition = Class ? withMembers(*Class) : nullptr;
  return Definition && hasMember(*Definition, Context, "then") &&
         !promisesByTraits(*Class, Context).empty();
}

bool Awaitables::isOutcome(QualType Type) const {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && !hasRole(Words.rolesOf(*Class), Role::Task) &&
         promiseOf(*Class) && asynctidy::isOutcome(*Class);
}

const CXXRecordDecl *Awaitables::promiseOf(const CXXRecordDecl &Class) const {
  return asynctidy::promiseOf(Class, Context);
}

bool Awaitables::hasSeveralPromises(const CXXRecordDecl &Class) const {
  return promisesByTraits(Class, Context).size() > 1;
}

bool Awaitables::isCoroutineType(QualType Type) const {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && promiseOf(*Class);
}

/// `return <constant>;` as a whole body: the constant, else nothing.
static const Expr *onlyReturned(const FunctionDecl *Function) {
  if (!Function)
    return nullptr;
  const FunctionDecl *Definition = withOwnOrWrittenBody(*Function);
  if (!Definition)
    return nullptr;
  const auto *Body = llvm::dyn_cast<CompoundStmt>(Definition->getBody());
  if (!Body || Body->size() != 1)
    return nullptr;
  const auto *Return = llvm::dyn_cast<ReturnStmt>(Body->body_front());
  return Return ? Return->getRetValue() : nullptr;
}

Start Awaitables::computeStart(const CXXRecordDecl &Class) const {
  const Role Roles = Words.rolesOf(Class);
  if (hasRole(Roles, Role::Lazy))
    return Start::Lazy;
  if (hasRole(Roles, Role::Hot))
    return Start::Hot;
  const CXXRecordDecl *Promise = promiseOf(Class);
  if (!Promise)
    return Start::Unknown;
  const CXXMethodDecl *Initial =
      withMembers(*Promise)
          ? findMethod(*withMembers(*Promise), Context, "initial_suspend")
          : nullptr;
  if (!Initial)
    return Start::Unknown;
  const CXXRecordDecl *Awaiter = classOf(Initial->getReturnType());
  if (!Awaiter) // `auto initial_suspend()` of a template: what does it return?
    if (const Expr *Value = onlyReturned(Initial))
      Awaiter = classOf(Value->getType());
  if (!Awaiter || !withMembers(*Awaiter))
    return Start::Unknown;
  const std::string Name = plainQualifiedName(*Awaiter);
  if (Name == "std::suspend_always")
    return Start::Lazy;
  if (Name == "std::suspend_never")
    return Start::Hot;
  // An awaiter of the library's own: a constant await_ready() tells.
  const Expr *Ready =
      onlyReturned(findMethod(*withMembers(*Awaiter), Context, "await_ready"));
  bool Value = false;
  if (!Ready || Ready->isValueDependent() ||
      !Ready->EvaluateAsBooleanCondition(Value, Context))
    return Start::Unknown;
  return Value ? Start::Hot : Start::Lazy;
}

Start Awaitables::startOf(QualType Type) const {
  const CXXRecordDecl *Class = classOf(Type);
  if (!Class)
    return Start::Unknown;
  const auto [Known, New] =
      Starts.try_emplace(Class->getCanonicalDecl(), Start::Unknown);
  if (!New)
    return Known->second;
  const Start Result = computeStart(*Class);
  return Starts[Class->getCanonicalDecl()] = Result;
}

bool Awaitables::isAwaitableIn(QualType Coroutine, QualType Type) const {
  const CXXRecordDecl *Result = classOf(Coroutine);
  const CXXRecordDecl *Awaited = classOf(Type);
  if (!Result || !Awaited || !isAwaitable(Type))
    return false;
  const CXXRecordDecl *Promise = promiseOf(*Result);
  return !Promise || !withMembers(*Promise) ||
         !hasMember(*withMembers(*Promise), Context, "await_transform") ||
         plainQualifiedName(*Result) == plainQualifiedName(*Awaited);
}

/// What a member of \p Class returns. Where the class was never needed
/// complete, the template says `T resume()`, and the arguments what T is.
static QualType returnedBy(const CXXMethodDecl &Method,
                           const CXXRecordDecl &Class) {
  const QualType Type = Method.getReturnType();
  if (Type->isUndeducedType())
    return {};
  const auto *Parameter = Type->getAs<TemplateTypeParmType>();
  const auto *Specialization =
      llvm::dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  if (!Parameter)
    return Type->isDependentType() ? QualType() : Type;
  if (!Specialization || Specialization->getDefinition() ||
      Parameter->getIndex() >= Specialization->getTemplateArgs().size())
    return {};
  const TemplateArgument &Argument =
      Specialization->getTemplateArgs()[Parameter->getIndex()];
  return Argument.getKind() == TemplateArgument::Type ? Argument.getAsType()
                                                      : QualType();
}

QualType Awaitables::resultOf(QualType Type) const {
  const CXXRecordDecl *Class = classOf(Type);
  if (Class && hasRole(Words.rolesOf(*Class), Role::Task)) {
    // A deferred operation of asio names a signature: `void(error_code)`.
    const QualType Value = valueTypeOf(Type);
    return !Value.isNull() && Value->isFunctionType() ? QualType() : Value;
  }
  // `a.operator co_await()` gives the awaiter; most awaiters are their own.
  for (int Step = 0; Class && withMembers(*Class) && Step < 2; ++Step) {
    const CXXRecordDecl &Members = *withMembers(*Class);
    if (const auto *Resume = findMethod(Members, Context, "await_resume"))
      return returnedBy(*Resume, *Class);
    const CXXRecordDecl *Awaiter = nullptr;
    for (const NamedDecl *Found : Members.lookup(
             Context.DeclarationNames.getCXXOperatorName(OO_Coawait)))
      if (const FunctionDecl *Operator = Found->getAsFunction())
        Awaiter = classOf(Operator->getReturnType());
    Class = Awaiter;
  }
  return {};
}

bool Awaitables::holds(QualType Type,
                       bool (Awaitables::*Is)(QualType) const) const {
  static const llvm::StringSet<> Holders = {
      "std::vector", "std::array",      "std::tuple",        "std::pair",
      "std::list",   "std::deque",      "std::optional",     "std::unique_ptr",
      "std::map",    "std::shared_ptr", "std::unordered_map"};
  const auto *Class =
      llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(Type));
  if (!Class || !Class->isInStdNamespace() ||
      !Holders.contains(plainQualifiedName(*Class)))
    return false;
  auto Holds = [&](const TemplateArgument &Argument) {
    return Argument.getKind() == TemplateArgument::Type &&
           ((this->*Is)(Argument.getAsType()) ||
            holds(Argument.getAsType(), Is));
  };
  for (const TemplateArgument &Argument : Class->getTemplateArgs().asArray())
    if (Argument.getKind() == TemplateArgument::Pack
            ? llvm::any_of(Argument.pack_elements(), Holds)
            : Holds(Argument))
      return true;
  return false;
}

bool Awaitables::endsWithItsOwner(QualType Type) const {
  const CXXRecordDecl *Class = classOf(Type);
  const CXXRecordDecl *Definition = Class ? withMembers(*Class) : nullptr;
  const CXXDestructorDecl *End =
      Definition ? Definition->getDestructor() : nullptr;
  const FunctionDecl *Written = End ? withBody(*End) : nullptr;
  const Stmt *Text = Written ? Written->getBody() : nullptr;
  return containsAny(Text, [this](const Stmt &Part) {
    const auto *Call = llvm::dyn_cast<CallExpr>(&Part);
    if (Call && hasRole(Words.rolesOf(*Call), Role::Blocks))
      return true;
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    const std::string Name =
        Callee ? StringRef(Callee->getNameAsString()).lower() : "";
    return llvm::any_of(
        llvm::ArrayRef<StringRef>{"cancel", "join", "wait", "stop", "abort"},
        [&](StringRef Word) { return StringRef(Name).contains(Word); });
  });
}

bool Awaitables::givesGuard(QualType Type) const {
  const QualType Result = resultOf(Type);
  const CXXRecordDecl *Class =
      Result.isNull() || Result->isReferenceType() ? nullptr : classOf(Result);
  if (!Class)
    return false;
  if (hasRole(Words.rolesOf(*Class), Role::ThreadBound))
    return true;
  const CXXRecordDecl *Definition = withMembers(*Class);
  const std::string Name = StringRef(Class->getNameAsString()).lower();
  return (StringRef(Name).contains("lock") ||
          StringRef(Name).contains("guard")) &&
         Definition && !Definition->hasTrivialDestructor();
}

bool Awaitables::holdsTasks(QualType Type) const {
  return holds(Type, &Awaitables::isTask);
}

bool Awaitables::holdsValueTasks(QualType Type) const {
  if (const auto *Array = Context.getAsArrayType(Type))
    Type = Context.getBaseElementType(Array);
  if (Type->isReferenceType())
    return false;
  return isValueTask(Type) || holds(Type, &Awaitables::isValueTask);
}

bool Awaitables::capturesContext(QualType Type) const {
  const CXXRecordDecl *Class = classOf(Type);
  const CXXRecordDecl *Definition = Class ? withMembers(*Class) : nullptr;
  if (!Definition)
    return false;
  for (const Decl *Member : Definition->decls())
    if (const FunctionDecl *Function = Member->getAsFunction())
      if (hasRole(Words.rolesOf(*Function), Role::ConfiguresAwait))
        return true;
  return false;
}

bool Awaitables::needsRvalue(QualType Type) const {
  const CXXRecordDecl *Class = classOf(Type);
  const CXXRecordDecl *Definition = Class ? withMembers(*Class) : nullptr;
  if (!Definition)
    return false;
  const CXXMethodDecl *Member = nullptr;
  for (const NamedDecl *Found : Definition->lookup(
           Context.DeclarationNames.getCXXOperatorName(OO_Coawait))) {
    const auto *Operator =
        llvm::dyn_cast_or_null<CXXMethodDecl>(Found->getAsFunction());
    if (!Operator)
      continue;
    if (Operator->getRefQualifier() != RQ_RValue)
      return false;
    Member = Operator;
  }
  return Member != nullptr || hasRole(Words.rolesOf(*Class), Role::OneShot);
}

/// No copy constructor that could be called.
static bool isMoveOnly(const CXXRecordDecl &Class) {
  bool Declared = false;
  for (const CXXConstructorDecl *Constructor : Class.ctors()) {
    if (!Constructor->isCopyConstructor())
      continue;
    if (!Constructor->isDeleted())
      return false;
    Declared = true;
  }
  return Declared || Class.hasUserDeclaredMoveConstructor() ||
         Class.hasUserDeclaredMoveAssignment() ||
         Class.defaultedCopyConstructorIsDeleted();
}

bool Awaitables::isOneShot(QualType Type) const {
  const CXXRecordDecl *Class = classOf(Type);
  if (!Class)
    return false;
  if (hasRole(Words.rolesOf(*Class), Role::OneShot))
    return !hasRole(Words.rolesOf(*Class), Role::Stream);
  const CXXRecordDecl *Definition = withMembers(*Class);
  return Definition && needsRvalue(Type) && isMoveOnly(*Definition) &&
         promiseOf(*Class);
}

bool Awaitables::isValueTask(QualType Type) const {
  return !Type.isNull() && !Type->isReferenceType() &&
         hasRole(Words.rolesOf(Type), Role::OneShot) && isOneShot(Type) &&
         startOf(Type) == Start::Hot && isCoroutineType(Type);
}

const CXXMethodDecl *Awaitables::conversionOf(QualType Type) const {
  const CXXRecordDecl *Class = classOf(Type);
  const CXXRecordDecl *Definition = Class ? withMembers(*Class) : nullptr;
  if (!Definition)
    return nullptr;
  for (const CXXMethodDecl *Method : Definition->methods())
    if (Method->getIdentifier() && Method->param_empty() &&
        !Method->isStatic() && Method->getAccess() == AS_public &&
        isTask(Method->getReturnType()) && !isOneShot(Method->getReturnType()))
      return Method;
  return nullptr;
}

bool Awaitables::isPartOfAwaiting(const CXXRecordDecl &Class) const {
  for (const DeclContext *Outer = &Class; Outer; Outer = Outer->getParent()) {
    const auto *One = llvm::dyn_cast<CXXRecordDecl>(Outer);
    if (One && One->hasDefinition() &&
        (computeAwaitable(*One) || promiseOf(*One) ||
         hasMember(*One, Context, "get_return_object")))
      return true;
  }
  return false;
}
