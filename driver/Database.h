#ifndef ASYNCTIDY_DRIVER_DATABASE_H
#define ASYNCTIDY_DRIVER_DATABASE_H

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <string>

namespace asynctidy {

/// Where the compile commands come from.
struct Database {
  std::unique_ptr<clang::tooling::CompilationDatabase> Commands;
  std::string Directory; ///< that the file lies in
};

/// Reads compile_commands.json, or compile_flags.txt, of the directory \p Path;
/// \p Path may also name the file itself. An error is one sentence with the
/// path.
llvm::Expected<Database> loadDatabase(llvm::StringRef Path);

/// The database of the nearest directory above \p SourceFile that has one.
llvm::Expected<Database> findDatabase(llvm::StringRef SourceFile);

} // namespace asynctidy

#endif
