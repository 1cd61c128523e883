#include "checks/model/Ownership.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

static StringRef nameOfClass(const CXXRecordDecl &Class) {
  return Class.getIdentifier() ? Class.getName() : StringRef();
}

/// Classes of std that clang does not mark, or only newer ones, and those of
/// libraries that mark nothing.
static bool isNamedLikeView(const CXXRecordDecl &Class) {
  static const llvm::StringSet<> Names = {"span",
                                          "reference_wrapper",
                                          "initializer_list",
                                          "const_buffer",
                                          "mutable_buffer",
                                          "const_buffers_1",
                                          "function_ref",
                                          "mutable_buffers_1",
                                          "QStringView",
                                          "QByteArrayView",
                                          "QLatin1StringView",
                                          "QAnyStringView",
                                          "mdspan",
                                          "basic_string_view",
                                          "string_view",
                                          "zstring_view",
                                          "basic_zstring_view",
                                          "QLatin1String",
                                          "dynamic_vector_buffer",
                                          "dynamic_string_buffer"};
  return Names.contains(nameOfClass(Class));
}

static const CXXRecordDecl *classOfValue(QualType Type) {
  return Type.isNull() || Type->isReferenceType() ? nullptr : classOf(Type);
}

static bool isViewClass(const CXXRecordDecl &Class) {
  return Class.hasAttr<PointerAttr>() || isNamedLikeView(Class);
}

bool asynctidy::refersToOther(QualType Type) {
  if (Type.isNull())
    return false;
  const CXXRecordDecl *Class = classOfValue(Type);
  return Class ? isViewClass(*Class)
               : Type->isPointerType() && !Type->isFunctionPointerType();
}

bool asynctidy::ownsElements(QualType Type) {
  static const llvm::StringSet<> Inside = {"array", "pair", "tuple"};
  static const llvm::StringSet<> Shared = {"shared_ptr", "weak_ptr"};
  const CXXRecordDecl *Class = classOf(Type);
  if (!Class || isViewClass(*Class) || Shared.contains(nameOfClass(*Class)))
    return false;
  return Class->hasAttr<OwnerAttr>() ||
         (isInStd(*Class) && Inside.contains(nameOfClass(*Class)));
}

bool asynctidy::isSharedPointer(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && isInStd(*Class) && nameOfClass(*Class) == "shared_ptr";
}

bool asynctidy::holdsElements(QualType Type) {
  static const llvm::StringSet<> Inside = {"array", "pair", "tuple", "optional",
                                           "variant"};
  const CXXRecordDecl *Class = classOf(Type);
  return Class && Inside.contains(nameOfClass(*Class));
}

bool asynctidy::hasNoState(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && Class->hasDefinition() && Class->isEmpty();
}
