#ifndef ASYNCTIDY_MODEL_VOCABULARYFILE_H
#define ASYNCTIDY_MODEL_VOCABULARYFILE_H

#include "checks/model/Roles.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <string>
#include <vector>

namespace asynctidy {

/// What a library file says of one type or function.
struct VocabularyEntry {
  std::string Name; ///< qualified, without template arguments
  Role Roles = Role::None;
  std::string Twin; ///< of a blocking function: what to await instead
  /// Of a function: the one of its class or namespace that takes a token, too.
  std::string Cancelable;
  /// Of what posts a callable: it runs on the context that the last argument
  /// before it belongs to; if that is none, nobody knows where.
  bool ContextArgument = false;
  std::string ReadyValue; ///< of a task: the function that makes a ready one
  std::string ReadyVoid;  ///< the same for a task without a value
};

/// One library's types and functions, read from JSON:
///
///   {"library": "asio", "namespaces": ["asio", "boost::asio"],
///    "types":     [{"name": "awaitable", "roles": ["task", "lazy"]}],
///    "functions": [{"name": "thread_pool::join", "roles": ["blocks"]}]}
///
/// Every name is looked up in each of the namespaces (default: as it stands).
struct VocabularyFile {
  std::string Library;
  std::vector<VocabularyEntry> Entries;
};

/// Reads a file's text. An error names the file, the line and the key.
llvm::Expected<VocabularyFile> parseVocabulary(llvm::MemoryBufferRef Text);

/// The files that come with the program.
llvm::ArrayRef<VocabularyFile> builtinVocabulary();

/// The files of the option AsyncVocabulary ("a.json;b.json"). Relative names
/// are looked up beside the nearest .clang-tidy above \p SourceFile that sets
/// the option to this value, else in the working directory.
std::vector<std::string> vocabularyPaths(llvm::StringRef OptionValue,
                                         llvm::StringRef SourceFile);

/// Reads them. An error is one sentence.
llvm::Expected<std::vector<VocabularyFile>>
loadVocabulary(llvm::StringRef OptionValue, llvm::StringRef SourceFile);

} // namespace asynctidy

#endif
