#include "checks/model/ContextThreads.h"
#include "checks/model/Body.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include <deque>

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
  // Templates of the standard library that only wrap a callable keep it.
  const std::string Name = plainQualifiedName(*Callee);
  const StringRef Last = StringRef(Name).rsplit(':').second;
  return StringRef(Name).starts_with("std::") && !Last.starts_with("bind") &&
         !Last.starts_with("make_") && !llvm::isa<CXXMethodDecl>(Callee);
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
                               const Vocabulary &Words) {
  llvm::DenseMap<const FunctionDecl *, const Body *> ByFunction;
  for (const Body *One : Bodies)
    ByFunction[One->Function] = One;
  std::deque<const Body *> Work;
  auto Reach = [&](const FunctionDecl *Function, const FunctionDecl *Caller,
                   SourceLocation At, std::string What) {
    const FunctionDecl *Definition = nullptr;
    if (!Function || !Function->isDefined(Definition))
      return;
    // Bodies of templates are known by their pattern.
    Definition = patternOf(Definition);
    const Body *Of = ByFunction.lookup(Definition);
    if (Of &&
        Origins.try_emplace(Definition, Origin{Caller, {At, What}}).second)
      Work.push_back(Of);
  };

  for (const Body *One : Bodies) {
    if (hasRole(Words.rolesOf(*One->Function), Role::ContextThread))
      Reach(One->Function, nullptr, One->Function->getLocation(),
            quoted(*One->Function) + " runs on a context's thread");
    auto Posted = [&](const Expr *Taker, const FunctionDecl *Function,
                      SourceLocation At) {
      if (Taker && hasRole(rolesOfTaker(*Taker, Words), Role::PostsToContext))
        Reach(Function, nullptr, At,
              nameOfTaker(*Taker) + " runs " + quoted(*Function) +
                  " on a context's thread");
    };
    for (const LambdaSite &Site : One->Lambdas)
      Posted(Site.PassedTo, Site.Lambda->getCallOperator(),
             Site.Lambda->getBeginLoc());
    for (const auto &[Taker, Function] : One->PassedFunctions)
      Posted(Taker, Function, Taker->getExprLoc());
  }

  while (!Work.empty()) {
    const Body *From = Work.front();
    Work.pop_front();
    for (const CallSite &Site : From->Calls)
      if (const FunctionDecl *Callee = calleeOf(*Site.Call))
        Reach(Callee, From->Function, Site.Call->getExprLoc(),
              quoted(*Callee) + " is called here");
    for (const LambdaSite &Site : From->Lambdas)
      if (runsInline(Site, Words))
        Reach(Site.Lambda->getCallOperator(), From->Function,
              Site.Lambda->getBeginLoc(), "the lambda is called here");
  }
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
