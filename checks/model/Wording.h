#ifndef ASYNCTIDY_MODEL_WORDING_H
#define ASYNCTIDY_MODEL_WORDING_H

#include "clang/AST/ASTFwd.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang {
class ASTContext;
} // namespace clang

namespace asynctidy {

/// How a message names what \p Value is: "'save'" for `save(order)` and
/// `save(order).configure_await(false)`, "'t'" for a variable, "the lambda".
std::string nameOf(const clang::Expr &Value);

/// The same for a function: "'save'" or "this lambda".
std::string nameOf(const clang::FunctionDecl &Function);

/// "the coroutine 'load'" or "this coroutine".
std::string nameOfCoroutine(const clang::FunctionDecl &Function);

/// Inside of an assertion of a test framework, where dropping and blocking are
/// part of the test: `EXPECT_THROW(t.wait(), error)`.
bool isInTestMacro(clang::SourceLocation At, const clang::ASTContext &Context);

/// The note of the await that cannot resume; reports know it by these words.
inline constexpr llvm::StringLiteral NeedsBlockedThread =
    "this await resumes on the blocked thread";

/// What stands at \p At was made by a macro that defines a test: `TEST_CASE`.
bool isMadeByTestMacro(clang::SourceLocation At,
                       const clang::ASTContext &Context);

/// `assert_throws([] { save({}); })`: a test that wants the call to throw
/// (AsyncFixer06 leaves such out).
bool isNamedForThrowing(const clang::FunctionDecl &Function);

} // namespace asynctidy

#endif
