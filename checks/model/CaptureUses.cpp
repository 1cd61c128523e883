#include "checks/model/CaptureUses.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Callables.h"
#include "checks/model/LateUses.h"
#include "checks/model/StmtPath.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace asynctidy;

/// The capture that \p At uses, or null.
static const LambdaCapture *captureUsed(const Stmt &At,
                                        const LambdaExpr &Lambda) {
  const auto *Name = llvm::dyn_cast<DeclRefExpr>(&At);
  const bool IsThis = llvm::isa<CXXThisExpr>(At);
  for (const LambdaCapture &One : Lambda.captures())
    if (IsThis ? One.capturesThis()
               : Name && One.capturesVariable() &&
                     One.getCapturedVar() == Name->getDecl())
      return &One;
  return nullptr;
}

static const Expr *plain(const Expr *Value) {
  return Value ? Value->IgnoreUnlessSpelledInSource() : nullptr;
}

/// `auto &all = captured;`, `for (auto &one : captured.all)`: the variable that
/// goes on naming a part of the capture.
static const VarDecl *aliasMadeOf(const StmtPath &Path) {
  for (size_t At = Path.size(); At-- > 0;) {
    const Stmt *Around = Path[At];
    if (const auto *Declaration = llvm::dyn_cast<DeclStmt>(Around)) {
      const auto *Alias =
          Declaration->isSingleDecl()
              ? llvm::dyn_cast<VarDecl>(Declaration->getSingleDecl())
              : nullptr;
      return Alias && Alias->getType()->isLValueReferenceType() ? Alias
                                                                : nullptr;
    }
    const auto *Member = llvm::dyn_cast<MemberExpr>(Around);
    if (At + 1 == Path.size() || (Member && !Member->isArrow()) ||
        llvm::isa<ImplicitCastExpr, ParenExpr>(Around))
      continue;
    return nullptr;
  }
  return nullptr;
}

namespace {

class Search {
public:
  Search(const LambdaExpr &Lambda, Start Begins, AsyncModel &Model,
         llvm::function_ref<bool(const LambdaCapture &)> Wanted)
      : Lambda(Lambda), Begins(Begins), Model(Model), Wanted(Wanted),
        Of(Model.bodyOf(*Lambda.getCallOperator())) {}

  std::optional<CaptureUse> run() {
    // In the order of the text; of a nested lambda, what it captures.
    containsAny(Of.Written, [&](const Stmt &At) {
      if (const LambdaCapture *Used = captureUsed(At, Lambda);
          Used && Wanted(*Used))
        examine(llvm::cast<Expr>(At), *Used);
      return Found.has_value();
    });
    return Found;
  }

private:
  void examine(const Expr &Use, const LambdaCapture &Used) {
    const bool IsThis = Used.capturesThis();
    CaptureUse Late = {&Use, IsThis ? nullptr : Used.getCapturedVar(), nullptr};
    if (Begins == Start::Lazy) {
      Found = Late;
      return;
    }
    const Suspensions &Points = Model.suspensionsOf(Of);
    if ((Late.Suspended = Points.before(Use))) {
      Found = Late;
      return;
    }
    const StmtPath Path = pathTo(Of, Use);
    if (const Expr *Await = awaitedWith(Use, Used)) {
      Late.Suspended = Await;
      Late.Meanwhile = true;
      Found = Late;
    } else if (const VarDecl *Alias = aliasMadeOf(Path)) {
      examineAlias(*Alias, Path, Late);
    }
  }

  /// `co_await work`: a captured task that cannot be copied ends with the
  /// closure, while it is awaited; so does the callable of `co_await work()`.
  /// `co_await save(order)`: the other coroutine may look at the captured order
  /// meanwhile.
  const Expr *awaitedWith(const Expr &Use, const LambdaCapture &Used) const {
    if (Used.capturesThis() || Used.getCaptureKind() == LCK_ByRef)
      return nullptr;
    const QualType Type = Used.getCapturedVar()->getType();
    const bool IsOwner = !Type->isReferenceType() &&
                         Model.types().isTask(Type) && isMoveOnly(Type);
    for (const Expr *Await : Of.Awaits) {
      const Expr *Awaited = plain(operandOf(*Await));
      const auto *Call = llvm::dyn_cast<CallExpr>(Awaited);
      if ((IsOwner && Awaited == &Use) ||
          (Call && (lends(*Call, Use) || callsOwner(*Call, Use, Type))))
        return Await;
    }
    return nullptr;
  }

  /// `work()`, `std::invoke(work, 1)`: what it may call is a coroutine that has
  /// captures of its own, a std::function or whatever a template is given.
  bool callsOwner(const CallExpr &Call, const Expr &Use, QualType Type) const {
    if (!Type->isDependentType() &&
        !hasRole(Model.words().rolesOf(Type), Role::Callable))
      return false;
    const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
    const Expr *Called = Operator && Operator->getOperator() == OO_Call
                             ? Operator->getArg(0)
                         : nameInStd(Call) == "invoke" && Call.getNumArgs() > 0
                             ? Call.getArg(0)
                             : Call.getCallee();
    return plain(Called) == &Use;
  }

  /// The task that \p Call makes refers to what \p Use names, and uses it late.
  bool lends(const CallExpr &Call, const Expr &Use) const {
    return llvm::any_of(borrowsOf(Call, Model), [&](const Borrow &Lent) {
      return (Lent.How == Borrow::Reference || Lent.How == Borrow::Object) &&
             isPartOf(*Lent.Value, Use) &&
             lateUseOf(Lent, Model).Found == LateUse::Yes;
    });
  }

  /// `order` and `order.lines` of the use `order`; nothing that is made of it.
  static bool isPartOf(const Expr &Value, const Expr &Use) {
    const Expr *Plain = Value.IgnoreParens();
    if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(Plain))
      return isPartOf(*Cast->getSubExpr(), Use);
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain))
      return !Member->isArrow() && isPartOf(*Member->getBase(), Use);
    return Plain == &Use;
  }

  static bool isMoveOnly(QualType Type) {
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    return Class && Class->hasDefinition() &&
           !Class->hasSimpleCopyConstructor() &&
           llvm::none_of(Class->ctors(), [](const CXXConstructorDecl *One) {
             return One->isCopyConstructor() && !One->isDeleted();
           });
  }

  // `for (auto &one : captured) co_await send(one);` goes on in the capture.
  void examineAlias(const VarDecl &Alias, const StmtPath &Path,
                    CaptureUse Late) {
    for (const CXXForRangeStmt *Loop : Of.RangeLoops)
      if (llvm::is_contained(Path, Loop))
        for (const Expr *Await : Of.Awaits)
          if (containsAny(Loop->getBody(),
                          [&](const Stmt &At) { return &At == Await; })) {
            Late.Suspended = Await;
            Found = Late;
            return;
          }
    for (const StmtPath &Way : usesOf(Alias, Of))
      if (const Expr *Suspended = Model.suspensionsOf(Of).before(*Way.back())) {
        Late.Suspended = Suspended;
        Late.Use = llvm::cast<Expr>(Way.back());
        Found = Late;
        return;
      }
  }

  const LambdaExpr &Lambda;
  const Start Begins;
  AsyncModel &Model;
  llvm::function_ref<bool(const LambdaCapture &)> Wanted;
  const Body &Of;
  std::optional<CaptureUse> Found;
};

} // namespace

std::optional<CaptureUse> asynctidy::firstCaptureUse(
    const LambdaExpr &Lambda, Start Begins, AsyncModel &Model,
    llvm::function_ref<bool(const LambdaCapture &)> Wanted) {
  return Search(Lambda, Begins, Model, Wanted).run();
}
