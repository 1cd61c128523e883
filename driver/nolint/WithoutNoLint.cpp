#include "driver/nolint/WithoutNoLint.h"
#include "llvm/Support/MemoryBuffer.h"

namespace vfs = llvm::vfs;

namespace asynctidy {
namespace {

class ChangedFile : public vfs::File {
public:
  ChangedFile(std::unique_ptr<vfs::File> Real, std::string Text)
      : Real(std::move(Real)), Text(std::move(Text)) {}

  llvm::ErrorOr<vfs::Status> status() override { return Real->status(); }
  llvm::ErrorOr<std::string> getName() override { return Real->getName(); }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &Name, int64_t, bool, bool) override {
    return llvm::MemoryBuffer::getMemBufferCopy(Text, Name);
  }
  std::error_code close() override { return Real->close(); }

private:
  std::unique_ptr<vfs::File> Real;
  std::string Text;
};

class Changing : public vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    auto Opened = ProxyFileSystem::openFileForRead(Path);
    if (!Opened)
      return Opened;
    auto Buffer = (*Opened)->getBuffer(Path);
    if (!Buffer)
      return Buffer.getError();
    constexpr llvm::StringLiteral Known = "NOLINT";
    constexpr llvm::StringLiteral Unknown = "nolint";
    std::string Text = (*Buffer)->getBuffer().str();
    for (size_t At = Text.find(Known); At != std::string::npos;
         At = Text.find(Known, At))
      Text.replace(At, Known.size(), Unknown);
    return std::make_unique<ChangedFile>(std::move(*Opened), std::move(Text));
  }
};

} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
withoutNoLint(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Under) {
  return llvm::makeIntrusiveRefCnt<Changing>(std::move(Under));
}

} // namespace asynctidy
