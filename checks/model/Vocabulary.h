#ifndef ASYNCTIDY_MODEL_VOCABULARY_H
#define ASYNCTIDY_MODEL_VOCABULARY_H

#include "checks/model/VocabularyFile.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace clang {
class CallExpr;
class CXXRecordDecl;
class Expr;
class FunctionDecl;
class NamedDecl;
} // namespace clang

namespace asynctidy {

/// The class that \p Type names once references, qualifiers and aliases are
/// taken off; for `task<T>` in a template, the class template's own class.
const clang::CXXRecordDecl *classOf(clang::QualType Type);

/// `int` of `task<int>`; null in templates and for tasks of another shape.
clang::QualType valueTypeOf(clang::QualType Task);

/// Anywhere in namespace std, inline namespaces and classes included.
bool isInStd(const clang::NamedDecl &Decl);

/// The function that \p Call calls, where that is known without running it.
const clang::FunctionDecl *calleeOf(const clang::CallExpr &Call);

/// The name of the function that \p Call calls; empty for an operator, and
/// where the function is not known.
llvm::StringRef nameOfCallee(const clang::CallExpr &Call);

/// The same, also of a call whose function a template does not know yet.
llvm::StringRef nameCalled(const clang::CallExpr &Call);

/// What a move is made of, `t` of `std::move(t)`; otherwise \p Value itself.
/// Without what the compiler adds.
const clang::Expr &withoutMove(const clang::Expr &Value);

/// The type of \p Value. In a class template, a call of one of its own members
/// has none, but what the member returns may not depend on the template.
clang::QualType typeOf(const clang::Expr &Value);

/// The function as its author wrote it: a template's pattern, or itself.
const clang::FunctionDecl *patternOf(const clang::FunctionDecl *Function);

/// The object of a member call, `t` in `t.wait()` and `p` in `p->wait()`.
const clang::Expr *objectOf(const clang::CallExpr &Call);

/// "boost::asio::awaitable": no inline namespaces, no template arguments.
std::string plainQualifiedName(const clang::NamedDecl &Decl);

/// What annotations and library files say of types and functions. One per
/// translation unit; not thread-safe, as it caches.
class Vocabulary {
public:
  /// Knows the built-in libraries and \p UserFiles.
  explicit Vocabulary(std::vector<VocabularyFile> UserFiles);

  /// The roles of a class, those of its base classes included.
  Role rolesOf(const clang::CXXRecordDecl &Class) const;
  Role rolesOf(clang::QualType Type) const;

  /// The roles of a function. \p Receiver, for a member function, is the class
  /// that it was called on: `std::future::wait` is declared in a base class.
  Role rolesOf(const clang::FunctionDecl &Function,
               const clang::CXXRecordDecl *Receiver = nullptr) const;
  Role rolesOf(const clang::CallExpr &Call) const;

  /// What to await instead of a blocking function; empty if not known.
  llvm::StringRef twinOf(const clang::FunctionDecl &Function) const;

  /// The function beside this one that takes a token as well; empty if a
  /// library file names none.
  llvm::StringRef cancelableOf(const clang::FunctionDecl &Function) const;

  /// What a library file says of \p Class, or null.
  const VocabularyEntry *entryOf(const clang::CXXRecordDecl &Class) const;

private:
  Role rolesOfObject(const clang::CallExpr &Call) const;
  bool hasContextArgument(const clang::CallExpr &Call) const;
  Role rolesByReceiver(const clang::FunctionDecl &Function,
                       const clang::CXXRecordDecl *Receiver) const;
  const VocabularyEntry *find(const clang::NamedDecl &Decl,
                              const clang::CXXRecordDecl *Receiver) const;

  std::vector<VocabularyFile> UserFiles;
  llvm::StringMap<const VocabularyEntry *> ByName;
  /// Last parts of all names: most declarations are sorted out by them.
  llvm::StringSet<> LastNames;
  mutable llvm::DenseMap<const clang::CXXRecordDecl *, Role> ClassRoles;
  mutable llvm::DenseMap<const clang::FunctionDecl *, Role> FunctionRoles;
};

} // namespace asynctidy

#endif
