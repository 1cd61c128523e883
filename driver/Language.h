#ifndef ASYNCTIDY_DRIVER_LANGUAGE_H
#define ASYNCTIDY_DRIVER_LANGUAGE_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace asynctidy {

/// What a translation unit is written in, as far as it matters here.
enum class Language {
  Cxx,     ///< also what is made of it, such as CUDA, and what nobody knows
  OtherC,  ///< C, Objective-C and OpenCL, which Clang knows and coroutines not
  Foreign, ///< assembler, Fortran: nothing for clang-tidy
};

/// By what \p Command says, or else by the name of \p File.
Language languageOf(const std::vector<std::string> &Command,
                    llvm::StringRef File);

} // namespace asynctidy

#endif
