#include "checks/model/TokenSources.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Cleanup.h"
#include "checks/model/TokenTakers.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

bool asynctidy::isFreshSource(const VarDecl &Source, const Vocabulary &Words) {
  const QualType Type = Source.getType();
  if (Type->isReferenceType() || !isTokenSource(Type, Words) ||
      !Source.hasLocalStorage() || llvm::isa<ParmVarDecl>(Source) ||
      !Source.getInit() || !Source.getIdentifier())
    return false;
  const Expr *Init = Source.getInit()->IgnoreUnlessSpelledInSource();
  if (const auto *Cast = llvm::dyn_cast<CXXFunctionalCastExpr>(Init))
    Init = Cast->getSubExpr()->IgnoreUnlessSpelledInSource();
  if (const auto *List = llvm::dyn_cast<InitListExpr>(Init))
    return List->getNumInits() == 0;
  const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Init);
  // A time limit is no link; anything else may be one.
  return Made && llvm::all_of(Made->arguments(), [](const Expr *One) {
           const CXXRecordDecl *Class = classOf(One->getType());
           return llvm::isa<CXXDefaultArgExpr>(One) ||
                  One->getType()->isArithmeticType() ||
                  (Class && StringRef(plainQualifiedName(*Class))
                                .starts_with("std::chrono::"));
         });
}

/// The call whose callee is `Path.back().name`; null for another use.
static const CXXMemberCallExpr *callOn(StmtPath &Path) {
  const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(stepOut(Path));
  return Member ? llvm::dyn_cast_or_null<CXXMemberCallExpr>(stepOut(Path))
                : nullptr;
}

/// One of the parameters is for a token.
static bool takesAnyToken(const Invocation &Call, const Vocabulary &Words) {
  return Call.Callee &&
         llvm::any_of(Call.Callee->parameters(), [&](const ParmVarDecl *One) {
           return takesToken(One->getType(), Words);
         });
}

namespace {

/// Follows a source and its tokens through a body.
class SourceUses {
public:
  SourceUses(const Body &In, AsyncModel &Model) : In(In), Model(Model) {}

  void follow(const VarDecl &Source) {
    Own.push_back(&Source);
    for (const StmtPath &Use : usesOf(Source, In))
      addSourceUse(Use);
  }

  bool MayBeLinked = false;
  const Expr *Taker = nullptr;

private:
  void addSourceUse(StmtPath Use) {
    const StmtPath Whole = Use;
    const CXXMemberCallExpr *Call = callOn(Use);
    // A lambda that has the source, or a function that gets it, may link it.
    if (!Call || isInLambda(Whole) || mentionsOther(Call->arguments())) {
      MayBeLinked = true;
      return;
    }
    if (isToken(Call->getType(), Model.words()))
      addTokenUse(Use);
    else
      MayBeLinked |= isUnderToken(Use);
  }

  /// \p Use leads to `source.token()` or to a variable that holds it.
  void addTokenUse(StmtPath Use) {
    const StmtPath Whole = Use;
    const auto *Value = llvm::cast<Expr>(Use.back());
    const Stmt *Around = stepOut(Use);
    if (const auto *Declaration = llvm::dyn_cast_or_null<DeclStmt>(Around)) {
      for (const Decl *One : Declaration->decls())
        if (const auto *Local = llvm::dyn_cast<VarDecl>(One);
            Local && Local->getInit() && isWithin(*Local->getInit(), *Value))
          followToken(*Local);
      return;
    }
    const auto *Taken = llvm::dyn_cast_or_null<Expr>(Around);
    if (!Taken || isInLambda(Whole))
      return;
    const Invocation Call(*Taken);
    if (!takesAnyToken(Call, Model.words()))
      return;
    if (mentionsOther(Call.Arguments) || isBesideToken(Use)) {
      MayBeLinked = true;
      return;
    }
    if (!isCleanupFunction(*Call.Callee) && !Taker)
      Taker = Taken;
  }

  void followToken(const VarDecl &Token) {
    if (llvm::is_contained(Own, &Token))
      return;
    Own.push_back(&Token);
    for (const StmtPath &Use : usesOf(Token, In))
      addTokenUse(Use);
  }

  static bool isWithin(const Expr &Root, const Expr &Inner) {
    return containsAny(&Root,
                       [&](const Stmt &Part) { return &Part == &Inner; });
  }
  static bool isInLambda(const StmtPath &Path) {
    return llvm::any_of(
        Path, [](const Stmt *One) { return llvm::isa<LambdaExpr>(One); });
  }
  template <typename Range> bool mentionsOther(Range Arguments) const {
    return llvm::any_of(Arguments, [&](const Expr *One) {
      return mentionsToken(One, Model.words(), Own);
    });
  }
  /// Some call around has the caller's token among its arguments.
  bool isBesideToken(const StmtPath &Path) const {
    for (const Stmt *Around : llvm::reverse(Path)) {
      if (!llvm::isa<Expr>(Around))
        return false;
      if (const auto *Call = llvm::dyn_cast<CallExpr>(Around);
          Call && mentionsOther(Call->arguments()))
        return true;
    }
    return false;
  }
  /// `if (ct.stop_requested()) source.request_stop();`
  bool isUnderToken(const StmtPath &Path) const {
    return llvm::any_of(Path, [&](const Stmt *Around) {
      const Expr *Condition = nullptr;
      if (const auto *If = llvm::dyn_cast<IfStmt>(Around))
        Condition = If->getCond();
      if (const auto *While = llvm::dyn_cast<WhileStmt>(Around))
        Condition = While->getCond();
      return mentionsToken(Condition, Model.words(), Own);
    });
  }

  const Body &In;
  AsyncModel &Model;
  llvm::SmallVector<const ValueDecl *, 2> Own;
};

} // namespace

/// `auto t = source.token();` of a source that is made in this body.
static bool isOfLocalSource(const TokenAtHand &Token, const Vocabulary &Words) {
  const auto *Variable = llvm::dyn_cast<VarDecl>(Token.Token);
  return Token.From == TokenAtHand::Local && Variable &&
         containsAny(Variable->getInit(), [&](const Stmt &Part) {
           const auto *Name = llvm::dyn_cast<DeclRefExpr>(&Part);
           const auto *Source =
               Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
           return Source && isFreshSource(*Source, Words);
         });
}

std::optional<Unlinked> asynctidy::unlinkedSource(const VarDecl &Source,
                                                  const Body &In,
                                                  AsyncModel &Model) {
  if (!isFreshSource(Source, Model.words()))
    return std::nullopt;
  SourceUses Uses(In, Model);
  Uses.follow(Source);
  if (Uses.MayBeLinked || !Uses.Taker)
    return std::nullopt;
  const StmtPath Path = pathTo(In, *Source.getInit());
  Unlinked Found{Uses.Taker, tokensAtHand(In, Path, Model)};
  llvm::erase_if(Found.Tokens, [&](const TokenAtHand &One) {
    return isOfLocalSource(One, Model.words());
  });
  // Tokens of another library cannot be linked with it.
  const Invocation Call(*Uses.Taker);
  for (const ParmVarDecl *Parameter : Call.Callee->parameters())
    if (takesToken(Parameter->getType(), Model.words()))
      Found.Tokens = fitting(Found.Tokens, Parameter->getType());
  if (Found.Tokens.empty() || isCleanupCode(In, Path, Model) ||
      isCleanupCode(In, pathTo(In, *Uses.Taker), Model))
    return std::nullopt;
  return Found;
}

static bool isTokenArgument(const Expr *Argument, const Vocabulary &Words) {
  return Argument && !llvm::isa<CXXDefaultArgExpr>(Argument) &&
         takesToken(Argument->getType(), Words) && !isNoToken(*Argument, Words);
}

/// `x.with_token(t)`, `with_token(x, t)`, `when_any(x, canceled(t))`: the call
/// at \p Around gets a token for \p Value.
static bool givesToken(const Stmt &Around, const Vocabulary &Words) {
  const auto *Call = llvm::dyn_cast<CallExpr>(&Around);
  if (!Call)
    return false;
  if (hasRole(Words.rolesOf(*Call), Role::Races))
    return llvm::any_of(Call->arguments(), [&](const Expr *One) {
      return mentionsToken(One, Words);
    });
  return llvm::any_of(Call->arguments(), [&](const Expr *One) {
    return isTokenArgument(One, Words);
  });
}

/// A task or a stream can be given a token as long as nobody awaits it.
static bool isPending(QualType Type, AsyncModel &Model) {
  return Model.types().isAwaitable(Type) ||
         hasRole(Model.words().rolesOf(Type), Role::Stream);
}

/// `auto t = f(); ... with_token(t, ct)`, `auto q = f(); q.with_token(ct);`
static bool getsTokenLater(const VarDecl &Local, const Body &In,
                           AsyncModel &Model) {
  return llvm::any_of(usesOf(Local, In), [&](StmtPath Use) {
    const Stmt *Taken = stepOut(Use);
    const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(Taken);
    if (Member)
      Taken = stepOut(Use);
    const std::string Name =
        Member ? Member->getMemberNameInfo().getAsString() : "";
    return Taken && givesToken(*Taken, Model.words()) &&
           (isPending(Local.getType(), Model) ||
            StringRef(Name).contains_insensitive("token") ||
            StringRef(Name).contains_insensitive("cancel"));
  });
}

bool asynctidy::getsTokenLater(const StmtPath &Path, const Body &In,
                               AsyncModel &Model) {
  const auto *Value = llvm::dyn_cast<Expr>(Path.back());
  StmtPath Way = Path;
  while (const Stmt *Around = stepOut(Way)) {
    if (const auto *Declaration = llvm::dyn_cast<DeclStmt>(Around)) {
      const auto *Local =
          Declaration->isSingleDecl()
              ? llvm::dyn_cast<VarDecl>(Declaration->getSingleDecl())
              : nullptr;
      return Local && ::getsTokenLater(*Local, In, Model);
    }
    if (llvm::isa<MemberExpr>(Around)) // `f().limit(3)`: the call comes next
      continue;
    const auto *Call = llvm::dyn_cast<CallExpr>(Around);
    if (!Value || !Call)
      return false;
    const Expr *Object = objectOf(*Call);
    const bool OnIt = Object && containsAny(Object, [&](const Stmt &Part) {
                        return &Part == Value;
                      });
    // Of `save(load(id), t)` nothing gets to `load`.
    if (!OnIt && !isPending(typeOf(*Value), Model))
      return false;
    if (givesToken(*Call, Model.words()))
      return true;
    Value = Call;
  }
  return false;
}

const CXXMethodDecl *asynctidy::tokenSetterOf(const CXXRecordDecl &Stream,
                                              const Vocabulary &Words) {
  const CXXRecordDecl *Class = Stream.getDefinition();
  if (!Class)
    return nullptr;
  for (const CXXMethodDecl *Method : Class->methods())
    if (Method->getIdentifier() && Method->getAccess() == AS_public &&
        Method->getNumParams() == 1 && !Method->isStatic() &&
        !llvm::isa<CXXConstructorDecl>(Method) &&
        StringRef(Method->getName()).starts_with_insensitive("with") &&
        takesToken(Method->getParamDecl(0)->getType(), Words))
      return Method;
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (const CXXRecordDecl *BaseClass = classOf(Base.getType()))
      if (const CXXMethodDecl *Method = tokenSetterOf(*BaseClass, Words))
        return Method;
  return nullptr;
}

/// `next`, `begin`, `async_next`, `operator()`: asks for an element.
static bool isNext(const FunctionDecl &Function) {
  const IdentifierInfo *Name = Function.getIdentifier();
  return Name && (Name->getName().contains_insensitive("next") ||
                  Name->getName() == "begin");
}

/// The stream may have got a token: where it was made, or by a call on it.
static bool mayHaveToken(const VarDecl &Stream, const Body &In,
                         AsyncModel &Model) {
  const Vocabulary &Words = Model.words();
  if (!llvm::isa<ParmVarDecl>(Stream)) {
    // Whoever took a token and was given none is the one to report.
    const bool Takes = containsAny(Stream.getInit(), [&](const Stmt &Part) {
      const auto *Value = llvm::dyn_cast<Expr>(&Part);
      if (!Value)
        return false;
      const Invocation Call(*Value);
      return (Call.Callee && llvm::any_of(Call.Callee->parameters(),
                                          [&](const ParmVarDecl *One) {
                                            return takesToken(One->getType(),
                                                              Words);
                                          })) ||
             emptySlotOf(Call, In, Model);
    });
    if (Takes || !Stream.getInit() || mentionsToken(Stream.getInit(), Words))
      return true;
  }
  return llvm::any_of(usesOf(Stream, In), [&](StmtPath Use) {
    if (llvm::any_of(
            Use, [](const Stmt *One) { return llvm::isa<LambdaExpr>(One); }))
      return true;
    const Stmt *Around = stepOut(Use);
    if (!llvm::isa_and_nonnull<MemberExpr>(Around))
      return true; // passed on, moved, assigned
    const auto *Call = llvm::dyn_cast_or_null<Expr>(stepOut(Use));
    return Call && takesAnyToken(Invocation(*Call), Words);
  });
}

const VarDecl *asynctidy::streamWithoutToken(const CallExpr &Next,
                                             const Body &In,
                                             AsyncModel &Model) {
  const FunctionDecl *Callee = calleeOf(Next);
  const Expr *Object = objectOf(Next);
  if (!Callee || !Object || !isNext(*Callee))
    return nullptr;
  const auto *Name = llvm::dyn_cast<DeclRefExpr>(Object);
  const auto *Stream =
      Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  const CXXRecordDecl *Class = Stream ? classOf(Stream->getType()) : nullptr;
  if (!Class || !Stream->hasLocalStorage() || Stream->isInvalidDecl() ||
      !hasRole(Model.words().rolesOf(*Class), Role::Stream) ||
      !tokenSetterOf(*Class, Model.words()) || mayHaveToken(*Stream, In, Model))
    return nullptr;
  return Stream;
}
