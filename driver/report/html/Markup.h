#ifndef ASYNCTIDY_DRIVER_REPORT_HTML_MARKUP_H
#define ASYNCTIDY_DRIVER_REPORT_HTML_MARKUP_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace asynctidy::html {

/// \p Text for XML. What that cannot hold, even escaped, is shown by its
/// replacement character.
std::string escaped(llvm::StringRef Text);

/// `<Tag>Content</Tag>`; \p Tag may have attributes.
std::string element(llvm::StringRef Tag, llvm::StringRef Content);

/// The same on a line of its own.
std::string block(llvm::StringRef Tag, llvm::StringRef Content);

std::string link(const std::string &To, llvm::StringRef Content);

/// " class="One"", for a tag.
std::string ofClass(llvm::StringRef Name);

} // namespace asynctidy::html

#endif
