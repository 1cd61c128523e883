#include "checks/model/StrongSelf.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/StmtPath.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// The first template argument, also where that is a template's own class.
static const CXXRecordDecl *firstArgument(QualType Type) {
  QualType First = valueTypeOf(Type);
  if (First.isNull())
    if (const auto *Dependent = Type.getNonReferenceType()
                                    .getCanonicalType()
                                    ->getAs<TemplateSpecializationType>())
      if (!Dependent->template_arguments().empty() &&
          Dependent->template_arguments()[0].getKind() ==
              TemplateArgument::Type)
        First = Dependent->template_arguments()[0].getAsType();
  return classOf(First);
}

static bool isRelated(const CXXRecordDecl *One, const CXXRecordDecl &Other) {
  if (!One)
    return false;
  const CXXRecordDecl *Mine = One->getDefinition();
  const CXXRecordDecl *Yours = Other.getDefinition();
  if (One->getCanonicalDecl() == Other.getCanonicalDecl())
    return true;
  return Mine && Yours &&
         (Mine->isDerivedFrom(Yours) || Yours->isDerivedFrom(Mine));
}

static StringRef nameOfClass(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && Class->getIdentifier() ? Class->getName() : "";
}

static bool isWeak(QualType Type) {
  const StringRef Name = nameOfClass(Type);
  return Name.contains_insensitive("weak") || Name == "QPointer";
}

/// A smart pointer to the class, its base or a class derived from it. A
/// `shared_ptr<void>` may own anything.
static bool isOwnerOf(QualType Type, const CXXRecordDecl &Class) {
  const StringRef Name = nameOfClass(Type);
  if (const QualType Held = valueTypeOf(Type);
      Name == "shared_ptr" && !Held.isNull() && Held->isVoidType())
    return true;
  return !isWeak(Type) &&
         (Name.ends_with_insensitive("ptr") || Name.ends_with("Pointer") ||
          Name.contains_insensitive("ref") || Name == "Own" || Name == "Rc") &&
         Name != "reference_wrapper" && isRelated(firstArgument(Type), Class);
}

static bool isNameOfOwner(StringRef Name) {
  static const llvm::StringSet<> Owners = {
      "shared_from_this", "sharedFromThis",
      "get_strong",       "lock",
      "strong_ref",       "addRef",
      "atomicAddRef",     "intrusive_from_this",
      "shared_from_base", "self",
      "protect",          "toStrongRef",
      "get_shared",       "shared_from_static",
      "makeRef"};
  return Owners.contains(Name);
}

/// `shared_from_this()`, `weak.lock()`, also where a template does not know yet
/// what that is.
static bool makesOwner(const Stmt *Value) {
  return containsAny(Value, [](const Stmt &Part) {
    const auto *Call = llvm::dyn_cast<CallExpr>(&Part);
    return Call && isNameOfOwner(nameCalled(*Call));
  });
}

static bool isOwner(const VarDecl &Variable, const CXXRecordDecl &Class) {
  return isOwnerOf(Variable.getType(), Class) ||
         (Variable.getInit() && !Variable.getType()->isPointerType() &&
          !Variable.getType()->isBooleanType() && !isWeak(Variable.getType()) &&
          makesOwner(Variable.getInit()));
}

/// `[self = shared_from_this()]`, `[order]` of a `std::shared_ptr` to it.
static bool capturesOwner(LambdaExpr::capture_range Captures,
                          const CXXRecordDecl &Class) {
  return llvm::any_of(Captures, [&](const LambdaCapture &Taken) {
    if (!Taken.capturesVariable() || Taken.getCaptureKind() != LCK_ByCopy)
      return false;
    const auto *Variable = llvm::dyn_cast<VarDecl>(Taken.getCapturedVar());
    return Variable && isOwner(*Variable, Class);
  });
}

/// `keep(run(), self)` is given an owner; `self->run()` only uses one.
static bool isGivenOwner(const CallExpr &Call, const CXXRecordDecl &Class) {
  return !llvm::isa<CXXOperatorCallExpr>(Call) &&
         llvm::any_of(Call.arguments(), [&](const Expr *Given) {
           const auto *Name = llvm::dyn_cast<DeclRefExpr>(&withoutMove(*Given));
           const auto *Variable =
               Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
           return Variable && isOwner(*Variable, Class);
         });
}

bool asynctidy::bringsOwner(const Stmt &Value, const CXXRecordDecl &Class) {
  return makesOwner(&Value) || containsAny(&Value, [&](const Stmt &Part) {
           const auto *Lambda = llvm::dyn_cast<LambdaExpr>(&Part);
           const auto *Call = llvm::dyn_cast<CallExpr>(&Part);
           return (Lambda && capturesOwner(Lambda->captures(), Class)) ||
                  (Call && isGivenOwner(*Call, Class));
         });
}

/// The scope of \p Local, a block or the statement that it is a condition of,
/// is around \p At, which comes later.
static bool isInScope(const VarDecl &Local, const StmtPath &At) {
  if (Local.getBeginLoc() >= At.back()->getBeginLoc())
    return false;
  for (size_t Index = 0; Index + 1 < At.size(); ++Index)
    for (const Stmt *Child : At[Index]->children())
      if (const auto *Declared = llvm::dyn_cast_or_null<DeclStmt>(Child);
          Declared && llvm::is_contained(Declared->getDeclGroup(), &Local))
        return true;
  return false;
}

static const CXXRecordDecl *closureOf(const Body &In) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(In.Function);
  return Method && isLambdaCallOperator(Method) ? Method->getParent() : nullptr;
}

bool asynctidy::isKeptAlive(const Stmt &At, const Body &In,
                            const CXXRecordDecl &Class) {
  for (const ParmVarDecl *Parameter : In.Function->parameters())
    if (!Parameter->getType()->isReferenceType() &&
        isOwnerOf(Parameter->getType(), Class))
      return true;
  if (const CXXRecordDecl *Closure = closureOf(In))
    if (capturesOwner(Closure->captures(), Class))
      return true;
  const StmtPath Path = pathTo(In, At);
  return llvm::any_of(In.Locals, [&](const VarDecl *Local) {
    return isOwner(*Local, Class) && !Local->getType()->isReferenceType() &&
           isInScope(*Local, Path);
  });
}

llvm::SmallVector<const ValueDecl *, 2>
asynctidy::livenessProofsIn(const Body &In, const AsyncModel &Model) {
  llvm::SmallVector<const ValueDecl *, 2> Proofs;
  auto Note = [&](const VarDecl *Variable) {
    if (!Variable)
      return;
    const QualType Type = Variable->getType();
    const QualType Held = valueTypeOf(Type);
    const bool IsFlag =
        nameOfClass(Type) == "shared_ptr" && !Held.isNull() &&
        (Held->isBooleanType() || nameOfClass(Held) == "atomic");
    if (isWeak(Type) || IsFlag ||
        hasRole(Model.words().rolesOf(Type), Role::Token) ||
        nameOfClass(Type) == "stop_token")
      Proofs.push_back(Variable);
  };
  for (const VarDecl *Local : In.Locals)
    Note(Local);
  for (const ParmVarDecl *Parameter : In.Function->parameters())
    Note(Parameter);
  if (const CXXRecordDecl *Closure = closureOf(In))
    for (const LambdaCapture &Taken : Closure->captures())
      if (Taken.capturesVariable())
        Note(llvm::dyn_cast<VarDecl>(Taken.getCapturedVar()));
  return Proofs;
}
