#include "checks/model/TokenTakers.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Tokens.h"
#include "checks/model/WithBody.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

Invocation::Invocation(const Expr &Taker) : Taker(&Taker) {
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(&Taker)) {
    // Only `job(1)` and `job j{1}`: the compiler's own conversions are nobody's
    // calls.
    if (Made->getParenOrBraceRange().isInvalid())
      return;
    Callee = Made->getConstructor();
    Arguments = llvm::ArrayRef(Made->getArgs(), Made->getNumArgs());
  } else if (const auto *Call = llvm::dyn_cast<CallExpr>(&Taker)) {
    Callee = calleeOf(*Call);
    if (llvm::isa<UserDefinedLiteral>(Call)) {
      Callee = nullptr;
      return;
    }
    Arguments = llvm::ArrayRef(Call->getArgs(), Call->getNumArgs());
    if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Call)) {
      const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Callee);
      if (Operator->getOperator() != OO_Call || !Method)
        Callee = nullptr;
      else if (!Method->isExplicitObjectMemberFunction())
        Arguments = Arguments.drop_front();
    }
  }
  if (Callee && llvm::any_of(Arguments, [](const Expr *One) {
        return One->isTypeDependent() || llvm::isa<PackExpansionExpr>(One);
      }))
    Callee = nullptr;
}

unsigned Invocation::written() const {
  return llvm::count_if(Arguments, [](const Expr *One) {
    return !llvm::isa<CXXDefaultArgExpr>(One);
  });
}

/// The default that the author wrote; in a template perhaps never looked at.
static const Expr *defaultOf(const ParmVarDecl &Parameter) {
  if (Parameter.hasUninstantiatedDefaultArg())
    return Parameter.getUninstantiatedDefaultArg();
  if (!Parameter.hasDefaultArg() || Parameter.hasUnparsedDefaultArg())
    return nullptr;
  return Parameter.getDefaultArg();
}

/// The only parameter of \p Function that takes a token.
static const ParmVarDecl *tokenParameter(const FunctionDecl &Function,
                                         const Vocabulary &Words) {
  const ParmVarDecl *Found = nullptr;
  for (const ParmVarDecl *One : Function.parameters())
    if (takesToken(One->getType(), Words)) {
      if (Found)
        return nullptr;
      Found = One;
    }
  return Found;
}

llvm::SmallVector<const FunctionDecl *, 4>
asynctidy::overloadsOf(const FunctionDecl &Callee, DeclarationName Name) {
  llvm::SmallVector<const FunctionDecl *, 4> Found;
  const DeclContext *Scope = Callee.getDeclContext()->getRedeclContext();
  if (!Scope->isNamespace() && !Scope->isTranslationUnit() &&
      !Scope->isRecord())
    return Found;
  for (const NamedDecl *One : Scope->lookup(Name)) {
    One = One->getUnderlyingDecl();
    if (const auto *Template = llvm::dyn_cast<FunctionTemplateDecl>(One))
      One = Template->getTemplatedDecl();
    if (const auto *Function = llvm::dyn_cast<FunctionDecl>(One))
      Found.push_back(Function);
  }
  return Found;
}

/// The template of a specialization, else the function itself.
static const FunctionDecl &shapeOf(const FunctionDecl &Function) {
  const FunctionTemplateDecl *Template = Function.getPrimaryTemplate();
  return Template ? *Template->getTemplatedDecl() : Function;
}

static unsigned templateParameters(const FunctionDecl &Function) {
  const FunctionTemplateDecl *Template =
      Function.getDescribedFunctionTemplate();
  return Template ? Template->getTemplateParameters()->size() : 0;
}

/// \p Other takes what \p Function takes, and a token after it.
static bool hasOneTokenMore(const FunctionDecl &Other,
                            const FunctionDecl &Function,
                            const Vocabulary &Words) {
  const unsigned Count = Function.getNumParams();
  if (Other.getNumParams() != Count + 1 || Other.isVariadic() ||
      templateParameters(Other) != templateParameters(Function) ||
      !takesToken(Other.getParamDecl(Count)->getType(), Words))
    return false;
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function);
  const auto *OtherMethod = llvm::dyn_cast<CXXMethodDecl>(&Other);
  if (Method && OtherMethod &&
      (Method->getMethodQualifiers() != OtherMethod->getMethodQualifiers() ||
       Method->getRefQualifier() != OtherMethod->getRefQualifier() ||
       Method->isStatic() != OtherMethod->isStatic()))
    return false;
  for (unsigned I = 0; I < Count; ++I) {
    const QualType One = Function.getParamDecl(I)->getType();
    if (Function.getParamDecl(I)->isParameterPack() || takesToken(One, Words) ||
        One.getCanonicalType().getUnqualifiedType() !=
            Other.getParamDecl(I)
                ->getType()
                .getCanonicalType()
                .getUnqualifiedType())
      return false;
  }
  return true;
}

static bool isUsable(const FunctionDecl &Function) {
  return !Function.isDeleted() && !Function.isInvalidDecl() &&
         !Function.hasAttr<UnavailableAttr>() &&
         !Function.hasAttr<DeprecatedAttr>();
}

/// The function that a body belongs to, and those that it is nested in.
static llvm::SmallVector<const FunctionDecl *, 4>
functionsAround(const Body &In, AsyncModel &Model) {
  llvm::SmallVector<const FunctionDecl *, 4> Around;
  for (const Body *At = &In; At && At->Function;
       At = Model.enclosingBody(*At->Function))
    Around.push_back(At->Function);
  return Around;
}

static bool overrides(const FunctionDecl &Function, const FunctionDecl &Base) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function);
  return Method &&
         llvm::any_of(Method->overridden_methods(), [&](const auto *One) {
           return One->getCanonicalDecl() == Base.getCanonicalDecl() ||
                  overrides(*One, Base);
         });
}

/// The code in \p In is part of \p Function: calling it from there would go
/// round in circles.
static bool isPartOf(const Body &In, const FunctionDecl &Function,
                     AsyncModel &Model) {
  const FunctionDecl *Pattern = patternOf(&Function)->getCanonicalDecl();
  return llvm::any_of(functionsAround(In, Model), [&](const FunctionDecl *One) {
    return patternOf(One)->getCanonicalDecl() == Pattern ||
           overrides(*One, Function);
  });
}

static bool isAccessible(const FunctionDecl &Function, const Body &In) {
  if (Function.getAccess() == AS_public || Function.getAccess() == AS_none)
    return true;
  const auto *Owner = llvm::dyn_cast<CXXRecordDecl>(Function.getDeclContext());
  for (const DeclContext *At = In.Function; Owner && At; At = At->getParent()) {
    const auto *Class = llvm::dyn_cast<CXXRecordDecl>(At);
    if (!Class)
      continue;
    if (Class->getCanonicalDecl() == Owner->getCanonicalDecl() ||
        (Function.getAccess() == AS_protected && Class->hasDefinition() &&
         Class->isDerivedFrom(Owner)))
      return true;
  }
  return false;
}

/// `co_await` of both gives the same, or they are the same.
static bool givesTheSame(const FunctionDecl &Other, const FunctionDecl &Callee,
                         bool AwaitedAtOnce, const Awaitables &Types) {
  const QualType New = Other.getReturnType();
  const QualType Old = Callee.getReturnType();
  if (New->getContainedAutoType() && New->isUndeducedType())
    return false;
  if (New.getCanonicalType() == Old.getCanonicalType())
    return true;
  if (!AwaitedAtOnce || New->isDependentType() || Old->isDependentType() ||
      !Types.isAwaitable(New) || !Types.isAwaitable(Old))
    return false;
  const QualType NewResult = Types.resultOf(New);
  const QualType OldResult = Types.resultOf(Old);
  return !NewResult.isNull() && !OldResult.isNull() &&
         NewResult.getCanonicalType() == OldResult.getCanonicalType();
}

static bool isAwaitedAtOnce(const Expr &Value, const Body &In) {
  return llvm::any_of(In.Awaits, [&](const Expr *Await) {
    return operandOf(*Await)->IgnoreUnlessSpelledInSource() == &Value;
  });
}

/// The overload of \p Callee called \p Name that takes a token besides.
static const FunctionDecl *overloadWithToken(const Invocation &Call,
                                             DeclarationName Name,
                                             const Body &In,
                                             AsyncModel &Model) {
  const FunctionDecl &Shape = shapeOf(*Call.Callee);
  const SourceManager &Sources = Model.context().getSourceManager();
  const FunctionDecl *Found = nullptr;
  for (const FunctionDecl *Other : overloadsOf(Shape, Name)) {
    if (!hasOneTokenMore(*Other, Shape, Model.words()) || !isUsable(*Other) ||
        !isAccessible(*Other, In) || isPartOf(In, *Other, Model) ||
        !givesTheSame(*Other, Shape, isAwaitedAtOnce(*Call.Taker, In),
                      Model.types()))
      continue;
    // In a namespace, what is declared further down is not known yet.
    if (!llvm::isa<CXXMethodDecl>(Other) &&
        !Sources.isBeforeInTranslationUnit(Other->getFirstDecl()->getLocation(),
                                           Call.Taker->getBeginLoc()))
      continue;
    if (Found)
      return nullptr;
    Found = Other;
  }
  return Found;
}

std::optional<TokenSlot> asynctidy::emptySlotOf(const Invocation &Call,
                                                const Body &In,
                                                AsyncModel &Model) {
  const Vocabulary &Words = Model.words();
  if (!Call.Callee || Call.Callee->isInvalidDecl() || Call.Callee->isVariadic())
    return std::nullopt;
  // `token{}` and `source()` are made, not called; `token.on_cancel(f)` has it.
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call.Callee))
    if (const CXXRecordDecl *Class = Method->getParent();
        hasRole(Words.rolesOf(*Class), Role::Token | Role::TokenSource))
      return std::nullopt;
  if (llvm::any_of(Call.Callee->parameters(), [&](const ParmVarDecl *One) {
        return takesToken(One->getType(), Words);
      })) {
    const ParmVarDecl *Parameter = tokenParameter(*Call.Callee, Words);
    if (!Parameter)
      return std::nullopt;
    const unsigned Index = Parameter->getFunctionScopeIndex();
    const Expr *Default = defaultOf(*Parameter);
    const bool LeftOut = Index >= Call.Arguments.size() ||
                         llvm::isa<CXXDefaultArgExpr>(Call.Arguments[Index]);
    // A default like `current_token()` is a token, too.
    if (!LeftOut || !Default || !isNoToken(*Default, Words))
      return std::nullopt;
    return TokenSlot{TokenSlot::Default, Call.Callee, Parameter, Index};
  }
  auto SlotIn = [&](const FunctionDecl *Takes, TokenSlot::Way How) {
    const unsigned Index = Takes->getNumParams() - 1;
    return TokenSlot{How, Takes, Takes->getParamDecl(Index), Index};
  };
  if (const FunctionDecl *Other =
          overloadWithToken(Call, Call.Callee->getDeclName(), In, Model))
    return SlotIn(Other, TokenSlot::Overload);
  const StringRef Sibling = Words.cancelableOf(*Call.Callee);
  if (Sibling.empty() || llvm::isa<CXXConstructExpr>(Call.Taker))
    return std::nullopt;
  if (const FunctionDecl *Other = overloadWithToken(
          Call, &Model.context().Idents.get(Sibling), In, Model))
    return SlotIn(Other, TokenSlot::Sibling);
  return std::nullopt;
}

const ParmVarDecl *asynctidy::explicitlyWithoutToken(const Invocation &Call,
                                                     const Vocabulary &Words) {
  const ParmVarDecl *Parameter =
      Call.Callee ? tokenParameter(*Call.Callee, Words) : nullptr;
  if (!Parameter)
    return nullptr;
  const unsigned Index = Parameter->getFunctionScopeIndex();
  return Index < Call.Arguments.size() &&
                 !llvm::isa<CXXDefaultArgExpr>(Call.Arguments[Index]) &&
                 isNoToken(*Call.Arguments[Index], Words)
             ? Parameter
             : nullptr;
}

const Expr *asynctidy::tokenHandedOn(const FunctionDecl &Callee,
                                     const FunctionDecl &Takes,
                                     const Vocabulary &Words) {
  const FunctionDecl *Definition = withBody(*patternOf(&Callee));
  if (!Definition)
    return nullptr;
  const Expr *Found = nullptr;
  containsAny(Definition->getBody(), [&](const Stmt &Part) {
    const auto *Call = llvm::dyn_cast<CallExpr>(&Part);
    const FunctionDecl *Called = Call ? calleeOf(*Call) : nullptr;
    if (!Called || patternOf(Called)->getCanonicalDecl() !=
                       patternOf(&Takes)->getCanonicalDecl())
      return false;
    for (const Expr *Argument : Call->arguments())
      if (takesToken(Argument->getType(), Words) &&
          !llvm::isa<CXXDefaultArgExpr>(Argument) &&
          !isNoToken(*Argument, Words))
        Found = Argument;
    return Found != nullptr;
  });
  return Found;
}
