#include "driver/scan/AsyncWords.h"
#include "checks/model/VocabularyFile.h"
#include "llvm/ADT/StringRef.h"

namespace asynctidy {

using llvm::StringRef;

/// A task's type has a promise, the header <coroutine> names its traits, and
/// annotations begin with "async:".
static constexpr const char *OfLanguage[] = {"co_await",         "co_yield",
                                             "co_return",        "promise_type",
                                             "coroutine_traits", "async:"};

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

/// Code without coroutines can block a context's thread, too; all else needs
/// a task.
static std::set<std::string> builtinWords() {
  std::set<std::string> Words(std::begin(OfLanguage), std::end(OfLanguage));
  for (const VocabularyFile &File : builtinVocabulary())
    for (const VocabularyEntry &Each : File.Entries)
      if (hasRole(Each.Roles, Role::Context | Role::ContextThread |
                                  Role::PostsToContext | Role::Connects))
        Words.insert(ownerOf(Each.Name).str());
  return Words;
}

std::set<std::string>
asyncWords(const std::vector<VocabularyFile> &Configured) {
  std::set<std::string> Words = builtinWords();
  for (const VocabularyFile &File : Configured)
    for (const VocabularyEntry &Each : File.Entries)
      Words.insert(lastOf(Each.Name).str());
  return Words;
}

} // namespace asynctidy
