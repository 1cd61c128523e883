#include "checks/model/ContextThreads.h"
#include "checks/model/Blocking.h"
#include "checks/model/Body.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// The roles of what a callable is passed to: a function or a constructor.
static Role rolesOfTaker(const Expr &Taker, const Vocabulary &Words) {
  if (const auto *Call = llvm::dyn_cast<CallExpr>(&Taker))
    return Words.rolesOf(*Call);
  if (const auto *Construction = llvm::dyn_cast<CXXConstructExpr>(&Taker))
    return Words.rolesOf(*Construction->getConstructor());
  return Role::None;
}

bool asynctidy::runsInline(const LambdaSite &Site, const Vocabulary &Words) {
  const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Site.PassedTo);
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  if (!Callee || hasRole(Words.rolesOf(*Call), Role::Offloads))
    return false;
  const std::string Name = plainQualifiedName(*Callee);
  if (llvm::isa<CXXMethodDecl>(Callee)) // std::ranges::for_each is an object
    return StringRef(Name).starts_with("std::ranges::");
  // What only wraps a callable, or passes it on, does not call it.
  static const llvm::StringSet<> Keepers = {"move",      "forward",
                                            "exchange",  "swap",
                                            "ref",       "cref",
                                            "tie",       "not_fn",
                                            "as_const",  "addressof",
                                            "bind",      "bind_front",
                                            "bind_back", "forward_as_tuple",
                                            "mem_fn"};
  const StringRef Last = StringRef(Name).rsplit(':').second;
  return StringRef(Name).starts_with("std::") && !Keepers.contains(Last) &&
         !Last.starts_with("make_");
}

static std::string quoted(const NamedDecl &Decl) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Decl);
  if (Method && Method->getParent()->isLambda())
    return "the lambda";
  return "'" + Decl.getNameAsString() + "'";
}

static std::string nameOfTaker(const Expr &Taker) {
  const auto *Call = llvm::dyn_cast<CallExpr>(&Taker);
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  return Callee ? "'" + Callee->getNameAsString() + "'" : "this object";
}

ContextThreads::ContextThreads(llvm::ArrayRef<const Body *> Bodies,
                               const Vocabulary &Words, Roots Begin) {
  for (const Body *One : Bodies)
    ByFunction[One->Function] = One;
  for (const Body *One : Bodies)
    if (Begin == Roots::Contexts)
      addContextRoots(*One, Words);
    else if (One->IsCoroutine)
      reach(One->Function, nullptr, One->Function->getLocation(),
            quoted(*One->Function) + " is a coroutine");
  while (!Work.empty()) {
    const Body *From = Work.front();
    Work.pop_front();
    followCalls(*From, Words, Begin);
  }
}

void ContextThreads::reach(const FunctionDecl *Function,
                           const FunctionDecl *Caller, SourceLocation At,
                           std::string What) {
  const FunctionDecl *Definition = nullptr;
  if (!Function || !Function->isDefined(Definition))
    return;
  // Bodies of templates are known by their pattern.
  Definition = patternOf(Definition);
  const Body *Of = ByFunction.lookup(Definition);
  if (Of &&
      Origins.try_emplace(Definition, Origin{Caller, {At, std::move(What)}})
          .second)
    Work.push_back(Of);
}

void ContextThreads::addContextRoots(const Body &In, const Vocabulary &Words) {
  if (hasRole(Words.rolesOf(*In.Function), Role::ContextThread))
    reach(In.Function, nullptr, In.Function->getLocation(),
          quoted(*In.Function) + " runs on a context's thread");
  auto Posted = [&](const Expr *Taker, const FunctionDecl *Function,
                    SourceLocation At) {
    if (Taker && hasRole(rolesOfTaker(*Taker, Words), Role::PostsToContext))
      reach(Function, nullptr, At,
            nameOfTaker(*Taker) + " runs " + quoted(*Function) +
                " on a context's thread");
  };
  for (const LambdaSite &Site : In.Lambdas)
    Posted(Site.PassedTo, Site.Lambda->getCallOperator(),
           Site.Lambda->getBeginLoc());
  for (const auto &[Taker, Function] : In.PassedFunctions)
    Posted(Taker, Function, Taker->getExprLoc());
}

/// Where a coroutine leaves its context for good: its first await that is
/// configured not to come back. Invalid if there is none.
static SourceLocation leavesContext(const Body &Of, const Vocabulary &Words) {
  for (const Expr *Await : Of.Awaits)
    if (isConfiguredAway(*Await, Words, Of.Function->getASTContext()))
      return Await->getEndLoc();
  return {};
}

void ContextThreads::followCalls(const Body &From, const Vocabulary &Words,
                                 Roots Begin) {
  const SourceLocation Left =
      Begin == Roots::Contexts ? leavesContext(From, Words) : SourceLocation();
  auto Follow = [&](const FunctionDecl *Callee, SourceLocation At) {
    // A coroutine that is called from one is a root of its own.
    if (!Callee || (Left.isValid() && Left < At) ||
        (Begin == Roots::Coroutines && ByFunction.count(Callee) &&
         ByFunction.lookup(Callee)->IsCoroutine))
      return;
    reach(Callee, From.Function, At, quoted(*Callee) + " is called here");
  };
  for (const CallSite &Site : From.Calls)
    Follow(calleeOf(*Site.Call), Site.Call->getExprLoc());
  for (const CXXConstructExpr *Made : From.Constructions)
    Follow(Made->getConstructor(), Made->getLocation());
  for (const LambdaSite &Site : From.Lambdas)
    if (runsInline(Site, Words))
      Follow(Site.Lambda->getCallOperator(), Site.Lambda->getBeginLoc());
}

std::vector<ContextStep>
ContextThreads::pathTo(const FunctionDecl &Function) const {
  std::vector<ContextStep> Path;
  for (const FunctionDecl *At = &Function; At;) {
    auto Found = Origins.find(At);
    if (Found == Origins.end())
      break;
    Path.push_back(Found->second.Step);
    At = Found->second.Caller;
  }
  return {Path.rbegin(), Path.rend()};
}

const FunctionDecl &ContextThreads::rootOf(const FunctionDecl &Function) const {
  const FunctionDecl *At = &Function;
  for (auto Found = Origins.find(At);
       Found != Origins.end() && Found->second.Caller; Found = Origins.find(At))
    At = Found->second.Caller;
  return *At;
}
