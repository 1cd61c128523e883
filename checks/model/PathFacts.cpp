#include "checks/model/PathFacts.h"
#include "checks/model/TaskUses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/Analyses/Dominators.h"
#include "clang/Analysis/CFG.h"
#include <limits>

using namespace clang;
using namespace asynctidy;

/// Conditions are looked into this deep.
static constexpr unsigned MaxDepth = 12;

static const BinaryOperator *logicalIn(const Expr &Condition) {
  const auto *Binary =
      llvm::dyn_cast<BinaryOperator>(Condition.IgnoreUnlessSpelledInSource());
  return Binary && Binary->isLogicalOp() ? Binary : nullptr;
}

/// `x` of `!x`.
static const Expr *negatedIn(const Expr &Condition) {
  const auto *Not =
      llvm::dyn_cast<UnaryOperator>(Condition.IgnoreUnlessSpelledInSource());
  return Not && Not->getOpcode() == UO_LNot ? Not->getSubExpr() : nullptr;
}

static const SwitchStmt *switchAt(const CFGBlock &Block) {
  return llvm::dyn_cast_or_null<SwitchStmt>(Block.getTerminatorStmt());
}

/// The number of `case 3:` where it is one.
static std::optional<std::int64_t> caseAt(const CFGBlock *Block,
                                          const ASTContext &Context) {
  const auto *Case =
      Block ? llvm::dyn_cast_or_null<CaseStmt>(Block->getLabel()) : nullptr;
  return Case && !Case->getRHS() ? constantOf(*Case->getLHS(), Context)
                                 : std::nullopt;
}

/// \p Changed is what \p Subject is about; members are one object.
static bool concerns(const Decl &Changed, llvm::ArrayRef<const Decl *> Roots) {
  if (llvm::isa<FunctionDecl>(Changed)) // `this` in it
    return llvm::any_of(
        Roots, [](const Decl *Root) { return llvm::isa<CXXRecordDecl>(Root); });
  return llvm::is_contained(Roots, &Changed);
}

PathFacts::PathFacts(const CFG &Graph, const TaskUses &Uses,
                     const ASTContext &Context)
    : Graph(Graph), Context(Context) {
  for (const CFGBlock *Block : Graph) {
    if (const SwitchStmt *Switch = switchAt(*Block))
      count(isNumber(*Switch->getCond(), 0, Context));
    else if (const Expr *Condition =
                 Block->succ_size() == 2 ? Block->getLastCondition() : nullptr)
      collect(*Condition, 0);
    unsigned Index = 0;
    for (const CFGElement &Element : *Block) {
      const unsigned At = Index++;
      const auto Statement = Element.getAs<CFGStmt>();
      if (!Statement)
        continue;
      const Stmt &Done = *Statement->getStmt();
      std::vector<Change> &Here = Changes[Block];
      if (llvm::isa<CoroutineSuspendExpr, DependentCoawaitExpr>(Done))
        Here.push_back({At, nullptr, std::nullopt});
      for (const Effect &Seen : Uses.effectsOf(Done))
        if (!Seen.Completes)
          Here.push_back({At, Seen.On.Root, std::nullopt});
      // `bool done = false;`, `n = 0;`
      if (const auto *Declaration = llvm::dyn_cast<DeclStmt>(&Done)) {
        for (const Decl *Declared : Declaration->decls())
          if (const auto *Variable = llvm::dyn_cast<VarDecl>(Declared))
            noteValue(Here, {At, Variable, std::nullopt, true},
                      Variable->getInit());
      } else if (const auto *Assigned = llvm::dyn_cast<BinaryOperator>(&Done);
                 Assigned && Assigned->getOpcode() == BO_Assign) {
        if (const auto *Use =
                llvm::dyn_cast<DeclRefExpr>(Assigned->getLHS()->IgnoreParens()))
          noteValue(Here, {At, Use->getDecl(), std::nullopt},
                    Assigned->getRHS());
      }
    }
  }
  for (const auto &[Block, Here] : Changes)
    for (const Change &Done : Here)
      for (Subject &About : Subjects)
        About.Changes |= Done.Declares ? false
                         : Done.Root   ? concerns(*Done.Root, About.Roots)
                                       : About.IsShared;
}

PathFacts::~PathFacts() = default;

void PathFacts::noteValue(std::vector<Change> &Here, Change Made,
                          const Expr *Value) {
  const auto &Variable = *llvm::cast<ValueDecl>(Made.Root);
  if (Value && Variable.getType()->isIntegralOrEnumerationType())
    if (const auto Number = constantOf(*Value, Context))
      Made.Becomes = isNumber(Variable, *Number, Context);
  count(Made.Becomes);
  Here.push_back(std::move(Made));
}

void PathFacts::collect(const Expr &Condition, unsigned Depth) {
  if (Depth > MaxDepth)
    return;
  if (const Expr *Inner = negatedIn(Condition))
    return collect(*Inner, Depth + 1);
  if (const BinaryOperator *Logical = logicalIn(Condition)) {
    collect(*Logical->getLHS(), Depth + 1);
    collect(*Logical->getRHS(), Depth + 1);
    return;
  }
  const auto Found = questionIn(Condition, Context);
  count(Found);
  if (Found)
    Questions.try_emplace(&Condition, *Found);
}

void PathFacts::count(const std::optional<Question> &Asked) {
  if (!Asked)
    return;
  const auto [Known, New] =
      Numbers.try_emplace(Asked->Subject, unsigned(Subjects.size()));
  if (New)
    Subjects.push_back({Asked->Roots, Asked->IsShared});
  ++Subjects[Known->second].Asked;
}

std::optional<unsigned> PathFacts::numberOf(const Question &Asked) const {
  const auto Found = Numbers.find(Asked.Subject);
  // What is asked once is never asked again.
  if (Found == Numbers.end() || Subjects[Found->second].Asked < 2)
    return std::nullopt;
  return Found->second;
}

std::optional<bool> PathFacts::answer(const Question &Asked,
                                      const Known &Facts) const {
  const auto Number = numberOf(Asked);
  if (!Number)
    return std::nullopt;
  std::int64_t Least = std::numeric_limits<std::int64_t>::min();
  std::int64_t Most = std::numeric_limits<std::int64_t>::max();
  for (const auto &[Subject, Kind, Limit, Value] : Facts) {
    if (Subject != *Number)
      continue;
    if (Kind == Asked.Asks && Limit == Asked.Limit)
      return Value == Asked.Answer;
    if (Kind == Question::Equal && Value)
      Least = Most = Limit;
    else if (Kind == Question::Less)
      (Value ? Most : Least) =
          Value ? std::min(Most, Limit - 1) : std::max(Least, Limit);
    else if (Kind == Question::Greater)
      (Value ? Least : Most) =
          Value ? std::max(Least, Limit + 1) : std::min(Most, Limit);
  }
  switch (Asked.Asks) {
  case Question::Holds:
    return std::nullopt;
  case Question::Equal:
    if (Asked.Limit < Least || Asked.Limit > Most)
      return !Asked.Answer;
    if (Least == Most)
      return Asked.Answer;
    return std::nullopt;
  case Question::Less:
    if (Most < Asked.Limit)
      return Asked.Answer;
    return Least >= Asked.Limit ? std::optional(!Asked.Answer) : std::nullopt;
  case Question::Greater:
    if (Least > Asked.Limit)
      return Asked.Answer;
    return Most <= Asked.Limit ? std::optional(!Asked.Answer) : std::nullopt;
  }
  llvm_unreachable("all kinds are answered");
}

std::optional<bool> PathFacts::evaluate(const Expr &Condition,
                                        const Known &Facts,
                                        unsigned Depth) const {
  if (Depth > MaxDepth)
    return std::nullopt;
  if (const Expr *Inner = negatedIn(Condition)) {
    const auto Value = evaluate(*Inner, Facts, Depth + 1);
    return Value ? std::optional(!*Value) : std::nullopt;
  }
  if (const BinaryOperator *Logical = logicalIn(Condition)) {
    // `a && b` is false if either is, `a || b` true if either is.
    const bool Decides = Logical->getOpcode() == BO_LOr;
    const auto Left = evaluate(*Logical->getLHS(), Facts, Depth + 1);
    if (Left == Decides)
      return Decides;
    const auto Right = evaluate(*Logical->getRHS(), Facts, Depth + 1);
    if (Right == Decides)
      return Decides;
    return Left && Right ? std::optional(!Decides) : std::nullopt;
  }
  const auto Asked = Questions.find(&Condition);
  return Asked == Questions.end() ? std::nullopt : answer(Asked->second, Facts);
}

void PathFacts::learn(const Question &Asked, bool Holds, Known &Facts) const {
  const auto Number = numberOf(Asked);
  if (!Number)
    return;
  const Fact New(*Number, Asked.Asks, Asked.Limit, Holds == Asked.Answer);
  const auto Place = llvm::lower_bound(Facts, New);
  if (Place == Facts.end() || *Place != New)
    Facts.insert(Place, New);
}

void PathFacts::assume(const Expr &Condition, bool Holds, Known &Facts,
                       unsigned Depth) const {
  if (Depth > MaxDepth)
    return;
  if (const Expr *Inner = negatedIn(Condition))
    return assume(*Inner, !Holds, Facts, Depth + 1);
  if (const BinaryOperator *Logical = logicalIn(Condition)) {
    const Expr &Left = *Logical->getLHS(), &Right = *Logical->getRHS();
    if (Holds == (Logical->getOpcode() == BO_LAnd)) {
      assume(Left, Holds, Facts, Depth + 1);
      assume(Right, Holds, Facts, Depth + 1);
    } else if (evaluate(Left, Facts, Depth + 1) == !Holds) {
      // `a && b` is false and a is true: it is b.
      assume(Right, Holds, Facts, Depth + 1);
    } else if (evaluate(Right, Facts, Depth + 1) == !Holds) {
      assume(Left, Holds, Facts, Depth + 1);
    }
    return;
  }
  if (const auto Asked = Questions.find(&Condition); Asked != Questions.end())
    learn(Asked->second, Holds, Facts);
}

void PathFacts::pass(const CFGBlock &Block, unsigned From, unsigned Until,
                     Known &Facts) const {
  const auto Found = Changes.find(&Block);
  if (Found == Changes.end())
    return;
  for (const Change &Done : Found->second) {
    if (Done.At < From || Done.At >= Until)
      continue;
    llvm::erase_if(Facts, [&](const Fact &Some) {
      const Subject &About = Subjects[std::get<0>(Some)];
      return Done.Root ? concerns(*Done.Root, About.Roots) : About.IsShared;
    });
    if (Done.Becomes)
      learn(*Done.Becomes, true, Facts);
  }
}

PathFacts::Known PathFacts::before(const CFGBlock &Block,
                                   unsigned Element) const {
  Known Facts;
  if (llvm::none_of(Subjects, [](const Subject &S) { return S.Asked > 1; }))
    return Facts;
  if (!Dominators)
    Dominators = std::make_unique<CFGDomTree>(const_cast<CFG *>(&Graph));
  llvm::SmallVector<const CFGBlock *, 16> Way;
  for (auto *Node =
           Dominators->getBase().getNode(const_cast<CFGBlock *>(&Block));
       Node; Node = Node->getIDom())
    Way.push_back(Node->getBlock());
  while (Way.size() > 1) {
    const CFGBlock *From = Way.pop_back_val(), *To = Way.back();
    pass(*From, 0, Facts);
    unsigned Index = 0;
    std::optional<unsigned> Direct;
    for (const CFGBlock::AdjacentBlock &Next : From->succs()) {
      if (Next.getReachableBlock() == To && To->pred_size() == 1)
        Direct = Index;
      ++Index;
    }
    if (Direct)
      follow(*From, *Direct, Facts);
    else // On the ways that join before it, much may happen.
      llvm::erase_if(Facts, [&](const Fact &Some) {
        return Subjects[std::get<0>(Some)].Changes;
      });
  }
  pass(Block, 0, Element, Facts);
  return Facts;
}

bool PathFacts::follow(const CFGBlock &Block, unsigned Successor,
                       Known &Facts) const {
  if (const SwitchStmt *Switch = switchAt(Block)) {
    const CFGBlock *To = (Block.succ_begin() + Successor)->getReachableBlock();
    if (const auto Number = caseAt(To, Context)) {
      const auto Asked = isNumber(*Switch->getCond(), *Number, Context);
      if (!Asked)
        return true;
      if (answer(*Asked, Facts) == false)
        return false;
      learn(*Asked, true, Facts);
      return true;
    }
    // `default:` and the way around all cases: it is none of them.
    for (const CFGBlock::AdjacentBlock &Other : Block.succs())
      if (const auto Number = caseAt(Other.getReachableBlock(), Context))
        if (const auto Asked = isNumber(*Switch->getCond(), *Number, Context)) {
          if (answer(*Asked, Facts) == true)
            return false;
          learn(*Asked, false, Facts);
        }
    return true;
  }
  const Expr *Condition =
      Block.succ_size() == 2 ? Block.getLastCondition() : nullptr;
  if (!Condition)
    return true;
  const bool Holds = Successor == 0;
  if (evaluate(*Condition, Facts, 0) == !Holds)
    return false;
  assume(*Condition, Holds, Facts, 0);
  return true;
}
