#include "driver/cache/FileLog.h"
#include "driver/Paths.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <set>

namespace asynctidy {

namespace vfs = llvm::vfs;

/// The first letter of an answer says what was asked for.
static constexpr char Content = 'c', Names = 'n', Presence = 'p';
static constexpr llvm::StringLiteral Missing = "p-", IsFile = "pf",
                                     IsDirectory = "pd";

std::string hashOf(llvm::StringRef Text) {
  const llvm::XXH128_hash_t Hash =
      llvm::xxh3_128bits(llvm::arrayRefFromStringRef(Text));
  return llvm::utohexstr(Hash.high64, /*LowerCase=*/true, /*Width=*/16) +
         llvm::utohexstr(Hash.low64, /*LowerCase=*/true, /*Width=*/16);
}

static std::string contentAnswer(llvm::StringRef Text) {
  return Content + hashOf(Text);
}

static std::string namesAnswer(vfs::directory_iterator Each) {
  std::set<std::string> Found;
  std::error_code Failed;
  for (const vfs::directory_iterator End; Each != End && !Failed;
       Each.increment(Failed))
    Found.insert(Each->path().str());
  return Names + hashOf(llvm::join(Found, "\n"));
}

static llvm::StringRef presenceAnswer(const llvm::ErrorOr<vfs::Status> &Of) {
  if (!Of)
    return Missing;
  return Of->isDirectory() ? IsDirectory : IsFile;
}

std::string RealPlaces::of(llvm::StringRef Path) {
  const std::string Directory = llvm::sys::path::parent_path(Path).str();
  std::string &Known = Directories[Directory];
  if (Known.empty())
    Known = realPath(Directory);
  llvm::SmallString<256> Real(Known);
  llvm::sys::path::append(Real, llvm::sys::path::filename(Path));
  if (llvm::sys::fs::is_symlink_file(Real))
    Real = realPath(Real);
  return Real == Path ? "" : ("@" + Real).str();
}

namespace {

/// Notes the content as it was read, whatever becomes of the file later.
class LoggedFile : public vfs::File {
public:
  LoggedFile(std::unique_ptr<vfs::File> Real, std::string &Answer,
             std::string Place)
      : Real(std::move(Real)), Answer(Answer), Place(std::move(Place)) {}
  llvm::ErrorOr<vfs::Status> status() override { return Real->status(); }
  llvm::ErrorOr<std::string> getName() override { return Real->getName(); }
  std::error_code close() override { return Real->close(); }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &Name, int64_t Size, bool NeedsTerminator,
            bool IsVolatile) override {
    auto Text = Real->getBuffer(Name, Size, NeedsTerminator, IsVolatile);
    if (Text)
      Answer = contentAnswer((*Text)->getBuffer()) + Place;
    return Text;
  }

private:
  const std::unique_ptr<vfs::File> Real;
  std::string &Answer;
  const std::string Place;
};

class LoggedFileSystem : public vfs::ProxyFileSystem {
public:
  LoggedFileSystem(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Real,
                   std::shared_ptr<FileAnswers> Answers)
      : ProxyFileSystem(std::move(Real)), Answers(std::move(Answers)) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    llvm::ErrorOr<vfs::Status> Found = ProxyFileSystem::status(Path);
    const llvm::StringRef Answer = presenceAnswer(Found);
    note(Path, Answer == IsFile ? Answer.str() + placeOf(Path) : Answer.str());
    return Found;
  }

  bool exists(const llvm::Twine &Path) override { return !!status(Path); }

  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    auto Opened = ProxyFileSystem::openFileForRead(Path);
    if (!Opened) {
      note(Path, presenceAnswer(ProxyFileSystem::status(Path)));
      return Opened;
    }
    // A directory can be opened, too: `#include <concepts>` meets one of that
    // name in a directory of headers.
    const llvm::StringRef Found = presenceAnswer((*Opened)->status());
    const std::string Place = Found == IsFile ? placeOf(Path) : "";
    return std::make_unique<LoggedFile>(std::move(*Opened),
                                        note(Path, Found.str() + Place), Place);
  }

  vfs::directory_iterator dir_begin(const llvm::Twine &Path,
                                    std::error_code &Failed) override {
    std::error_code Again;
    // An entry of its own: the directory itself may have been asked for, too.
    note(Path + "/", namesAnswer(ProxyFileSystem::dir_begin(Path, Again)));
    return ProxyFileSystem::dir_begin(Path, Failed);
  }

private:
  std::string placeOf(const llvm::Twine &Path) {
    llvm::SmallString<256> Absolute;
    Path.toVector(Absolute);
    makeAbsolute(Absolute);
    return Places.of(Absolute);
  }

  /// The content of a file says more than that it is there.
  std::string &note(const llvm::Twine &Path, llvm::StringRef Answer) {
    llvm::SmallString<256> Absolute;
    Path.toVector(Absolute);
    makeAbsolute(Absolute);
    std::string &Known = (*Answers)[Absolute.str().str()];
    if (Known.empty() || Known.front() == Presence)
      Known = Answer;
    return Known;
  }

  const std::shared_ptr<FileAnswers> Answers;
  RealPlaces Places;
};

} // namespace

void add(FileAnswers &To, const FileAnswers &More) {
  for (const auto &[Path, Answer] : More)
    if (std::string &Known = To[Path];
        Known.empty() || Known.front() == Presence)
      Known = Answer;
}

FileLog::FileLog() : Answers(std::make_shared<FileAnswers>()) {}

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
FileLog::watch(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Real) {
  return llvm::makeIntrusiveRefCnt<LoggedFileSystem>(std::move(Real), Answers);
}

std::string FileQuestions::answer(const std::string &Path,
                                  llvm::StringRef Before) {
  vfs::FileSystem &Files = *vfs::getRealFileSystem();
  if (Before.front() == Names) {
    std::error_code Failed;
    return namesAnswer(
        Files.dir_begin(llvm::StringRef(Path).drop_back().str(), Failed));
  }
  if (Before.front() == Presence) {
    const llvm::StringRef Now = presenceAnswer(Files.status(Path));
    return Now == IsFile ? Now.str() + Places.of(Path) : Now.str();
  }
  const auto Text = Files.getBufferForFile(Path);
  return Text ? contentAnswer((*Text)->getBuffer()) + Places.of(Path)
              : Missing.str();
}

bool FileQuestions::holds(const FileAnswers &Before) {
  for (const auto &[Path, Answer] : Before) {
    if (Answer.empty())
      return false;
    std::string &Now = Known[{Path, Answer.front()}];
    if (Now.empty())
      Now = answer(Path, Answer);
    if (Now != Answer)
      return false;
  }
  return true;
}

} // namespace asynctidy
