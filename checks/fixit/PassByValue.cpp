#include "checks/fixit/PassByValue.h"
#include "checks/model/Borrows.h"
#include "checks/model/Spelling.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// `T` of `const T &` and `T &&`; null for other parameters.
static QualType valueOf(const ParmVarDecl &Parameter) {
  const QualType Type = Parameter.getType();
  if (!Type->isReferenceType())
    return {};
  const QualType Value = Type.getNonReferenceType();
  if (Value.isVolatileQualified() || Value->isDependentType() ||
      Value->isArrayType() || Value->isFunctionType() ||
      Value->isIncompleteType() ||
      (Type->isLValueReferenceType() && !Value.isConstQualified()))
    return {};
  return Value.getUnqualifiedType();
}

/// Copying it is a matter of a few words, or of one allocation.
static bool isCheap(QualType Type, const ASTContext &Context) {
  static const llvm::StringSet<> Names = {"basic_string", "shared_ptr",
                                          "function"};
  constexpr unsigned MaxBits = 512;
  const CXXRecordDecl *Class = classOf(Type);
  if (Class && isInStd(*Class) && Class->getIdentifier() &&
      Names.contains(Class->getName()))
    return true;
  return Type.isTriviallyCopyableType(Context) &&
         Context.getTypeSize(Type) <= MaxBits;
}

/// Neither a class that a copy would cut off, nor one without such a
/// constructor.
static bool hasConstructor(QualType Type, bool ByMove) {
  const CXXRecordDecl *Class = classOf(Type);
  if (!Class)
    return Type->isScalarType();
  if (Class->isPolymorphic())
    return false;
  if (ByMove && Class->hasSimpleMoveConstructor())
    return true;
  return Class->hasSimpleCopyConstructor() ||
         llvm::any_of(Class->ctors(), [&](const CXXConstructorDecl *Each) {
           return !Each->isDeleted() && Each->getAccess() == AS_public &&
                  (Each->isCopyConstructor() ||
                   (ByMove && Each->isMoveConstructor()));
         });
}

bool asynctidy::canPassByValue(const Borrow &What) {
  const QualType Value =
      What.How == Borrow::Reference && What.Parameter && What.IsCertain
          ? valueOf(*What.Parameter)
          : QualType();
  if (Value.isNull())
    return false;
  const ASTContext &Context = What.Parameter->getASTContext();
  const bool IsMoved = What.Of.Temporary || !What.Value->isLValue();
  const CXXRecordDecl *Class = classOf(Value);
  return (IsMoved || isCheap(Value, Context)) &&
         hasConstructor(Value, IsMoved) &&
         // What is derived from it would be cut off.
         (!Class || Class == classOf(What.Value->getType()));
}

/// `const std::string &` becomes `std::string `.
static FixItHint edit(const ParmVarDecl &Parameter, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  const auto Type = Parameter.getTypeSourceInfo()
                        ->getTypeLoc()
                        .getAsAdjusted<ReferenceTypeLoc>();
  if (!Type)
    return {};
  const SourceLocation Begin = Parameter.getBeginLoc();
  const SourceLocation Sigil = Type.getSigilLoc();
  if (!isSpelledInFile({Begin, Sigil}) || Parameter.getEndLoc().isMacroID())
    return {};
  StringRef Text = textBetween(Begin, Sigil, Context).trim();
  if (Parameter.getType().getNonReferenceType().isConstQualified() &&
      !Text.consume_front("const ") && !Text.consume_back(" const"))
    return {}; // `using name = const std::string;`
  const auto After = CharSourceRange::getTokenRange(Begin, Sigil);
  const char *Next = Sources.getCharacterData(
      Lexer::getLocForEndOfToken(Sigil, 0, Sources, Context.getLangOpts()));
  const bool Joined = clang::isAsciiIdentifierContinue(*Next);
  return FixItHint::CreateReplacement(After,
                                      (Text + (Joined ? " " : "")).str());
}

Edits asynctidy::passByValue(const ParmVarDecl &Parameter,
                             const FunctionDecl &Function,
                             const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function);
  if ((Method && (Method->isVirtual() || isLambdaCallOperator(Method))) ||
      Function.getTemplatedKind() != FunctionDecl::TK_NonTemplate ||
      Function.isOverloadedOperator())
    return {};
  const auto SameName = Function.getDeclContext()->getRedeclContext()->lookup(
      Function.getDeclName());
  if (llvm::any_of(SameName, [&](const NamedDecl *Other) {
        return Other->getCanonicalDecl() != Function.getCanonicalDecl();
      }))
    return {};
  Edits Result;
  for (const FunctionDecl *Each : Function.redecls()) {
    const ParmVarDecl &Own =
        *Each->getParamDecl(Parameter.getFunctionScopeIndex());
    const FixItHint Hint = Sources.isInMainFile(Own.getLocation())
                               ? edit(Own, Context)
                               : FixItHint();
    if (Hint.isNull())
      return {};
    Result.push_back(Hint);
  }
  return Result;
}
