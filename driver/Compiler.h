#ifndef ASYNCTIDY_DRIVER_COMPILER_H
#define ASYNCTIDY_DRIVER_COMPILER_H

#include "clang/Frontend/CompilerInstance.h"
#include <memory>

namespace asynctidy {

/// A compiler for what runs before clang-tidy's engine and has to see the same
/// code: it defines the macros that clang-tidy does. It reads through \p Files
/// and complains to \p Complaints.
std::unique_ptr<clang::CompilerInstance>
compilerFor(std::shared_ptr<clang::CompilerInvocation> Invocation,
            clang::FileManager &Files,
            std::shared_ptr<clang::PCHContainerOperations> Containers,
            clang::DiagnosticConsumer &Complaints);

/// Whether \p Action gets through without an error.
bool succeeds(clang::FrontendAction &Action, clang::CompilerInstance &With);

} // namespace asynctidy

#endif
