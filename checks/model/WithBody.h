#ifndef ASYNCTIDY_MODEL_WITHBODY_H
#define ASYNCTIDY_MODEL_WITHBODY_H

#include <functional>

namespace clang {
class FunctionDecl;
} // namespace clang

namespace asynctidy {

/// The declaration of \p Function that has its body; null if this translation
/// unit has none. For what is written of a template's function, ask for its
/// patternOf().
const clang::FunctionDecl *withBody(const clang::FunctionDecl &Function);

/// The same, or else what is written of the template that an instance is made
/// from: a member nobody has used is not instantiated.
const clang::FunctionDecl *withOwnOrWrittenBody(const clang::FunctionDecl &Of);

/// Who has the parser skip bodies is told of those that withBody() then does
/// not find. Not thread-safe; for programs that analyse one unit at a time.
void listenForSkippedBodies(
    std::function<void(const clang::FunctionDecl &Definition)> Listener);

} // namespace asynctidy

#endif
