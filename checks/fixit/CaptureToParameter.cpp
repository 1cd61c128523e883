#include "checks/fixit/CaptureToParameter.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Spelling.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// The type as it can be written beside the lambda; empty for types without a
/// name of their own. \p IsDeduced: it comes from where other names are in
/// scope.
static std::string spelled(QualType Type, bool IsDeduced,
                           const ASTContext &Context) {
  Type = Type.getUnqualifiedType();
  struct Nameless {
    static bool in(QualType Type) {
      if (Type->isObjectPointerType())
        return in(Type->getPointeeType());
      const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
      if (!Class)
        return !Type->isBuiltinType() && !Type->isEnumeralType();
      if (Class->isLambda() || !Class->getIdentifier())
        return true;
      const auto *Made = llvm::dyn_cast<ClassTemplateSpecializationDecl>(Class);
      return Made &&
             llvm::any_of(Made->getTemplateArgs().asArray(),
                          [](const TemplateArgument &One) {
                            return One.getKind() != TemplateArgument::Type ||
                                   in(One.getAsType());
                          });
    }
  };
  if (Nameless::in(Type.getCanonicalType()))
    return {};
  PrintingPolicy Policy(Context.getPrintingPolicy());
  Policy.SuppressTagKeyword = true;
  // Of `auto copies = ...` the deduced type: LLVM 19 writes `std::std::vector`
  // for the two of them.
  if (const auto *Auto = Type->getAs<AutoType>();
      Auto && !Auto->getDeducedType().isNull())
    Type = Context.getQualifiedType(Auto->getDeducedType(),
                                    Type.getLocalQualifiers());
  const std::string Text =
      IsDeduced ? TypeName::getFullyQualifiedName(Type, Context, Policy)
                : Type.getAsString(Policy);
  // The inside of a library, such as `typename remove_reference<T>::type`.
  return StringRef(Text).contains("typename") ? std::string() : Text;
}

namespace {
struct Moved {
  std::string Parameters, Arguments;
};
} // namespace

/// "order_t order" and "order", "mail m" and "std::move(mail)".
static std::optional<Moved> movedCaptures(const LambdaExpr &Lambda,
                                          const ASTContext &Context) {
  Moved Result;
  for (const LambdaCapture &One : Lambda.captures()) {
    if (!One.capturesVariable() || One.getCaptureKind() != LCK_ByCopy ||
        One.isPackExpansion())
      return std::nullopt;
    const ValueDecl *Captured = One.getCapturedVar();
    const std::string Name = Captured->getNameAsString();
    std::string Argument = Name;
    QualType Declared = Captured->getType().getNonReferenceType();
    bool IsDeduced = Declared->getContainedAutoType();
    if (const auto *Init = llvm::dyn_cast<VarDecl>(Captured);
        Init && Init->isInitCapture()) {
      const Expr *Value = Init->getInit()->IgnoreImplicit();
      if (!isSpelledInFile(Value->getSourceRange()))
        return std::nullopt;
      Argument = textOf(Value->getSourceRange(), Context).str();
      const Expr &Source = withoutMove(*Value);
      if (Context.hasSameUnqualifiedType(Source.getType(), Declared)) {
        Declared = Source.getType();
        IsDeduced =
            Declared->getContainedAutoType() || !llvm::isa<DeclRefExpr>(Source);
      }
    }
    const std::string Type = spelled(Declared, IsDeduced, Context);
    if (Type.empty() || Name.empty() || Argument.empty() ||
        StringRef(Argument).contains('\n') ||
        StringRef(Argument).contains("//"))
      return std::nullopt;
    Result.Parameters += (Result.Parameters.empty() ? "" : ", ") + Type +
                         (Type.back() == '*' ? "" : " ") + Name;
    Result.Arguments += (Result.Arguments.empty() ? "" : ", ") + Argument;
  }
  return Result;
}

Edits asynctidy::captureToParameter(const LambdaSite &Site,
                                    const AsyncModel &Model) {
  const LambdaExpr &Lambda = *Site.Lambda;
  const ASTContext &Context = Model.context();
  const CXXMethodDecl &Operator = *Lambda.getCallOperator();
  const FunctionTypeLoc Head = Operator.getFunctionTypeLoc();
  if (!Site.InvokedBy || !Head || !Lambda.hasExplicitParameters() ||
      Operator.isVariadic() || Operator.isDependentContext() ||
      !isSpelledInFile(Site.InvokedBy->getSourceRange()) ||
      !isSpelledInFile(Lambda.getIntroducerRange()) ||
      !isSpelledInFile({Head.getLParenLoc(), Head.getRParenLoc()}))
    return {};
  const auto Parts = movedCaptures(Lambda, Context);
  if (!Parts)
    return {};
  const bool Has = Operator.getNumParams() > 0;
  const bool Given = Site.InvokedBy->getNumArgs() > 1;
  const SourceLocation Arguments =
      Given ? Site.InvokedBy->getArg(1)->getBeginLoc()
            : Site.InvokedBy->getRParenLoc();
  return {FixItHint::CreateReplacement(Lambda.getIntroducerRange(), "[]"),
          FixItHint::CreateInsertion(Head.getLParenLoc().getLocWithOffset(1),
                                     Parts->Parameters + (Has ? ", " : "")),
          FixItHint::CreateInsertion(Arguments,
                                     Parts->Arguments + (Given ? ", " : ""))};
}
