#include "checks/model/Callables.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// Values are followed this deep; a variable may be made from itself.
static constexpr unsigned MaxDepth = 8;

StringRef asynctidy::nameInStd(const CallExpr &Call) {
  const NamedDecl *Callee = calleeOf(Call);
  // `std::move(f)` in a template, where f's type is not known yet.
  const auto *Unresolved = llvm::dyn_cast<UnresolvedLookupExpr>(
      Call.getCallee()->IgnoreParenImpCasts());
  if (!Callee && Unresolved && Unresolved->getNumDecls() > 0)
    Callee = *Unresolved->decls_begin();
  return Callee && Callee->getIdentifier() && isInStd(*Callee)
             ? Callee->getName()
             : StringRef();
}

/// The call operator of a lambda or of a class of the user's own.
static const FunctionDecl *callOperatorOf(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  if (!Class || !Class->hasDefinition() || isInStd(*Class))
    return nullptr;
  if (Class->isLambda())
    return Class->getLambdaCallOperator();
  const FunctionDecl *Only = nullptr;
  for (const CXXMethodDecl *Method : Class->methods()) {
    if (Method->getOverloadedOperator() != OO_Call)
      continue;
    if (Only) // which one is called is not known here
      return nullptr;
    Only = Method;
  }
  return Only;
}

/// `std::bind(f, 1)`, `std::move(f)`: calling it calls its first argument.
static bool wrapsFirstArgument(StringRef Name) {
  static const llvm::StringSet<> Wrappers = {
      "move", "forward",    "ref",       "cref",   "as_const",
      "bind", "bind_front", "bind_back", "mem_fn", "exchange"};
  return Wrappers.contains(Name);
}

static void collect(const Expr &Value, unsigned Depth,
                    llvm::SmallVectorImpl<Callable> &Result) {
  if (Depth > MaxDepth)
    return;
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  auto Inside = [&](const Expr *Part) {
    if (Part)
      collect(*Part, Depth + 1, Result);
  };
  if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(Plain)) {
    if (const FunctionDecl *Operator = Lambda->getCallOperator())
      Result.push_back({Operator});
    return;
  }
  if (const auto *Address = llvm::dyn_cast<UnaryOperator>(Plain);
      Address &&
      (Address->getOpcode() == UO_AddrOf || Address->getOpcode() == UO_Plus))
    return Inside(Address->getSubExpr());
  if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(Plain))
    return Inside(Cast->getSubExpr());
  if (const auto *Choice = llvm::dyn_cast<AbstractConditionalOperator>(Plain)) {
    Inside(Choice->getTrueExpr());
    return Inside(Choice->getFalseExpr());
  }
  if (const FunctionDecl *Operator = callOperatorOf(Plain->getType())) {
    Result.push_back({Operator});
    return;
  }
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain)) {
    if (const auto *Function = llvm::dyn_cast<FunctionDecl>(Use->getDecl()))
      Result.push_back({Function});
    else if (const auto *Parameter =
                 llvm::dyn_cast<ParmVarDecl>(Use->getDecl()))
      Result.push_back({nullptr, Parameter});
    else if (const auto *Variable = llvm::dyn_cast<VarDecl>(Use->getDecl()))
      Inside(Variable->getInit());
    return;
  }
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Plain)) {
    if (Call->getNumArgs() > 0 && wrapsFirstArgument(nameInStd(*Call)))
      Inside(Call->getArg(0));
    return;
  }
  // `std::function<void()>(f)`, `std::function<void()>{f}`
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Plain)) {
    if (Made->getNumArgs() > 0 && isInStd(*Made->getConstructor()))
      Inside(Made->getArg(0));
  } else if (const auto *List = llvm::dyn_cast<InitListExpr>(Plain)) {
    if (List->getNumInits() == 1)
      Inside(List->getInit(0));
  } else if (const auto *Several = llvm::dyn_cast<ParenListExpr>(Plain)) {
    // `[f(std::move(f))]` in a template
    if (Several->getNumExprs() == 1)
      Inside(Several->getExpr(0));
  }
}

llvm::SmallVector<Callable, 1> asynctidy::callablesIn(const Expr &Value) {
  llvm::SmallVector<Callable, 1> Result;
  collect(Value, 0, Result);
  return Result;
}

const ParmVarDecl *asynctidy::parameterCalled(const CallExpr &Call) {
  const Expr *Called = Call.getCallee();
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (Operator->getOperator() != OO_Call)
      return nullptr;
    Called = Operator->getArg(0);
  } else if (nameInStd(Call) == "invoke" && Call.getNumArgs() > 0) {
    Called = Call.getArg(0);
  } else if (Call.getDirectCallee()) {
    return nullptr;
  }
  const auto Callables = callablesIn(*Called);
  return Callables.size() == 1 ? Callables.front().Parameter : nullptr;
}

llvm::ArrayRef<const Expr *> asynctidy::argumentsFor(const CallExpr &Call) {
  const llvm::ArrayRef<const Expr *> All(Call.getArgs(), Call.getNumArgs());
  const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
  const FunctionDecl *Callee = calleeOf(Call);
  const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Callee);
  return Operator && !All.empty() && (!Method || !Method->isStatic())
             ? All.drop_front()
             : All;
}
