#include "checks/model/Tokens.h"
#include "checks/model/AsyncModel.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

bool asynctidy::isToken(QualType Type, const Vocabulary &Words) {
  return hasRole(Words.rolesOf(Type), Role::Token);
}

bool asynctidy::isTokenSource(QualType Type, const Vocabulary &Words) {
  return hasRole(Words.rolesOf(Type), Role::TokenSource);
}

/// `token` of `std::optional<token>`; null for other types.
static QualType optionalValue(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && isInStd(*Class) && Class->getIdentifier() &&
                 Class->getName() == "optional"
             ? valueTypeOf(Type)
             : QualType();
}

bool asynctidy::takesToken(QualType Parameter, const Vocabulary &Words) {
  const QualType Value = optionalValue(Parameter);
  return isToken(Value.isNull() ? Parameter : Value, Words) &&
         !Parameter->isRValueReferenceType();
}

bool asynctidy::isNoToken(const Expr &Value, const Vocabulary &Words) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (const auto *List = llvm::dyn_cast<InitListExpr>(Plain))
    return List->getNumInits() == 0 ||
           (List->getNumInits() == 1 && isNoToken(*List->getInit(0), Words));
  if (const auto *Cast = llvm::dyn_cast<CXXFunctionalCastExpr>(Plain))
    return isNoToken(*Cast->getSubExpr(), Words);
  if (const auto *Later = llvm::dyn_cast<CXXUnresolvedConstructExpr>(Plain))
    return Later->getNumArgs() == 0;
  if (llvm::isa<CXXScalarValueInitExpr>(Plain))
    return true;
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Plain))
    return llvm::all_of(Made->arguments(), [&](const Expr *Argument) {
      return llvm::isa<CXXDefaultArgExpr>(Argument) ||
             isNoToken(*Argument, Words);
    });
  if (const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain))
    return plainQualifiedName(*Name->getDecl()) == "std::nullopt";
  const auto *Call = llvm::dyn_cast<CallExpr>(Plain);
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  return Callee && Call->getNumArgs() == 0 && Callee->getIdentifier() &&
         Callee->getName() == "none" && isToken(Call->getType(), Words);
}

bool asynctidy::asksForCancellation(const Stmt &Condition,
                                    const Vocabulary &Words) {
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(&Condition);
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  const Expr *Object = Call ? objectOf(*Call) : nullptr;
  if (!Callee || !Object || !Callee->getIdentifier() ||
      !Call->getType()->isBooleanType())
    return false;
  const StringRef Name = Callee->getName();
  const bool Asks = Name.contains_insensitive("requested") ||
                    Name.contains_insensitive("canceled") ||
                    Name.contains_insensitive("cancelled");
  return Asks && !Name.starts_with("can_") &&
         (isToken(Object->getType(), Words) ||
          isTokenSource(Object->getType(), Words));
}

bool asynctidy::mentionsToken(const Stmt *Root, const Vocabulary &Words,
                              llvm::ArrayRef<const ValueDecl *> Except) {
  return containsAny(Root, [&](const Stmt &Part) {
    const ValueDecl *Named = nullptr;
    if (const auto *Name = llvm::dyn_cast<DeclRefExpr>(&Part))
      Named = Name->getDecl();
    else if (const auto *Member = llvm::dyn_cast<MemberExpr>(&Part))
      Named = Member->getMemberDecl();
    return llvm::isa_and_nonnull<VarDecl, FieldDecl>(Named) &&
           takesToken(Named->getType(), Words) &&
           !llvm::is_contained(Except, Named);
  });
}

/// `std::move(t)`, or `t = {}` before \p At: from there on it cancels nothing.
static bool isGivenUp(const ValueDecl &Token, const Body &In, SourceLocation At,
                      const AsyncModel &Model) {
  const Vocabulary &Words = Model.words();
  for (StmtPath Use : usesOf(Token, In)) {
    if (!Model.context().getSourceManager().isBeforeInTranslationUnit(
            Use.back()->getBeginLoc(), At))
      continue;
    for (size_t I = Use.size(); I-- > 1;) {
      const auto *Call = llvm::dyn_cast<CallExpr>(Use[I]);
      if (Call && Call->isCallToStdMove())
        return true;
      if (!llvm::isa<Expr>(Use[I]))
        break;
    }
    const auto *Assignment =
        llvm::dyn_cast_or_null<CXXOperatorCallExpr>(stepOut(Use));
    if (Assignment && Assignment->getOperator() == OO_Equal &&
        Assignment->getNumArgs() == 2 &&
        mentions(Assignment->getArg(0), Token) &&
        isNoToken(*Assignment->getArg(1), Words))
      return true;
  }
  return false;
}

/// The tokens among the members of \p Class that its methods may use.
static llvm::SmallVector<const FieldDecl *, 2>
tokenFields(const CXXRecordDecl &Class, const Vocabulary &Words,
            bool Inherited = false) {
  llvm::SmallVector<const FieldDecl *, 2> Fields;
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (!Definition)
    return Fields;
  for (const FieldDecl *Field : Definition->fields())
    if (Field->getIdentifier() && isToken(Field->getType(), Words) &&
        !(Inherited && Field->getAccess() == AS_private))
      Fields.push_back(Field);
  for (const CXXBaseSpecifier &Base : Definition->bases())
    if (!Base.getType()->isDependentType() &&
        !(Inherited && Base.getAccessSpecifier() == AS_private))
      if (const CXXRecordDecl *BaseClass = classOf(Base.getType()))
        Fields.append(tokenFields(*BaseClass, Words, /*Inherited=*/true));
  return Fields;
}

namespace {

/// Collects the names that are visible at a place, from the inside out.
class Visible {
public:
  Visible(const Body &In, SourceLocation At, AsyncModel &Model)
      : In(In), At(At), Model(Model) {}

  void addScopes(const StmtPath &Path) {
    for (size_t I = Path.size(); I-- > 1;)
      addScope(*Path[I - 1], *Path[I]);
  }

  void addParameters() {
    for (const ParmVarDecl *Parameter : In.Function->parameters())
      add(Parameter, TokenAtHand::Parameter);
  }

  void addCaptures(const LambdaExpr &Lambda) {
    const bool Const = Lambda.getCallOperator()->isConst(); // without `mutable`
    for (const LambdaCapture &Capture : Lambda.captures())
      if (Capture.capturesVariable())
        add(Capture.getCapturedVar(), TokenAtHand::Capture,
            Const && Capture.getCaptureKind() == LCK_ByCopy);
  }

  /// The token among the members of \p Class and its bases, if it is the only
  /// one that may be used.
  void addMember(const CXXRecordDecl &Class, bool Const) {
    const auto Fields = tokenFields(Class, Model.words());
    if (Fields.size() != 1)
      return;
    const FieldDecl &Field = *Fields.front();
    const std::string Name = Field.getNameAsString();
    const bool Hidden = Names.contains(Name);
    Found.push_back(
        {&Field, Hidden ? "this->" + Name : Name, TokenAtHand::Member,
         Const && !Field.isMutable() && !Field.getType()->isReferenceType()});
  }

  llvm::SmallVector<TokenAtHand, 2> Found;

private:
  void add(const ValueDecl *Declared,
           TokenAtHand::Origin From = TokenAtHand::Local, bool Const = false) {
    if (!Declared->getIdentifier() || !Names.insert(Declared->getName()).second)
      return;
    const auto *Variable = llvm::dyn_cast<VarDecl>(Declared);
    const Vocabulary &Words = Model.words();
    if (!Variable || !Variable->hasLocalStorage() ||
        !isToken(Variable->getType(), Words) ||
        Variable->hasAttr<UnusedAttr>() || Variable->isInvalidDecl())
      return;
    const Expr *Init =
        llvm::isa<ParmVarDecl>(Variable) ? nullptr : Variable->getInit();
    if ((Init && isNoToken(*Init, Words)) ||
        isGivenUp(*Variable, In, At, Model))
      return;
    const QualType Plain = Variable->getType().getNonReferenceType();
    Found.push_back({Variable, Variable->getNameAsString(), From,
                     Const || Plain.isConstQualified()});
  }

  void addDeclared(const Stmt *Statement, const Stmt *Until = nullptr) {
    const auto *Declaration = llvm::dyn_cast_or_null<DeclStmt>(Statement);
    if (!Declaration)
      return;
    llvm::SmallVector<const ValueDecl *, 2> Values;
    for (const Decl *One : Declaration->decls()) {
      const auto *Variable = llvm::dyn_cast<VarDecl>(One);
      if (Variable && Until && Variable->getInit() == Until)
        break;
      if (const auto *Value = llvm::dyn_cast<ValueDecl>(One))
        Values.push_back(Value);
      if (const auto *Several = llvm::dyn_cast<DecompositionDecl>(One))
        Values.append(Several->bindings().begin(), Several->bindings().end());
    }
    for (const ValueDecl *Value : llvm::reverse(Values))
      add(Value);
  }

  /// What \p Around declares and \p Child can see.
  void addScope(const Stmt &Around, const Stmt &Child) {
    if (llvm::isa<DeclStmt>(Around)) {
      addDeclared(&Around, &Child);
    } else if (const auto *Block = llvm::dyn_cast<CompoundStmt>(&Around)) {
      llvm::SmallVector<const Stmt *, 16> Before;
      for (const Stmt *One : Block->body()) {
        if (One == &Child)
          break;
        Before.push_back(One);
      }
      for (const Stmt *One : llvm::reverse(Before))
        addDeclared(One);
    } else if (const auto *If = llvm::dyn_cast<IfStmt>(&Around)) {
      addHeader(If->getConditionVariableDeclStmt(), If->getInit(), Child);
    } else if (const auto *Switch = llvm::dyn_cast<SwitchStmt>(&Around)) {
      addHeader(Switch->getConditionVariableDeclStmt(), Switch->getInit(),
                Child);
    } else if (const auto *While = llvm::dyn_cast<WhileStmt>(&Around)) {
      addHeader(While->getConditionVariableDeclStmt(), nullptr, Child);
    } else if (const auto *For = llvm::dyn_cast<ForStmt>(&Around)) {
      addHeader(For->getConditionVariableDeclStmt(), For->getInit(), Child);
    } else if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&Around)) {
      addHeader(&Child == Range->getBody() ? Range->getLoopVarStmt() : nullptr,
                Range->getInit(), Child);
    } else if (const auto *Catch = llvm::dyn_cast<CXXCatchStmt>(&Around)) {
      if (const VarDecl *Error = Catch->getExceptionDecl())
        add(Error);
    }
  }

  void addHeader(const Stmt *Variable, const Stmt *Init, const Stmt &Child) {
    if (&Child == Init)
      return;
    if (&Child != Variable)
      addDeclared(Variable);
    addDeclared(Init);
  }

  const Body &In;
  const SourceLocation At;
  AsyncModel &Model;
  llvm::StringSet<> Names;
};

} // namespace

/// The method whose `this` a lambda has captured, or the function itself.
static const CXXMethodDecl *methodAround(const FunctionDecl &Function) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function);
  while (Method && Method->getParent()->isLambda())
    Method = llvm::dyn_cast_or_null<CXXMethodDecl>(
        Method->getParent()->getParent()->getNonClosureAncestor());
  return Method && !Method->isStatic() ? Method : nullptr;
}

/// In `: count(f())` members may have no value yet.
static bool isInInitializer(const Body &In, const StmtPath &Path) {
  return Path.front() != In.Written;
}

llvm::SmallVector<TokenAtHand, 2> asynctidy::tokensAtHand(const Body &In,
                                                          const StmtPath &Path,
                                                          AsyncModel &Model) {
  if (Path.empty())
    return {};
  Visible Names(In, Path.back()->getBeginLoc(), Model);
  Names.addScopes(Path);
  Names.addParameters();
  bool HasThis = !isInInitializer(In, Path);
  if (const LambdaSite *Site = Model.lambdaSiteOf(*In.Function)) {
    Names.addCaptures(*Site->Lambda);
    HasThis =
        llvm::any_of(Site->Lambda->captures(), [](const LambdaCapture &One) {
          return One.capturesThis();
        });
  }
  if (const CXXMethodDecl *Method = methodAround(*In.Function);
      Method && HasThis)
    Names.addMember(*Method->getParent(), Method->isConst());
  return std::move(Names.Found);
}

bool asynctidy::mayHaveTokens(const Body &In, AsyncModel &Model) {
  const Vocabulary &Words = Model.words();
  auto Is = [&](const VarDecl *One) { return isToken(One->getType(), Words); };
  if (llvm::any_of(In.Function->parameters(), Is) ||
      llvm::any_of(In.Locals, Is))
    return true;
  if (const LambdaSite *Site = Model.lambdaSiteOf(*In.Function))
    for (const LambdaCapture &Capture : Site->Lambda->captures())
      if (Capture.capturesVariable() &&
          isToken(Capture.getCapturedVar()->getType(), Words))
        return true;
  const CXXMethodDecl *Method = methodAround(*In.Function);
  return Method && !tokenFields(*Method->getParent(), Words).empty();
}

llvm::SmallVector<TokenAtHand, 2>
asynctidy::fitting(llvm::ArrayRef<TokenAtHand> Tokens, QualType Parameter) {
  const QualType Value = optionalValue(Parameter);
  const CXXRecordDecl *Wanted = classOf(Value.isNull() ? Parameter : Value);
  const bool Changes = Parameter->isLValueReferenceType() &&
                       !Parameter->getPointeeType().isConstQualified();
  llvm::SmallVector<TokenAtHand, 2> Fit;
  for (const TokenAtHand &One : Tokens) {
    const CXXRecordDecl *Class = classOf(One.Token->getType());
    if (!Wanted || !Class || (Changes && One.IsConst))
      continue;
    if (Class->getCanonicalDecl() == Wanted->getCanonicalDecl() ||
        (Class->hasDefinition() && Class->isDerivedFrom(Wanted)))
      Fit.push_back(One);
  }
  return Fit;
}

/// `auto t = linked.token();` with `auto linked = linked_source(ct);`: what
/// cancels \p Other cancels \p Token, too.
static bool isMadeFrom(const ValueDecl &Token, const ValueDecl &Other,
                       unsigned Depth = 0) {
  const auto *Variable = llvm::dyn_cast<VarDecl>(&Token);
  const Expr *Init = Variable ? Variable->getInit() : nullptr;
  if (!Init || llvm::isa<ParmVarDecl>(Token) || Depth > 3)
    return false;
  return containsAny(Init, [&](const Stmt &Part) {
    if (mentions(&Part, Other))
      return true;
    const auto *Name = llvm::dyn_cast<DeclRefExpr>(&Part);
    return Name && isMadeFrom(*Name->getDecl(), Other, Depth + 1);
  });
}

const TokenAtHand *asynctidy::tokenToPass(llvm::ArrayRef<TokenAtHand> Tokens) {
  if (Tokens.empty())
    return nullptr;
  const TokenAtHand &First = Tokens.front();
  const bool Certain =
      llvm::all_of(Tokens.drop_front(), [&](const TokenAtHand &Other) {
        return (First.From == TokenAtHand::Parameter &&
                Other.From > TokenAtHand::Parameter) ||
               (First.From == TokenAtHand::Capture &&
                Other.From == TokenAtHand::Member) ||
               isMadeFrom(*First.Token, *Other.Token);
      });
  return Certain ? &First : nullptr;
}
