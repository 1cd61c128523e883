#include "checks/fixit/TaskReturn.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/FunctionUses.h"
#include "checks/model/LibraryTask.h"
#include "checks/model/Spelling.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Tokens.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace asynctidy;

/// The type is this function's own affair.
static bool mayChangeType(const FunctionDecl &Function,
                          const FunctionUses &Uses) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function);
  if (Method && (Method->isVirtual() || Method->getParent()->isLambda()))
    return false;
  return Function.getTemplatedKind() == FunctionDecl::TK_NonTemplate &&
         !Function.isDependentContext() && Uses.isOnlyCalled(Function);
}

/// Where \p One spells its return type, before or after its parameters; invalid
/// if there is more to it than a name, or if it is not in the main file.
static SourceRange spelledReturn(const FunctionDecl &One,
                                 const SourceManager &Sources) {
  const FunctionTypeLoc Type = One.getFunctionTypeLoc();
  if (!Type || Type.getReturnLoc().getAs<QualifiedTypeLoc>() ||
      One.getReturnType()->getContainedAutoType())
    return {};
  const SourceRange Range = Type.getReturnLoc().getSourceRange();
  return isSpelledInFile(Range) && Sources.isInMainFile(Range.getBegin())
             ? Range
             : SourceRange();
}

/// `save();` as a statement, also as the left of a comma: what else takes the
/// value of the call would have another one.
static bool standsAlone(const CallExpr &Call, ASTContext &Context) {
  DynTypedNode Node = DynTypedNode::create(Call);
  while (true) {
    const DynTypedNodeList Parents = Context.getParents(Node);
    if (Parents.size() != 1)
      return false;
    const DynTypedNode Child = Node;
    Node = Parents[0];
    const auto *Value = Node.get<Expr>();
    if (!Value)
      return Node.get<Stmt>() != nullptr;
    if (const auto *Comma = llvm::dyn_cast<BinaryOperator>(Value)) {
      if (!Comma->isCommaOp())
        return false;
      if (Comma->getLHS() == Child.get<Expr>())
        return true;
    } else if (!llvm::isa<FullExpr, CXXBindTemporaryExpr, ParenExpr>(Value) &&
               !Value->getType()->isVoidType()) {
      return false;
    }
  }
}

static bool isDiscardedIn(const CallSite &Site, const Body &In) {
  return llvm::any_of(In.Discards, [&](const Discard &Dropped) {
    return Dropped.Value == Site.Call && Dropped.Said != Consent::Ignore;
  });
}

/// `while (true)`, `while (!stop.stop_requested())`: whoever awaited it would
/// not go on before the end of the program.
static bool runsOn(const Body &Of, const Vocabulary &Words) {
  return containsAny(Of.Written, [&](const Stmt &Part) {
    const Expr *Goes = nullptr;
    if (const auto *While = llvm::dyn_cast<WhileStmt>(&Part))
      Goes = While->getCond();
    else if (const auto *Do = llvm::dyn_cast<DoStmt>(&Part))
      Goes = Do->getCond();
    else if (const auto *For = llvm::dyn_cast<ForStmt>(&Part))
      Goes = For->getCond();
    else
      return false;
    const auto *Constant = llvm::dyn_cast_or_null<CXXBoolLiteralExpr>(
        Goes ? Goes->IgnoreParenImpCasts() : nullptr);
    return !Goes || (Constant && Constant->getValue()) ||
           containsAny(Goes, [&](const Stmt &One) {
             return asksForCancellation(One, Words);
           });
  });
}

TaskReturn asynctidy::taskReturnInstead(const Body &Coroutine,
                                        const FunctionUses &Uses,
                                        const AsyncModel &Model) {
  const FunctionDecl &Function = *Coroutine.Function;
  const SourceManager &Sources = Model.context().getSourceManager();
  const LibraryTask Task = libraryTaskFor(Function, Model);
  TaskReturn Result;
  Result.Task = Task.Name;
  if (Task.Name.empty() || !mayChangeType(Function, Uses))
    return Result;
  auto MayAwait = [&](QualType By, QualType Awaited) {
    return Model.types().isAwaitableIn(By, Awaited);
  };
  bool Possible = llvm::all_of(Coroutine.Awaits, [&](const Expr *Await) {
    return MayAwait(Task.Type, typeOf(*operandOf(*Await)));
  });
  for (const FunctionDecl *One : Function.redecls()) {
    const SourceRange Type = spelledReturn(*One, Sources);
    Possible &= Type.isValid();
    Result.Fix.push_back(FixItHint::CreateReplacement(Type, Task.Name));
  }
  for (const auto &[In, Site] : Uses.callersOf(Function)) {
    const bool Itself = In == &Coroutine;
    const SourceLocation At = Site->Call->getBeginLoc();
    if (!In->IsCoroutine || Site->AwaitForbidden) {
      Result.InTheWay = Site;
      Result.Caller = In;
      Possible = false;
      break;
    }
    Possible &= Itself || !runsOn(Coroutine, Model.words());
    Possible &=
        (Itself || MayAwait(In->Function->getReturnType(), Task.Type)) &&
        isDiscardedIn(*Site, *In) &&
        standsAlone(*Site->Call, Model.context()) && !At.isMacroID() &&
        Sources.isInMainFile(At);
    Result.Fix.push_back(FixItHint::CreateInsertion(At, "co_await "));
  }
  if (!Possible)
    Result.Fix.clear();
  return Result;
}
