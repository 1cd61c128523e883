#include "checks/model/ContextThreads.h"
#include "checks/model/Blocking.h"
#include "checks/model/Body.h"
#include "checks/model/Callables.h"
#include "checks/model/Vocabulary.h"
#include "checks/model/WithBody.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// The roles of what a callable is passed to: a function or a constructor.
static Role rolesOfTaker(const Expr &Taker, const Vocabulary &Words) {
  if (const auto *Call = llvm::dyn_cast<CallExpr>(&Taker)) {
    const auto *Overloads =
        llvm::dyn_cast<OverloadExpr>(Call->getCallee()->IgnoreParenImpCasts());
    if (!Overloads)
      return Words.rolesOf(*Call);
    // In a template: what all that could be called have in common.
    Role Common = Overloads->getNumDecls() == 0 ? Role::None : ~Role::None;
    for (const NamedDecl *One : Overloads->decls()) {
      const FunctionDecl *Function = One->getUnderlyingDecl()->getAsFunction();
      Common &= Function ? Words.rolesOf(*Function) : Role::None;
    }
    return Common;
  }
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
  return Callee ? quoted(*Callee) : "this object";
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
  do {
    while (!Work.empty()) {
      const Body *From = Work.front();
      Work.pop_front();
      followCalls(*From, Words, Begin);
    }
  } while (followPosters(Bodies));
}

/// Bodies of templates are known by their pattern, those in system headers are
/// not.
static const FunctionDecl *bodyOfUser(const FunctionDecl &Function) {
  const FunctionDecl &Pattern = *patternOf(&Function);
  return Pattern.getASTContext().getSourceManager().isInSystemHeader(
             Pattern.getLocation())
             ? nullptr
             : withBody(Pattern);
}

void ContextThreads::reach(const FunctionDecl *Function,
                           const FunctionDecl *Caller, SourceLocation At,
                           std::string What) {
  const FunctionDecl *Definition = Function ? bodyOfUser(*Function) : nullptr;
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
  auto Pass = [&](const Expr &Taker, llvm::ArrayRef<const Expr *> Arguments) {
    const Role Roles = rolesOfTaker(Taker, Words);
    for (const Expr *Argument : Arguments)
      if (hasRole(Roles, Role::PostsToContext))
        post(*Argument, Taker);
      else if (hasRole(Roles, Role::Offloads))
        for (const Callable &One : callablesIn(*Argument))
          if (One.Parameter)
            Offloaded.insert(One.Parameter);
  };
  for (const CallSite &Site : In.Calls)
    Pass(*Site.Call, argumentsFor(*Site.Call));
  for (const CXXConstructExpr *Made : In.Constructions)
    Pass(*Made, {Made->getArgs(), Made->getNumArgs()});
}

/// `ui.post(value)`
void ContextThreads::post(const Expr &Value, const Expr &Taker) {
  for (const Callable &One : callablesIn(Value))
    if (One.Function)
      reach(One.Function, nullptr, Value.getBeginLoc(),
            nameOfTaker(Taker) + " runs " + quoted(*One.Function) +
                " on a context's thread");
    else if (One.Parameter)
      Posted.insert(One.Parameter);
}

/// `on_ui([] {...})`, where on_ui posts its parameter. Whether that showed
/// something new.
bool ContextThreads::followPosters(llvm::ArrayRef<const Body *> Bodies) {
  const unsigned Known = Posted.size();
  llvm::DenseMap<const Decl *, llvm::SmallVector<unsigned, 1>> Posters;
  for (const ParmVarDecl *One : Posted)
    if (!Offloaded.contains(One))
      Posters[llvm::cast<Decl>(One->getDeclContext())->getCanonicalDecl()]
          .push_back(One->getFunctionScopeIndex());
  if (Posters.empty())
    return false;
  for (const Body *In : Bodies)
    for (const CallSite &Site : In->Calls) {
      const FunctionDecl *Callee = calleeOf(*Site.Call);
      const auto Found =
          Callee ? Posters.find(patternOf(Callee)->getCanonicalDecl())
                 : Posters.end();
      if (Found == Posters.end())
        continue;
      const auto Arguments = argumentsFor(*Site.Call);
      for (const unsigned Index : Found->second)
        if (Index < Arguments.size())
          post(*Arguments[Index], *Site.Call);
    }
  return !Work.empty() || Posted.size() != Known;
}

/// `retry([] {...})`, where retry calls its parameter: the lambda runs while
/// retry does. A coroutine may have gone elsewhere before it calls it.
void ContextThreads::followArguments(const CallExpr &Call,
                                     FollowFunction Follow) {
  const FunctionDecl *Callee = calleeOf(Call);
  const Body *Of = Callee ? ByFunction.lookup(bodyOfUser(*Callee)) : nullptr;
  if (!Of || Of->IsCoroutine)
    return;
  const auto [Slot, New] = Called.try_emplace(Of);
  if (New)
    for (const CallSite &Site : Of->Calls)
      if (const ParmVarDecl *One = parameterCalled(*Site.Call);
          One && One->getDeclContext() == Of->Function)
        Slot->second.push_back(One->getFunctionScopeIndex());
  const auto Arguments = argumentsFor(Call);
  for (const unsigned Index : Slot->second)
    if (Index < Arguments.size())
      for (const Callable &One : callablesIn(*Arguments[Index]))
        Follow(One.Function, Arguments[Index]->getBeginLoc());
}

void ContextThreads::followCalls(const Body &From, const Vocabulary &Words,
                                 Roots Begin) {
  const SourceLocation Left =
      Begin == Roots::Contexts
          ? leavesContext(From, Words, From.Function->getASTContext())
          : SourceLocation();
  auto Follow = [&](const FunctionDecl *Callee, SourceLocation At) {
    // A coroutine that is called from one is a root of its own.
    if (!Callee || (Left.isValid() && Left < At) ||
        (Begin == Roots::Coroutines && ByFunction.count(Callee) &&
         ByFunction.lookup(Callee)->IsCoroutine))
      return;
    reach(Callee, From.Function, At, quoted(*Callee) + " is called here");
  };
  for (const CallSite &Site : From.Calls) {
    Follow(calleeOf(*Site.Call), Site.Call->getExprLoc());
    // `ui.post([f] { f(); })` posts what f is.
    const ParmVarDecl *Called =
        Begin == Roots::Contexts ? parameterCalled(*Site.Call) : nullptr;
    if (Called && Called->getDeclContext() != From.Function)
      Posted.insert(Called);
  }
  for (const CallSite &Site : From.Calls)
    followArguments(*Site.Call, Follow);
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
