#ifndef ASYNC_TIDY_CHECKS_MODEL_SPELLING_H
#define ASYNC_TIDY_CHECKS_MODEL_SPELLING_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class ASTContext;
}

namespace asynctidy {

/// \p Range is text of a file, nothing that a macro made, so that an edit there
/// changes nothing else.
bool isSpelledInFile(clang::SourceRange Range);

/// The text of \p Range, its last token included.
llvm::StringRef textOf(clang::SourceRange Range,
                       const clang::ASTContext &Context);

/// The text from the beginning of \p Begin to that of \p End.
llvm::StringRef textBetween(clang::SourceLocation Begin,
                            clang::SourceLocation End,
                            const clang::ASTContext &Context);

} // namespace asynctidy

#endif
