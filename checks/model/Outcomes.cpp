#include "checks/model/Outcomes.h"
#include "checks/model/Members.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;

/// Members of members are looked into this deep.
static constexpr unsigned MaxDepth = 8;

namespace {

/// Goes through all that an object consists of.
class Contents {
public:
  explicit Contents(const CXXRecordDecl &Class) : Class(Class) {
    if (const auto *Made =
            llvm::dyn_cast<ClassTemplateSpecializationDecl>(&Class))
      for (const TemplateArgument &Each : Made->getTemplateArgs().asArray())
        if (Each.getKind() == TemplateArgument::Type)
          Values.push_back(Each.getAsType());
  }

  bool areResultOnly() {
    return allIn(Class, 0) && HasResult && !LeadsElsewhere;
  }

private:
  /// What the class was made for: an `int *` as the value leads to no frame.
  bool isValue(QualType Type) const {
    return llvm::any_of(Values, [&](QualType Value) {
      return Value->getCanonicalTypeUnqualified() ==
             Type->getCanonicalTypeUnqualified();
    });
  }

  bool allIn(const CXXRecordDecl &Of, unsigned Depth) {
    const CXXRecordDecl *Members = withMembers(Of);
    if (!Members || Depth > MaxDepth)
      return false;
    for (const CXXBaseSpecifier &Base : Members->bases())
      add(Base.getType(), Depth);
    for (const FieldDecl *Field : Members->fields())
      add(Field->getType(), Depth);
    return true;
  }

  void add(QualType Type, unsigned Depth) {
    static const llvm::StringSet<> Results = {"variant", "optional", "expected",
                                              "exception_ptr"};
    static const llvm::StringSet<> Plain = {"monostate", "error_code", "string",
                                            "basic_string", "atomic"};
    if (isValue(Type) || Type->isTemplateTypeParmType()) {
      HasResult = true;
      return;
    }
    const CXXRecordDecl *Part = classOf(Type);
    if (!Part || Type->isReferenceType()) {
      LeadsElsewhere |= !Type->isArithmeticType() && !Type->isEnumeralType();
      return;
    }
    if (!isInStd(*Part)) {
      LeadsElsewhere |= !allIn(*Part, Depth + 1);
      return;
    }
    const bool IsResult = Results.contains(Part->getName());
    HasResult |= IsResult;
    LeadsElsewhere |= !IsResult && !Plain.contains(Part->getName());
    const auto *Made = llvm::dyn_cast<ClassTemplateSpecializationDecl>(Part);
    if (!IsResult || !Made)
      return;
    for (const TemplateArgument &Each : Made->getTemplateArgs().asArray())
      if (Each.getKind() != TemplateArgument::Pack)
        addArgument(Each, Depth);
      else
        for (const TemplateArgument &One : Each.pack_elements())
          addArgument(One, Depth);
  }

  void addArgument(const TemplateArgument &Argument, unsigned Depth) {
    if (Argument.getKind() == TemplateArgument::Type)
      add(Argument.getAsType(), Depth + 1);
  }

  const CXXRecordDecl &Class;
  llvm::SmallVector<QualType, 2> Values;
  bool HasResult = false;
  bool LeadsElsewhere = false;
};

} // namespace

bool asynctidy::isOutcome(const CXXRecordDecl &Class) {
  return Contents(Class).areResultOnly();
}
