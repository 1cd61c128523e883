#include "checks/model/Containers.h"
#include "checks/model/Callables.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// By the documentation of each library. Qt 6 keeps QHash in one block that
/// grows; its QMap is a std::map.
static const llvm::StringMap<Layout> &layouts() {
  static const llvm::StringMap<Layout> Known = {
      {"std::vector", Layout::Contiguous},
      {"std::basic_string", Layout::Contiguous},
      {"boost::container::vector", Layout::Contiguous},
      {"boost::container::small_vector", Layout::Contiguous},
      {"boost::container::static_vector", Layout::Contiguous},
      {"absl::InlinedVector", Layout::Contiguous},
      {"folly::small_vector", Layout::Contiguous},
      {"folly::fbvector", Layout::Contiguous},
      {"llvm::SmallVector", Layout::Contiguous},
      {"QList", Layout::Contiguous},
      {"QVector", Layout::Contiguous},
      {"QString", Layout::Contiguous},
      {"QByteArray", Layout::Contiguous},
      {"std::deque", Layout::Ends},
      {"std::queue", Layout::Ends},
      {"std::stack", Layout::Ends},
      {"std::list", Layout::Nodes},
      {"std::forward_list", Layout::Nodes},
      {"std::map", Layout::Nodes},
      {"std::multimap", Layout::Nodes},
      {"std::set", Layout::Nodes},
      {"std::multiset", Layout::Nodes},
      {"QMap", Layout::Nodes},
      {"std::unordered_map", Layout::Hash},
      {"std::unordered_multimap", Layout::Hash},
      {"std::unordered_set", Layout::Hash},
      {"std::unordered_multiset", Layout::Hash},
      {"absl::node_hash_map", Layout::Hash},
      {"absl::node_hash_set", Layout::Hash},
      {"folly::F14NodeMap", Layout::Hash},
      {"std::flat_map", Layout::Flat},
      {"std::flat_set", Layout::Flat},
      {"std::priority_queue", Layout::Flat},
      {"boost::container::flat_map", Layout::Flat},
      {"boost::container::flat_set", Layout::Flat},
      {"boost::unordered_flat_map", Layout::Flat},
      {"absl::flat_hash_map", Layout::Flat},
      {"absl::flat_hash_set", Layout::Flat},
      {"folly::F14FastMap", Layout::Flat},
      {"folly::F14ValueMap", Layout::Flat},
      {"llvm::DenseMap", Layout::Flat},
      {"llvm::StringMap", Layout::Flat},
      {"QHash", Layout::Flat},
      {"QSet", Layout::Flat},
  };
  return Known;
}

std::optional<Layout> asynctidy::layoutOf(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  if (!Class || !Class->getIdentifier())
    return std::nullopt;
  // Most classes are sorted out by their last name alone.
  static const llvm::StringSet<> LastNames = [] {
    llvm::StringSet<> Names;
    for (const auto &Entry : layouts())
      Names.insert(Entry.getKey().substr(Entry.getKey().rfind(':') + 1));
    return Names;
  }();
  if (!LastNames.contains(Class->getName()))
    return std::nullopt;
  const auto Found = layouts().find(plainQualifiedName(*Class));
  if (Found == layouts().end())
    return std::nullopt;
  return Found->second;
}

bool asynctidy::fillsContainer(const CallExpr &Call) {
  static const llvm::StringSet<> Names = {
      "push_back",   "emplace_back",     "push_front",  "emplace_front",
      "insert",      "emplace_after",    "emplace",     "push",
      "try_emplace", "insert_or_assign", "emplace_hint"};
  return objectOf(Call) && Names.contains(nameInStd(Call));
}

static Change changeOfMember(StringRef Name) {
  static const llvm::StringSet<> Growing = {
      "push_back",    "emplace_back",     "push_front",    "emplace_front",
      "insert",       "emplace",          "emplace_hint",  "try_emplace",
      "push",         "insert_or_assign", "resize",        "reserve",
      "append",       "shrink_to_fit",    "rehash",        "prepend",
      "insert_range", "append_range",     "emplace_after", "insert_after"};
  static const llvm::StringSet<> Removing = {
      "erase",  "clear",     "pop_back",     "pop_front",  "pop",
      "swap",   "assign",    "extract",      "remove",     "remove_if",
      "splice", "removeAt",  "removeFirst",  "removeLast", "removeOne",
      "take",   "takeFirst", "takeLast",     "takeAt",     "removeIf",
      "merge",  "unique",    "assign_range", "erase_after"};
  return Growing.contains(Name)    ? Change::Grows
         : Removing.contains(Name) ? Change::Removes
                                   : Change::None;
}

static Change changeOfOperator(OverloadedOperatorKind Operator) {
  switch (Operator) {
  case OO_Equal:
    return Change::Removes;
  case OO_PlusEqual:
  case OO_LessLess:
  case OO_Subscript: // a map adds what is not there
    return Change::Grows;
  default:
    return Change::None;
  }
}

/// `users[id]` of a map, unlike that of a vector.
static bool addsWhatIsMissing(QualType Container) {
  const CXXRecordDecl *Class = classOf(Container);
  return Class && (Class->getName().contains_insensitive("map") ||
                   Class->getName() == "QHash");
}

/// `session_` of `session_.reset()`, `session_ = nullptr`, `found_ =
/// std::nullopt`. What gets another value is often made so once, before it is
/// used.
static const Expr *emptiedBy(const CallExpr &Call) {
  const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
  const bool Assigns = Operator && Operator->getOperator() == OO_Equal;
  const Expr *Object = Assigns ? Operator->getArg(0) : objectOf(Call);
  if (!Object ||
      !(isUniqueOwner(Object->getType()) || isOptional(Object->getType())))
    return nullptr;
  const Expr *Given = Assigns ? Operator->getArg(1)->IgnoreImplicit() : nullptr;
  const CXXRecordDecl *Class = Given ? classOf(Given->getType()) : nullptr;
  const bool Empties = Assigns ? Given->getType()->isNullPtrType() ||
                                     (Class && Class->getIdentifier() &&
                                      Class->getName() == "nullopt_t")
                               : nameOfCallee(Call) == "reset" &&
                                     (Call.getNumArgs() == 0 ||
                                      Call.getArg(0)->isDefaultArgument());
  return Empties ? Object->IgnoreParenImpCasts() : nullptr;
}

llvm::SmallVector<ContainerChange, 1>
asynctidy::changesBy(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return {};
  if (const Expr *Slot = emptiedBy(Call))
    return {{Slot, Change::Removes}};
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call)) {
    const Expr *Object = Operator->getArg(0)->IgnoreParenImpCasts();
    const Change What = changeOfOperator(Operator->getOperator());
    if (What == Change::None || Object->getType().isConstQualified() ||
        !layoutOf(Object->getType()) ||
        (Operator->getOperator() == OO_Subscript &&
         !addsWhatIsMissing(Object->getType())))
      return {};
    return {{Object, What}};
  }
  if (!Callee->getIdentifier())
    return {};
  if (const Expr *Object = objectOf(Call)) {
    const Change What = changeOfMember(Callee->getName());
    const QualType Pointee = Object->getType()->getPointeeType();
    if (What == Change::None ||
        !layoutOf(Pointee.isNull() ? Object->getType() : Pointee))
      return {};
    return {{Object, What}};
  }
  static const llvm::StringSet<> Free = {"erase", "erase_if", "swap",
                                         "exchange", "getline"};
  if (!Call.isCallToStdMove() &&
      !(isInStd(*Callee) && Free.contains(Callee->getName())))
    return {};
  llvm::SmallVector<ContainerChange, 1> Changes;
  for (const Expr *Argument : Call.arguments())
    if (Argument->isLValue() && !Argument->getType().isConstQualified() &&
        layoutOf(Argument->getType()))
      Changes.push_back({Argument->IgnoreParenImpCasts(), Change::Removes});
  return Changes;
}

bool asynctidy::invalidates(Change What, Layout Of, Handle Held) {
  if (What == Change::None)
    return false;
  if (What == Change::Removes)
    return true;
  switch (Of) {
  case Layout::Contiguous:
  case Layout::Flat:
    return Held != Handle::Owned;
  case Layout::Ends:
  case Layout::Hash:
    return Held == Handle::Iterator;
  case Layout::Nodes:
  case Layout::Slot:
    return false;
  }
  llvm_unreachable("all layouts are told");
}

bool asynctidy::isUniqueOwner(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && Class->getIdentifier() &&
         (Class->getName() == "unique_ptr" ||
          Class->getName() == "QScopedPointer");
}

bool asynctidy::isOptional(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && isInStd(*Class) && Class->getIdentifier() &&
         Class->getName() == "optional";
}

const Expr *asynctidy::dereferenced(const Expr &Value) {
  const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(&Value);
  const bool Is =
      Call && Call->getNumArgs() == 1 &&
      (Call->getOperator() == OO_Star || Call->getOperator() == OO_Arrow);
  return Is ? Call->getArg(0) : nullptr;
}

const Expr &asynctidy::rangeBehind(const Expr &Range) {
  const Expr *At = Range.IgnoreUnlessSpelledInSource();
  for (;;) {
    const auto *Pipe = llvm::dyn_cast<CXXOperatorCallExpr>(At);
    const CXXRecordDecl *View = classOf(At->getType());
    if (!Pipe || Pipe->getOperator() != OO_Pipe || !View || !isInStd(*View) ||
        !View->getIdentifier() || !View->getName().ends_with("_view"))
      return *At;
    At = Pipe->getArg(0)->IgnoreUnlessSpelledInSource();
  }
}

bool asynctidy::isView(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && Class->getIdentifier() &&
         (Class->getName() == "basic_string_view" ||
          Class->getName() == "span" || Class->getName() == "QStringView" ||
          Class->hasAttr<PointerAttr>()) &&
         !isUniqueOwner(Type);
}

bool asynctidy::isSharedOwner(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && Class->getIdentifier() &&
         (Class->getName().ends_with("_ptr") ||
          Class->getName().ends_with("Pointer")) &&
         !isUniqueOwner(Type);
}

bool asynctidy::isIterator(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && Class->getIdentifier() &&
         Class->getName().contains_insensitive("iter");
}

bool asynctidy::hasIterator(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  const QualType First = valueTypeOf(Type);
  return Class && Class->getIdentifier() && Class->getName() == "pair" &&
         !First.isNull() && isIterator(First);
}

bool asynctidy::givesElement(StringRef Member) {
  static const llvm::StringSet<> Names = {
      "at",           "front",         "back",  "top",
      "emplace_back", "emplace_front", "first", "last"};
  return Names.contains(Member);
}

bool asynctidy::givesPlace(StringRef Member) {
  static const llvm::StringSet<> Names = {
      "begin",        "end",         "cbegin",
      "cend",         "rbegin",      "rend",
      "find",         "lower_bound", "upper_bound",
      "equal_range",  "insert",      "emplace",
      "try_emplace",  "erase",       "insert_or_assign",
      "emplace_hint", "constBegin",  "constFind",
      "constEnd"};
  return Names.contains(Member);
}

bool asynctidy::givesData(StringRef Member) {
  static const llvm::StringSet<> Names = {"data", "c_str", "constData"};
  return Names.contains(Member);
}

bool asynctidy::givesSame(StringRef Member) {
  static const llvm::StringSet<> Names = {"substr", "first", "last", "subspan",
                                          "begin",  "end",   "data", "base"};
  return Names.contains(Member);
}

bool asynctidy::givesPart(StringRef Function) {
  static const llvm::StringSet<> Names = {"value", "get", "as_const", "move",
                                          "forward"};
  return Names.contains(Function);
}

bool asynctidy::searches(StringRef Function) {
  static const llvm::StringSet<> Names = {
      "find",        "find_if",     "find_if_not",   "lower_bound",
      "upper_bound", "min_element", "max_element",   "next",
      "prev",        "begin",       "end",           "cbegin",
      "remove_if",   "partition",   "adjacent_find", "search",
      "data"};
  return Names.contains(Function);
}

bool asynctidy::isHandle(QualType Type) {
  return Type->isReferenceType() || Type->isPointerType() || isIterator(Type) ||
         isView(Type) || hasIterator(Type);
}
