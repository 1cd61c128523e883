#include "checks/model/Vocabulary.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

const CXXRecordDecl *asynctidy::classOf(QualType Type) {
  if (Type.isNull())
    return nullptr;
  Type = Type.getNonReferenceType().getCanonicalType();
  if (const CXXRecordDecl *Class = Type->getAsCXXRecordDecl())
    return Class;
  // `task<T>` with T a template parameter is no class yet.
  if (const auto *Dependent = Type->getAs<TemplateSpecializationType>())
    if (auto *Template = llvm::dyn_cast_or_null<ClassTemplateDecl>(
            Dependent->getTemplateName().getAsTemplateDecl()))
      return Template->getTemplatedDecl();
  return nullptr;
}

QualType asynctidy::valueTypeOf(QualType Task) {
  const auto *Class =
      llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(Task));
  if (!Class || Task->isDependentType() ||
      Class->getTemplateArgs().size() == 0 ||
      Class->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return Class->getTemplateArgs()[0].getAsType();
}

bool asynctidy::isInStd(const NamedDecl &Decl) {
  for (const DeclContext *Outer = Decl.getDeclContext(); Outer;
       Outer = Outer->getParent())
    if (Outer->isStdNamespace())
      return true;
  return false;
}

const FunctionDecl *asynctidy::calleeOf(const CallExpr &Call) {
  return Call.getDirectCallee();
}

StringRef asynctidy::nameOfCallee(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  return Callee && Callee->getIdentifier() ? Callee->getName() : StringRef();
}

StringRef asynctidy::nameCalled(const CallExpr &Call) {
  if (calleeOf(Call))
    return nameOfCallee(Call);
  const Expr *Called = Call.getCallee()->IgnoreParenImpCasts();
  DeclarationName Name;
  if (const auto *Later = llvm::dyn_cast<CXXDependentScopeMemberExpr>(Called))
    Name = Later->getMember();
  else if (const auto *Open = llvm::dyn_cast<OverloadExpr>(Called))
    Name = Open->getName();
  const IdentifierInfo *Word = Name.getAsIdentifierInfo();
  return Word ? Word->getName() : StringRef();
}

const Expr &asynctidy::withoutMove(const Expr &Value) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  const auto *Call = llvm::dyn_cast<CallExpr>(Plain);
  return Call && Call->isCallToStdMove()
             ? *Call->getArg(0)->IgnoreUnlessSpelledInSource()
             : *Plain;
}

QualType asynctidy::typeOf(const Expr &Value) {
  const auto *Call =
      llvm::dyn_cast<CallExpr>(Value.IgnoreUnlessSpelledInSource());
  const FunctionDecl *Callee =
      Call && Value.isTypeDependent() ? calleeOf(*Call) : nullptr;
  return Callee ? Callee->getReturnType() : Value.getType();
}

const FunctionDecl *asynctidy::patternOf(const FunctionDecl *Function) {
  const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern();
  return Pattern ? Pattern : Function;
}

const Expr *asynctidy::objectOf(const CallExpr &Call) {
  const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call);
  const Expr *Object = Member ? Member->getImplicitObjectArgument() : nullptr;
  // Without the implicit conversion to the base that declares the member.
  return Object ? Object->IgnoreParenImpCasts() : nullptr;
}

static const CXXRecordDecl *receiverOf(const CallExpr &Call) {
  const Expr *Object = objectOf(Call);
  if (!Object)
    return nullptr;
  const QualType Pointee = Object->getType()->getPointeeType();
  return classOf(Pointee.isNull() ? Object->getType() : Pointee);
}

std::string asynctidy::plainQualifiedName(const NamedDecl &Decl) {
  // A constructor's own name has the template arguments of its class.
  const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(&Decl);
  std::string Name = Constructor ? Constructor->getParent()->getNameAsString()
                                 : Decl.getNameAsString();
  for (const DeclContext *Outer = Decl.getDeclContext(); Outer;
       Outer = Outer->getParent()) {
    const auto *Named = llvm::dyn_cast<NamedDecl>(Outer);
    const auto *Namespace = llvm::dyn_cast<NamespaceDecl>(Outer);
    if (!Named || (Namespace && (Namespace->isInline() ||
                                 Namespace->isAnonymousNamespace())))
      continue;
    Name.insert(0, Named->getNameAsString() + "::");
  }
  return Name;
}

/// The last part of a qualified name: "get" of "std::future::get".
static StringRef lastPart(StringRef Name) {
  const size_t Colon = Name.rfind("::");
  return Colon == StringRef::npos ? Name : Name.substr(Colon + 2);
}

Vocabulary::Vocabulary(std::vector<VocabularyFile> Files)
    : UserFiles(std::move(Files)) {
  auto Add = [this](llvm::ArrayRef<VocabularyFile> Some) {
    for (const VocabularyFile &File : Some)
      for (const VocabularyEntry &Entry : File.Entries) {
        ByName[Entry.Name] = &Entry;
        LastNames.insert(lastPart(Entry.Name));
      }
  };
  Add(builtinVocabulary());
  // The user's files come last, so that they can correct a built-in entry.
  Add(UserFiles);
}

/// The role of one `[[clang::annotate("async:ROLE")]]`.
static Role roleOf(const AnnotateAttr &Annotation) {
  StringRef Text = Annotation.getAnnotation();
  if (!Text.consume_front("async:"))
    return Role::None;
  return roleFromSpelling(Text.take_until([](char C) { return C == ':'; }));
}

static Role annotatedRoles(const Decl &Declaration) {
  Role Roles = Role::None;
  for (const Decl *One : Declaration.redecls())
    for (const auto *Annotation : One->specific_attrs<AnnotateAttr>())
      Roles |= roleOf(*Annotation);
  return Roles;
}

const VocabularyEntry *Vocabulary::find(const NamedDecl &Decl,
                                        const CXXRecordDecl *Receiver) const {
  const IdentifierInfo *Identifier = Decl.getIdentifier();
  if (Identifier && !LastNames.contains(Identifier->getName()))
    return nullptr;
  if (const auto *Found = ByName.lookup(plainQualifiedName(Decl)))
    return Found;
  return Receiver ? ByName.lookup(plainQualifiedName(*Receiver) +
                                  "::" + Decl.getNameAsString())
                  : nullptr;
}

const VocabularyEntry *Vocabulary::entryOf(const CXXRecordDecl &Class) const {
  return find(Class, nullptr);
}

Role Vocabulary::rolesOf(const CXXRecordDecl &Class) const {
  const auto [Known, New] =
      ClassRoles.try_emplace(Class.getCanonicalDecl(), Role::None);
  if (!New)
    return Known->second;
  Role Roles = annotatedRoles(Class);
  // An implicit specialization that nobody needed complete has no attributes.
  if (const auto *Pattern = Class.getTemplateInstantiationPattern())
    Roles |= annotatedRoles(*Pattern);
  if (const auto *Specialization =
          llvm::dyn_cast<ClassTemplateSpecializationDecl>(&Class))
    Roles |= annotatedRoles(
        *Specialization->getSpecializedTemplate()->getTemplatedDecl());
  if (const VocabularyEntry *Entry = find(Class, nullptr))
    Roles |= Entry->Roles;
  if (const CXXRecordDecl *Definition = Class.getDefinition())
    for (const CXXBaseSpecifier &Base : Definition->bases())
      if (const CXXRecordDecl *BaseClass = classOf(Base.getType()))
        Roles |= rolesOf(*BaseClass);
  return ClassRoles[Class.getCanonicalDecl()] = Roles;
}

Role Vocabulary::rolesOf(QualType Type) const {
  const CXXRecordDecl *Class = classOf(Type);
  return Class ? rolesOf(*Class) : Role::None;
}

Role Vocabulary::rolesOf(const FunctionDecl &Function,
                         const CXXRecordDecl *Receiver) const {
  const auto [Known, New] =
      FunctionRoles.try_emplace(Function.getCanonicalDecl(), Role::None);
  if (New) {
    Role Roles = annotatedRoles(Function);
    if (const FunctionDecl *Pattern =
            Function.getTemplateInstantiationPattern())
      Roles |= annotatedRoles(*Pattern);
    // A member of a class template that nobody defined has no pattern.
    if (const FunctionDecl *Member =
            Function.getInstantiatedFromMemberFunction())
      Roles |= annotatedRoles(*Member);
    if (const VocabularyEntry *Entry = find(Function, nullptr))
      Roles |= Entry->Roles;
    // What an override means was said where it was declared first.
    if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function))
      for (const CXXMethodDecl *Overridden : Method->overridden_methods())
        Roles |= rolesOf(*Overridden);
    FunctionRoles[Function.getCanonicalDecl()] = Roles;
    return Roles | rolesByReceiver(Function, Receiver);
  }
  return Known->second | rolesByReceiver(Function, Receiver);
}

Role Vocabulary::rolesByReceiver(const FunctionDecl &Function,
                                 const CXXRecordDecl *Receiver) const {
  const VocabularyEntry *Entry = Receiver ? find(Function, Receiver) : nullptr;
  return Entry ? Entry->Roles : Role::None;
}

// `std::ranges::for_each(...)` calls an object that is known by its name.
Role Vocabulary::rolesOfObject(const CallExpr &Call) const {
  const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
  if (!Operator || Operator->getOperator() != OO_Call)
    return Role::None;
  const auto *Name =
      llvm::dyn_cast<DeclRefExpr>(Operator->getArg(0)->IgnoreParenImpCasts());
  const auto *Object =
      Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  if (!Object || !Object->isFileVarDecl())
    return Role::None;
  const VocabularyEntry *Entry = find(*Object, nullptr);
  return annotatedRoles(*Object) | (Entry ? Entry->Roles : Role::None);
}

Role Vocabulary::rolesOf(const CallExpr &Call) const {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return Role::None;
  const Role Roles = rolesOf(*Callee, receiverOf(Call)) | rolesOfObject(Call);
  if (hasRole(Roles, Role::PostsToContext)) {
    const VocabularyEntry *Entry = find(*Callee, receiverOf(Call));
    if (Entry && Entry->ContextArgument && !hasContextArgument(Call))
      return Roles & ~Role::PostsToContext;
  }
  return Roles;
}

/// `connect(button, &button::clicked, window, [] {...})`: the window, or the
/// button if there is no window, and not the callable.
bool Vocabulary::hasContextArgument(const CallExpr &Call) const {
  for (unsigned Index = Call.getNumArgs(); Index > 0; --Index) {
    const Expr *Argument =
        Call.getArg(Index - 1)->IgnoreUnlessSpelledInSource();
    const QualType Pointee = Argument->getType()->getPointeeType();
    const CXXRecordDecl *Class =
        classOf(Pointee.isNull() ? Argument->getType() : Pointee);
    if (!Class || Class->isLambda() || isInStd(*Class) ||
        Argument->getType()->isMemberPointerType())
      continue;
    // An executor is a part of its context: `io_context::basic_executor_type`.
    for (const DeclContext *Outer = Class; Outer; Outer = Outer->getParent())
      if (const auto *Owner = llvm::dyn_cast<CXXRecordDecl>(Outer);
          Owner && hasRole(rolesOf(*Owner), Role::Context))
        return true;
    return false;
  }
  return false;
}

StringRef Vocabulary::twinOf(const FunctionDecl &Function) const {
  for (const Decl *One : Function.redecls())
    for (const auto *Annotation : One->specific_attrs<AnnotateAttr>()) {
      StringRef Text = Annotation->getAnnotation();
      if (Text.consume_front("async:blocks:"))
        return Text;
    }
  const VocabularyEntry *Entry = find(Function, nullptr);
  return Entry ? StringRef(Entry->Twin) : StringRef();
}

StringRef Vocabulary::cancelableOf(const FunctionDecl &Function) const {
  const VocabularyEntry *Entry = find(Function, nullptr);
  return Entry ? StringRef(Entry->Cancelable) : StringRef();
}
