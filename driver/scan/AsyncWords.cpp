#include "driver/scan/AsyncWords.h"
#include "checks/model/VocabularyFile.h"
#include "llvm/ADT/StringRef.h"

namespace asynctidy {

using llvm::StringRef;

/// A task's type has a promise, what can be awaited has an awaiter, the header
/// <coroutine> names the traits, and annotations begin with "async:".
static constexpr const char *OfLanguage[] = {
    "co_await",     "co_yield",         "co_return", "await_ready",
    "promise_type", "coroutine_traits", "async:"};

/// `asio` of boost::asio::post, `QTimer` of QTimer::singleShot.
static StringRef ownerOf(StringRef Name) {
  const auto [Owner, Last] = Name.rsplit("::");
  return Last.empty()                        ? Name
         : Owner.rsplit("::").second.empty() ? Owner
                                             : Owner.rsplit("::").second;
}

static StringRef lastOf(StringRef Name) {
  const StringRef Last = Name.rsplit("::").second;
  return Last.empty() ? Name : Last;
}

AsyncWords asyncWords(const std::vector<VocabularyFile> &Configured) {
  AsyncWords Words;
  Words.Anywhere.insert(std::begin(OfLanguage), std::end(OfLanguage));
  // Code without coroutines can block a context's thread, and forget a token.
  for (const VocabularyFile &File : builtinVocabulary())
    for (const VocabularyEntry &Each : File.Entries) {
      if (hasRole(Each.Roles, Role::Context | Role::ContextThread |
                                  Role::PostsToContext | Role::Connects))
        Words.Anywhere.insert(ownerOf(Each.Name).str());
      if (hasRole(Each.Roles, Role::Token | Role::TokenSource))
        Words.InOwnFiles.insert(lastOf(Each.Name).str());
    }
  for (const VocabularyFile &File : Configured)
    for (const VocabularyEntry &Each : File.Entries)
      Words.Anywhere.insert(lastOf(Each.Name).str());
  return Words;
}

} // namespace asynctidy
