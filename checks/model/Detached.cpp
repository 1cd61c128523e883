#include "checks/model/Detached.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Members.h"
#include "checks/model/StmtPath.h"
#include "checks/model/WithBody.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

namespace {

/// What `unhandled_exception` does with the exception, from the code of it.
class ExceptionFate : public RecursiveASTVisitor<ExceptionFate> {
public:
  bool Keeps = false;    ///< somebody may get at it later
  bool Ends = false;     ///< calls what does not return
  bool Rethrows = false; ///< outside of a `try` that catches all

  bool VisitCXXThisExpr(CXXThisExpr *) { return keep(); }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Member) {
    return Member->isImplicitAccess() ? keep() : true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operator) {
    return Operator->isAssignmentOp() ? keep() : true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Operator) {
    return Operator->isAssignmentOp() ? keep() : true;
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *) {
    Rethrows |= Guards == 0;
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return true;
    if (plainQualifiedName(*Callee) == "std::rethrow_exception")
      Rethrows |= Guards == 0;
    else
      Ends |= Callee->isNoReturn();
    return true;
  }
  bool TraverseCXXTryStmt(CXXTryStmt *Try) {
    bool CatchesAll = false;
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      CatchesAll |= !Try->getHandler(I)->getExceptionDecl();
    Guards += CatchesAll;
    TraverseStmt(Try->getTryBlock());
    Guards -= CatchesAll;
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      TraverseStmt(Try->getHandler(I));
    return true;
  }

private:
  bool keep() {
    Keeps = true;
    return false;
  }
  unsigned Guards = 0;
};

/// `std::move(t)`, `std::forward<T>(t)`, also where T is not known yet.
static bool isMoved(const CallExpr &Call) {
  if (Call.getNumArgs() != 1)
    return false;
  const FunctionDecl *Callee = calleeOf(Call);
  const auto *Later =
      llvm::dyn_cast<OverloadExpr>(Call.getCallee()->IgnoreParenImpCasts());
  const std::string Name = Callee  ? Callee->getNameAsString()
                           : Later ? Later->getName().getAsString()
                                   : "";
  return Name == "move" || Name == "forward";
}

/// `t` of `std::move(t)`, `*t` and `t->`: a parameter, a capture or a member.
static bool isFromOutside(const Expr &Value) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Plain);
      Call && (llvm::isa<CXXOperatorCallExpr>(Call) || isMoved(*Call)))
    return isFromOutside(*Call->getArg(0));
  if (const auto *Operator = llvm::dyn_cast<UnaryOperator>(Plain))
    return isFromOutside(*Operator->getSubExpr());
  if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(Plain))
    return isFromOutside(*Cast->getSubExpr());
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain))
    return isFromOutside(*Member->getBase());
  const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain);
  const auto *Variable =
      Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  return llvm::isa<CXXThisExpr>(Plain) ||
         (Variable &&
          (llvm::isa<ParmVarDecl>(Variable) || Variable->isInitCapture() ||
           Name->refersToEnclosingVariableOrCapture()));
}

/// Looks for `done(order)` and `promise.set_value(order)`.
class Tells : public RecursiveASTVisitor<Tells> {
public:
  bool Found = false;
  bool VisitCallExpr(CallExpr *Call) {
    const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
    if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Call))
      Found |= Operator->getOperator() == OO_Call &&
               isFromOutside(*Operator->getArg(0));
    else if (const auto *Member = llvm::dyn_cast<MemberExpr>(Callee))
      Found |= llvm::isa<FieldDecl>(Member->getMemberDecl()) ||
               (isAnEnd(Member->getMemberDecl()->getDeclName()) &&
                isFromOutside(*Member->getBase()));
    else if (const auto *Later =
                 llvm::dyn_cast<CXXDependentScopeMemberExpr>(Callee))
      Found |= isAnEnd(Later->getMember()) && !Later->isImplicitAccess() &&
               isFromOutside(*Later->getBase());
    else
      Found |= llvm::isa<DeclRefExpr>(Callee) && isFromOutside(*Callee);
    return !Found;
  }

private:
  static bool isAnEnd(DeclarationName Name) {
    static const llvm::StringSet<> Ends = {
        "setvalue",  "setexception", "seterror",  "setresult", "setdone",
        "finish",    "complete",     "resolve",   "reject",    "resume",
        "countdown", "arrive",       "notifyone", "notifyall", "release"};
    std::string Plain = Name.getAsString();
    llvm::erase(Plain, '_');
    return Ends.contains(StringRef(Plain).lower());
  }
};

/// Looks for `throw;` and `throw error();`.
class Throws : public RecursiveASTVisitor<Throws> {
public:
  bool Found = false;
  bool VisitCXXThrowExpr(CXXThrowExpr *) { return !(Found = true); }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
};

} // namespace

/// The body of a member function, also of one that was not instantiated yet.
static const CompoundStmt *bodyOfMember(const FunctionDecl *Function) {
  if (!Function)
    return nullptr;
  const FunctionDecl *Definition = withOwnOrWrittenBody(*Function);
  return Definition ? llvm::dyn_cast<CompoundStmt>(Definition->getBody())
                    : nullptr;
}

static bool isNoexcept(const FunctionDecl &Function) {
  switch (Function.getExceptionSpecType()) {
  case EST_BasicNoexcept:
  case EST_NoexceptTrue:
  case EST_NoThrow:
  case EST_DynamicNone:
    return true;
  default:
    return false;
  }
}

/// `void unhandled_exception() noexcept { std::terminate(); }`; nothing if the
/// exception may be kept for somebody, or goes to whoever resumes.
static std::optional<Escape> fateIn(const CXXRecordDecl &Promise,
                                    ASTContext &Context) {
  const auto *Handler = findMethod(Promise, Context, "unhandled_exception");
  const CompoundStmt *Code = bodyOfMember(Handler);
  if (!Code)
    return std::nullopt;
  ExceptionFate Fate;
  Fate.TraverseStmt(const_cast<CompoundStmt *>(Code));
  if (Fate.Keeps || (Fate.Rethrows && !isNoexcept(*Handler)))
    return std::nullopt;
  return Fate.Ends || Fate.Rethrows ? Escape::Ends : Escape::Lost;
}

static bool hasEmptyBody(const FunctionDecl *Function) {
  const CompoundStmt *Code = bodyOfMember(Function);
  return Code && Code->body_empty();
}

/// What \p Member returns is this awaiter of the standard library.
static bool returnsStd(const CXXMethodDecl *Member, StringRef Awaiter) {
  const CXXRecordDecl *Class =
      Member ? classOf(Member->getReturnType()) : nullptr;
  return Class && plainQualifiedName(*Class) == ("std::" + Awaiter).str();
}

/// The promise tells nobody when the coroutine ends, and starts it at once.
static bool tellsNobody(const CXXRecordDecl &Promise, ASTContext &Context) {
  return !hasMember(Promise, Context, "yield_value") &&
         hasEmptyBody(findMethod(Promise, Context, "return_void")) &&
         returnsStd(findMethod(Promise, Context, "initial_suspend"),
                    "suspend_never") &&
         returnsStd(findMethod(Promise, Context, "final_suspend"),
                    "suspend_never") &&
         Promise.hasTrivialDestructor();
}

/// `struct detached { struct promise_type; };`: who has one can do nothing with
/// it. A member, a handle or a friend may be a way to the result.
static bool givesNothing(const CXXRecordDecl &Class) {
  if (Class.getNumBases() != 0 || !Class.field_empty())
    return false;
  return llvm::none_of(Class.decls(), [](const Decl *Member) {
    if (llvm::isa<FriendDecl>(Member))
      return true;
    const FunctionDecl *Function = Member->getAsFunction();
    return Function && !Function->isImplicit() &&
           !llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Function) &&
           Function->getOverloadedOperator() != OO_Equal;
  });
}

/// The promise of the coroutine itself, which coroutine_traits may choose by
/// its parameters; in a template, that of its type.
static const CXXRecordDecl *promiseOf(const Body &Of, const CXXRecordDecl *Type,
                                      const Awaitables &Types) {
  const auto *Coroutine =
      llvm::dyn_cast_or_null<CoroutineBodyStmt>(Of.Function->getBody());
  const VarDecl *Promise = Coroutine ? Coroutine->getPromiseDecl() : nullptr;
  const CXXRecordDecl *Class = Promise ? classOf(Promise->getType()) : nullptr;
  if (!Class && Type)
    Class = Types.promiseOf(*Type);
  return Class ? withMembers(*Class) : nullptr;
}

static const CXXTryStmt *tryIn(const Body &Of) {
  if (const auto *Whole = llvm::dyn_cast<CXXTryStmt>(Of.Written))
    return Whole;
  const CXXTryStmt *Found = nullptr;
  for (const Stmt *Part : llvm::cast<CompoundStmt>(Of.Written)->body()) {
    const auto *Try = llvm::dyn_cast<CXXTryStmt>(Part);
    // What stands beside it may only prepare it: `auto self =
    // shared_from_this();`
    if (Found ? !llvm::isa<CoreturnStmt>(Part)
              : !Try && !llvm::isa<DeclStmt>(Part))
      return nullptr;
    Found = Found ? Found : Try;
  }
  return Found;
}

static bool rethrows(const CXXTryStmt &Try) {
  Throws Search;
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I)
    Search.TraverseStmt(
        const_cast<CXXCatchStmt *>(Try.getHandler(I))->getHandlerBlock());
  return Search.Found;
}

std::optional<Escape> asynctidy::escapeFromDetached(const Body &Of,
                                                    const AsyncModel &Model) {
  if (!Of.IsCoroutine)
    return std::nullopt;
  const QualType Type = Of.Function->getReturnType();
  const CXXRecordDecl *Class = classOf(Type);
  const Role Roles = Model.words().rolesOf(Type);
  const bool Named = hasRole(Roles, Role::Detached);
  if (!Named && (hasRole(Roles, Role::Task | Role::Stream) ||
                 Model.types().isAwaitable(Type)))
    return std::nullopt;
  const CXXRecordDecl *Promise = promiseOf(Of, Class, Model.types());
  const auto Fate = Promise ? fateIn(*Promise, Model.context()) : std::nullopt;
  if (!Named) {
    // A coroutine that returns `void` has no class.
    const CXXRecordDecl *Members = Class ? withMembers(*Class) : nullptr;
    if (!Fate || !(Type->isVoidType() || (Members && givesNothing(*Members))) ||
        !tellsNobody(*Promise, Model.context()))
      return std::nullopt;
  }
  const CXXTryStmt *Try = tryIn(Of);
  if (Try && !rethrows(*Try) &&
      !Try->getHandler(Try->getNumHandlers() - 1)->getExceptionDecl())
    return Escape::NothingCan;
  return Fate.value_or(Escape::Unknown);
}

bool asynctidy::isThinShell(const Body &Of) {
  const CXXTryStmt *Try = Of.Awaits.size() == 1 ? tryIn(Of) : nullptr;
  if (!Try || rethrows(*Try))
    return false;
  const SourceRange Inside = Try->getTryBlock()->getSourceRange();
  const SourceLocation Await = Of.Awaits.front()->getBeginLoc();
  unsigned Statements = 0;
  for (const Stmt *Part : Try->getTryBlock()->body())
    Statements += !llvm::isa<CoreturnStmt>(Part) ||
                  llvm::cast<CoreturnStmt>(Part)->getOperand();
  return Statements == 1 &&
         llvm::isa<Expr, CoreturnStmt>(Try->getTryBlock()->body_front()) &&
         Inside.getBegin() < Await && Await < Inside.getEnd();
}

static bool tells(const Stmt *Part) {
  Tells Search;
  Search.TraverseStmt(const_cast<Stmt *>(Part));
  return Search.Found;
}

static bool isIn(const CompoundStmt &Block, const Expr &Await) {
  return containsAny(&Block, [&](const Stmt &Part) { return &Part == &Await; });
}

bool asynctidy::tellsItsEnd(const Body &Of) {
  const auto *Block = llvm::dyn_cast<CompoundStmt>(Of.Written);
  if (!Block)
    return false;
  const CXXTryStmt *Try = nullptr;
  bool TellsAfter = false;
  for (const Stmt *Part : Block->body())
    if (const auto *One = llvm::dyn_cast<CXXTryStmt>(Part); One && !Try)
      Try = One;
    else
      TellsAfter |= Try && tells(Part);
  const auto *Last = Try ? Try->getHandler(Try->getNumHandlers() - 1) : nullptr;
  return Try && !Last->getExceptionDecl() && !rethrows(*Try) &&
         llvm::all_of(Of.Awaits,
                      [&](const Expr *Await) {
                        return isIn(*Try->getTryBlock(), *Await);
                      }) &&
         (TellsAfter || (tells(Try->getTryBlock()) && tells(Last)));
}

bool asynctidy::onlyAwaitsWhatIsGiven(const Body &Of) {
  const auto *Block = llvm::dyn_cast<CompoundStmt>(Of.Written);
  if (!Block || Block->body_empty() || Of.Awaits.size() != 1)
    return false;
  for (const Stmt *Part : llvm::drop_begin(Block->body())) {
    const auto *Return = llvm::dyn_cast<CoreturnStmt>(Part);
    if (!Return || Return->getOperand())
      return false;
  }
  const auto *Whole = llvm::dyn_cast<Expr>(Block->body_front());
  const Expr *Plain = Whole ? Whole->IgnoreUnlessSpelledInSource() : nullptr;
  if (const auto *Cast = llvm::dyn_cast_or_null<CStyleCastExpr>(Plain))
    Plain = Cast->getSubExpr()->IgnoreUnlessSpelledInSource();
  return Plain == Of.Awaits.front() && isFromOutside(*operandOf(*Plain));
}
