#ifndef ASYNCTIDY_MODEL_FUNCTIONUSES_H
#define ASYNCTIDY_MODEL_FUNCTIONUSES_H

#include "clang/AST/DeclarationName.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class ASTContext;
class FunctionDecl;
class NamedDecl;
} // namespace clang

namespace asynctidy {

struct Body;
struct CallSite;

/// Where the functions of a translation unit's main file are called, and
/// whether anything else is done with them. Costs one walk over that file.
class FunctionUses {
public:
  struct Caller {
    const Body *In;
    const CallSite *Site;
  };

  /// \p Bodies are those that were met so far; they have to stay.
  FunctionUses(llvm::ArrayRef<const Body *> Bodies, clang::ASTContext &Context);

  llvm::ArrayRef<Caller> callersOf(const clang::FunctionDecl &Function) const;

  /// No name of it stands anywhere but in these calls, so that its type can
  /// change: its address is not taken, and no template may call it.
  bool isOnlyCalled(const clang::FunctionDecl &Function) const;

private:
  friend class NameWalker;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<Caller, 2>>
      Callers;
  llvm::DenseMap<const clang::FunctionDecl *,
                 llvm::SmallVector<clang::SourceLocation, 2>>
      Names;
  llvm::DenseSet<clang::SourceLocation> CalledNames;
  /// `x.save()` in a template, where x may be anything.
  llvm::DenseSet<clang::DeclarationName> Unresolved;
};

} // namespace asynctidy

#endif
