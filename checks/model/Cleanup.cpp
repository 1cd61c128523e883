#include "checks/model/Cleanup.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Tokens.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// "close", "async" of `closeAsync`, `close_async`.
static llvm::SmallVector<std::string, 4> wordsOf(StringRef Name) {
  llvm::SmallVector<std::string, 4> Words(1);
  for (const char C : Name) {
    if ((C == '_' || llvm::isUpper(C)) && !Words.back().empty())
      Words.emplace_back();
    if (C != '_')
      Words.back() += llvm::toLower(C);
  }
  if (Words.back().empty())
    Words.pop_back();
  return Words;
}

bool asynctidy::isCleanupFunction(const FunctionDecl &Function) {
  static const llvm::StringSet<> Verbs = {
      "close",  "rollback", "dispose",    "shutdown", "release", "cleanup",
      "undo",   "teardown", "compensate", "revert",   "destroy", "abort",
      "cancel", "stop",     "terminate",  "finalize", "unlock",  "disconnect",
      "dtor",   "kill",     "drain"};
  // The second halves of "roll back" and "shut down", and what may come first.
  static const llvm::StringSet<> Pairs = {"rollback", "shutdown", "cleanup",
                                          "teardown", "tidyup"};
  static const llvm::StringSet<> Prefixes = {"async", "co", "try", "do", "on"};
  if (llvm::isa<CXXDestructorDecl>(Function))
    return true;
  if (!Function.getIdentifier())
    return false;
  auto Words = wordsOf(Function.getName());
  while (Words.size() > 1 && Prefixes.contains(Words.front()))
    Words.erase(Words.begin());
  if (Words.size() > 1 && Words.back() == "async")
    Words.pop_back();
  if (Words.empty())
    return false;
  return Verbs.contains(Words.front()) || Verbs.contains(Words.back()) ||
         (Words.size() > 1 && Pairs.contains(Words[0] + Words[1]));
}

/// If \p Condition is \p Is, a token may have been found canceled.
static bool mayMeanCanceled(const Expr *Condition, bool Is,
                            const Vocabulary &Words) {
  if (!Condition)
    return false;
  const Expr *Plain = Condition->IgnoreUnlessSpelledInSource();
  if (const auto *Not = llvm::dyn_cast<UnaryOperator>(Plain))
    return Not->getOpcode() == UO_LNot &&
           mayMeanCanceled(Not->getSubExpr(), !Is, Words);
  if (const auto *Both = llvm::dyn_cast<BinaryOperator>(Plain))
    return Both->isLogicalOp() && (mayMeanCanceled(Both->getLHS(), Is, Words) ||
                                   mayMeanCanceled(Both->getRHS(), Is, Words));
  // `const bool stopped = t.stop_requested(); if (stopped) ...`
  if (const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain))
    if (const auto *Flag = llvm::dyn_cast<VarDecl>(Name->getDecl());
        Flag && Flag->hasLocalStorage() && Flag->getType()->isBooleanType() &&
        Flag->getInit() != Condition)
      return Is && containsAny(Flag->getInit(), [&](const Stmt &Part) {
               return asksForCancellation(Part, Words);
             });
  return Is && asksForCancellation(*Plain, Words);
}

/// The last thing that \p Statement does is to leave what is around it.
static bool leaves(const Stmt *Statement) {
  if (const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(Statement))
    return !Block->body_empty() && leaves(Block->body_back());
  if (const auto *Value = llvm::dyn_cast_or_null<Expr>(Statement))
    Statement = Value->IgnoreUnlessSpelledInSource();
  return llvm::isa_and_nonnull<ReturnStmt, CoreturnStmt, BreakStmt,
                               ContinueStmt, CXXThrowExpr>(Statement);
}

/// Coming to \p Inner of \p Around took a token that was found canceled:
/// `if (t.stop_requested()) Inner`.
static bool entersCanceled(const Stmt &Around, const Stmt &Inner,
                           const Vocabulary &Words) {
  if (const auto *If = llvm::dyn_cast<IfStmt>(&Around))
    return (&Inner == If->getThen() &&
            mayMeanCanceled(If->getCond(), true, Words)) ||
           (&Inner == If->getElse() &&
            mayMeanCanceled(If->getCond(), false, Words));
  if (const auto *While = llvm::dyn_cast<WhileStmt>(&Around))
    return &Inner == While->getBody() &&
           mayMeanCanceled(While->getCond(), true, Words);
  if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(&Around))
    return (&Inner == Choice->getTrueExpr() &&
            mayMeanCanceled(Choice->getCond(), true, Words)) ||
           (&Inner == Choice->getFalseExpr() &&
            mayMeanCanceled(Choice->getCond(), false, Words));
  const auto *Both = llvm::dyn_cast<BinaryOperator>(&Around);
  return Both && Both->isLogicalOp() && &Inner == Both->getRHS() &&
         mayMeanCanceled(Both->getLHS(), Both->getOpcode() == BO_LAnd, Words);
}

/// `delay(1s)` between two attempts tidies nothing up.
static bool isPause(const Stmt &Statement) {
  const auto *Call = llvm::dyn_cast<CallExpr>(&Statement);
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  if (!Callee || !Callee->getIdentifier())
    return false;
  return llvm::any_of(wordsOf(Callee->getName()), [](const std::string &Word) {
    return Word == "delay" || Word == "sleep" || Word == "backoff";
  });
}

/// `until_canceled(t)`, `wait_for_stop(t)`, and `ready.wait(lock, t, [] {
/// return false; })`: they come back when the token is canceled.
static bool waitsForCancellation(const Stmt &Statement,
                                 const Vocabulary &Words) {
  const auto *Call = llvm::dyn_cast<CallExpr>(&Statement);
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  const Expr *Object = Call ? objectOf(*Call) : nullptr;
  if (!Callee || !Callee->getIdentifier() ||
      !((Object && isToken(Object->getType(), Words)) ||
        llvm::any_of(Call->arguments(), [&](const Expr *One) {
          return isToken(One->getType(), Words);
        })))
    return false;
  static const llvm::StringSet<> Firsts = {"wait",     "until",     "when",
                                           "canceled", "cancelled", "stopped"};
  const StringRef Name = Callee->getName();
  const auto Parts = wordsOf(Name);
  if (Parts.empty() || !Firsts.contains(Parts.front())) // `_(text)`
    return false;
  return Name.contains_insensitive("cancel") ||
         Name.contains_insensitive("stop") ||
         llvm::any_of(Call->arguments(), [&](const Expr *One) {
           const auto *Until =
               llvm::dyn_cast<LambdaExpr>(One->IgnoreUnlessSpelledInSource());
           return Until && containsAny(Until->getBody(), [&](const Stmt &Part) {
                    const auto *Return = llvm::dyn_cast<ReturnStmt>(&Part);
                    const auto *Never =
                        Return ? llvm::dyn_cast_or_null<CXXBoolLiteralExpr>(
                                     Return->getRetValue())
                               : nullptr;
                    return (Never && !Never->getValue()) ||
                           asksForCancellation(Part, Words);
                  });
         });
}

/// `catch (const operation_canceled &) {}`: goes on, though it was canceled.
static bool keepsCancellation(const CXXTryStmt &Try) {
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I) {
    const CXXCatchStmt &Handler = *Try.getHandler(I);
    const CXXRecordDecl *Class =
        Handler.getExceptionDecl() ? classOf(Handler.getCaughtType()) : nullptr;
    if (Class && Class->getIdentifier() &&
        Class->getName().contains_insensitive("cancel") &&
        !leaves(Handler.getHandlerBlock()))
      return true;
  }
  return false;
}

/// What comes after \p Earlier may do so because a token was found canceled:
/// `while (!t.stop_requested()) ...`, `if (!t.stop_requested()) return;`.
static bool endsCanceled(const Stmt &Earlier, const Vocabulary &Words) {
  const Expr *Goes = nullptr;
  if (const auto *While = llvm::dyn_cast<WhileStmt>(&Earlier))
    Goes = While->getCond();
  if (const auto *Do = llvm::dyn_cast<DoStmt>(&Earlier))
    Goes = Do->getCond();
  if (const auto *For = llvm::dyn_cast<ForStmt>(&Earlier))
    Goes = For->getCond();
  if (mayMeanCanceled(Goes, false, Words))
    return true;
  if (llvm::isa<Expr>(Earlier))
    return containsAny(&Earlier, [&](const Stmt &Part) {
      return waitsForCancellation(Part, Words);
    });
  // `for (auto &o : orders) { if (t.stop_requested()) break; ... }`
  if (llvm::isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Earlier))
    return containsAny(&Earlier, [&](const Stmt &Part) {
      const auto *If = llvm::dyn_cast<IfStmt>(&Part);
      const Stmt *Then = If ? If->getThen() : nullptr;
      if (const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(Then))
        Then = Block->body_empty() ? nullptr : Block->body_back();
      return llvm::isa_and_nonnull<BreakStmt>(Then) &&
             mayMeanCanceled(If->getCond(), true, Words);
    });
  const auto *If = llvm::dyn_cast<IfStmt>(&Earlier);
  return If && leaves(If->getThen()) &&
         mayMeanCanceled(If->getCond(), false, Words);
}

/// The variables that the handlers of \p Try set: `failed = true;`.
static llvm::SmallVector<const ValueDecl *, 2>
setByHandlers(const CXXTryStmt &Try) {
  llvm::SmallVector<const ValueDecl *, 2> Set;
  auto Note = [&](const Expr *Target) {
    if (const auto *Name =
            llvm::dyn_cast<DeclRefExpr>(Target->IgnoreParenImpCasts()))
      Set.push_back(Name->getDecl());
  };
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I)
    containsAny(Try.getHandler(I), [&](const Stmt &Part) {
      if (const auto *Assignment = llvm::dyn_cast<BinaryOperator>(&Part);
          Assignment && Assignment->isAssignmentOp())
        Note(Assignment->getLHS());
      if (const auto *Assignment = llvm::dyn_cast<CXXOperatorCallExpr>(&Part);
          Assignment && Assignment->isAssignmentOp())
        Note(Assignment->getArg(0));
      // `errors.push_back(e);`
      if (const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(&Part))
        if (const Expr *Object = objectOf(*Call))
          Note(Object);
      return false; // goes through all
    });
  return Set;
}

static bool rethrows(const Stmt &Root) {
  return containsAny(&Root, [](const Stmt &Part) {
    if (llvm::isa<CXXThrowExpr>(Part))
      return true;
    const auto *Call = llvm::dyn_cast<CallExpr>(&Part);
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    return Callee && Callee->getIdentifier() &&
           Callee->getName() == "rethrow_exception";
  });
}

/// `try { ...; saved = true; } catch (...) {} if (!saved) Path`.
static bool isUnlessDone(const CXXTryStmt &Try,
                         llvm::ArrayRef<const Stmt *> Inside) {
  for (size_t I = 1; I < Inside.size(); ++I) {
    const auto *If = llvm::dyn_cast<IfStmt>(Inside[I - 1]);
    const auto *Not = If && Inside[I] == If->getThen()
                          ? llvm::dyn_cast<UnaryOperator>(
                                If->getCond()->IgnoreParenImpCasts())
                          : nullptr;
    if (Not && Not->getOpcode() == UO_LNot &&
        containsAny(Try.getTryBlock(), [&](const Stmt &Part) {
          const auto *Set = llvm::dyn_cast<BinaryOperator>(&Part);
          const auto *Flag = Set && Set->getOpcode() == BO_Assign
                                 ? llvm::dyn_cast<DeclRefExpr>(
                                       Set->getLHS()->IgnoreParenImpCasts())
                                 : nullptr;
          return Flag && mentions(Not->getSubExpr(), *Flag->getDecl());
        }))
      return true;
  }
  return false;
}

/// `catch (...) { failed = true; } ... if (failed) Path`: since no handler may
/// `co_await`, what a coroutine does about a failure comes after it.
static bool isAfterKeptFailure(const CXXTryStmt &Try,
                               llvm::ArrayRef<const Stmt *> Between,
                               llvm::ArrayRef<const Stmt *> Inside) {
  for (const ValueDecl *Failed : setByHandlers(Try)) {
    auto Tests = [&](const Stmt *One) {
      const auto *If = llvm::dyn_cast<IfStmt>(One);
      return If && mentions(If->getCond(), *Failed);
    };
    if (llvm::any_of(Inside, Tests))
      return true;
    const bool Rethrown =
        llvm::any_of(Between, [](const Stmt *One) { return rethrows(*One); });
    if (Rethrown)
      continue;
    // `std::exception_ptr`: it is thrown again once everything is tidy.
    const CXXRecordDecl *Class = classOf(Failed->getType());
    if ((Class && Class->getIdentifier() &&
         Class->getName() == "exception_ptr") ||
        llvm::any_of(Between, Tests))
      return true;
  }
  return false;
}

static bool isCleanupAt(const StmtPath &Path, const Vocabulary &Words) {
  const bool Pauses = isPause(*Path.back());
  for (size_t I = Path.size(); I-- > 1;) {
    const Stmt &Around = *Path[I - 1];
    if (llvm::isa<CXXCatchStmt>(Around) ||
        entersCanceled(Around, *Path[I], Words))
      return true;
    const auto *Block = llvm::dyn_cast<CompoundStmt>(&Around);
    if (!Block)
      continue;
    llvm::SmallVector<const Stmt *, 8> Before;
    for (const Stmt *One : Block->body()) {
      if (One == Path[I])
        break;
      Before.push_back(One);
    }
    for (size_t J = 0; J < Before.size(); ++J) {
      if (endsCanceled(*Before[J], Words))
        return true;
      const auto *Try = llvm::dyn_cast<CXXTryStmt>(Before[J]);
      if (Try && keepsCancellation(*Try))
        return true;
      if (Pauses)
        continue;
      // `try { ...; return; } catch (...) {} undo();`: only failures come here.
      if (Try && (leaves(Try->getTryBlock()) ||
                  isUnlessDone(*Try, llvm::ArrayRef(Path).drop_front(I))))
        return true;
      if (Try &&
          isAfterKeptFailure(*Try, llvm::ArrayRef(Before).drop_front(J + 1),
                             llvm::ArrayRef(Path).drop_front(I)))
        return true;
    }
  }
  return false;
}

/// `token.on_cancel(lambda)`, `std::stop_callback stop(token, lambda);`.
static bool isTokensCallback(const LambdaSite &Site, const Vocabulary &Words) {
  if (const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Site.PassedTo)) {
    const Expr *Object = objectOf(*Call);
    return Object && isToken(Object->getType(), Words);
  }
  const auto *Made = llvm::dyn_cast_or_null<CXXConstructExpr>(Site.PassedTo);
  return Made && llvm::any_of(Made->arguments(), [&](const Expr *One) {
           return isToken(One->getType(), Words);
         });
}

bool asynctidy::isScopeGuard(const LambdaSite &Site) {
  const NamedDecl *Taker = nullptr;
  if (const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Site.PassedTo))
    Taker = calleeOf(*Call);
  if (const auto *Made =
          llvm::dyn_cast_or_null<CXXConstructExpr>(Site.PassedTo))
    Taker = Made->getConstructor()->getParent();
  if (!Taker || !Taker->getIdentifier())
    return false;
  if (isInStd(*Taker) &&
      (Taker->getName() == "shared_ptr" || Taker->getName() == "unique_ptr"))
    return true;
  const auto Words = wordsOf(Taker->getName());
  return llvm::any_of(Words, [](const std::string &Word) {
    return Word == "exit" || Word == "guard" || Word == "finally" ||
           Word == "defer" || Word == "cleanup" || Word == "fail";
  });
}

bool asynctidy::isCleanupCode(const Body &In, const StmtPath &Path,
                              AsyncModel &Model) {
  if (isCleanupAt(Path, Model.words()))
    return true;
  if (!In.Function)
    return false;
  if (isCleanupFunction(*In.Function))
    return true;
  const LambdaSite *Site = Model.lambdaSiteOf(*In.Function);
  const Body *Outer = Model.enclosingBody(*In.Function);
  if (!Site || !Outer)
    return false;
  return isTokensCallback(*Site, Model.words()) || isScopeGuard(*Site) ||
         isCleanupCode(*Outer, pathTo(*Outer, *Site->Lambda), Model);
}
