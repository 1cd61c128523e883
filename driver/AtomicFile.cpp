#include "driver/AtomicFile.h"
#include "driver/Abandoned.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"
#include <unistd.h>

namespace fs = llvm::sys::fs;

namespace asynctidy {

static llvm::Error cannotWrite(llvm::StringRef Path, std::error_code Why) {
  return llvm::createStringError(Why,
                                 "cannot write " + Path + ": " + Why.message());
}

static std::error_code lastError() {
  return std::error_code(errno, std::generic_category());
}

/// fs::TempFile takes a % in the name of a directory for one of its own.
struct AtomicFile::Temporary {
  static llvm::Expected<std::unique_ptr<Temporary>>
  create(const std::string &Target) {
    for (;;) {
      llvm::SmallString<32> Random;
      fs::createUniquePath("%%%%%%%%", Random, /*MakeAbsolute=*/false);
      auto Made = std::make_unique<Temporary>();
      Made->Path = Target + systemMark() + Random.str().str() + ".tmp";
      const std::error_code Why = fs::openFileForReadWrite(
          Made->Path, Made->Descriptor, fs::CD_CreateNew, fs::OF_None);
      if (Why == std::errc::file_exists)
        continue;
      if (Why)
        return llvm::errorCodeToError(Why);
      llvm::sys::RemoveFileOnSignal(Made->Path);
      if (claim(Made->Descriptor))
        return Made;
    }
  }

  std::error_code moveTo(const std::string &Target) {
    const std::error_code Failed = fs::rename(Path, Target);
    IsMoved = !Failed;
    return Failed;
  }

  ~Temporary() {
    if (Descriptor < 0)
      return;
    if (!IsMoved)
      (void)fs::remove(Path);
    llvm::sys::DontRemoveFileOnSignal(Path);
    ::close(Descriptor);
  }

  std::string Path;
  int Descriptor = -1;
  bool IsMoved = false;
};

AtomicFile::AtomicFile(std::string Path, std::string Target)
    : Path(std::move(Path)), Target(std::move(Target)) {}

llvm::Expected<AtomicFile> AtomicFile::open(llvm::StringRef Path) {
  return create(Path, /*RemoveAbandoned=*/true);
}

llvm::Expected<AtomicFile> AtomicFile::create(llvm::StringRef Path,
                                              bool RemoveAbandoned) {
  llvm::SmallString<256> Target;
  fs::file_status Status;
  const bool Exists =
      !fs::real_path(Path, Target) && !fs::status(Target, Status);
  AtomicFile File(Path.str(), Exists ? Target.str().str() : Path.str());
  if (Exists && Status.type() == fs::file_type::directory_file)
    return cannotWrite(Path, std::make_error_code(std::errc::is_a_directory));
  if (Exists && !fs::can_write(Target))
    return cannotWrite(Path,
                       std::make_error_code(std::errc::permission_denied));

  if (Exists && Status.type() != fs::file_type::regular_file) {
    int Descriptor = -1;
    if (const std::error_code Why = fs::openFileForWrite(
            Target, Descriptor, fs::CD_OpenExisting, fs::OF_None))
      return cannotWrite(Path, Why);
    File.Device = Descriptor;
    return File;
  }

  if (RemoveAbandoned) {
    const llvm::StringRef Directory = llvm::sys::path::parent_path(File.Target);
    removeAbandoned(Directory.empty() ? "." : Directory,
                    llvm::sys::path::filename(File.Target), ".tmp");
  }
  llvm::Expected<std::unique_ptr<Temporary>> Made =
      Temporary::create(File.Target);
  if (!Made)
    return cannotWrite(Path, llvm::errorToErrorCode(Made.takeError()));
  File.Beside = std::move(*Made);
  if (Exists)
    if (const std::error_code Why =
            fs::setPermissions(File.Beside->Path, Status.permissions()))
      return cannotWrite(Path, Why);
  return File;
}

AtomicFile::AtomicFile(AtomicFile &&Other) noexcept
    : Path(std::move(Other.Path)), Target(std::move(Other.Target)),
      Beside(std::move(Other.Beside)), Device(Other.Device) {
  Other.Device.reset();
}

AtomicFile::~AtomicFile() {
  if (Device)
    ::close(*Device);
}

llvm::Error AtomicFile::write(llvm::StringRef Text) {
  const int Descriptor = Beside ? Beside->Descriptor : *Device;
  while (!Text.empty()) {
    const ssize_t Written = llvm::sys::RetryAfterSignal(
        -1, ::write, Descriptor, Text.data(), Text.size());
    if (Written < 0)
      return cannotWrite(Path, lastError());
    Text = Text.drop_front(Written);
  }
  return llvm::Error::success();
}

llvm::Error AtomicFile::commit() {
  if (!Beside)
    return llvm::Error::success();
  // Some file systems tell of a full disk only now.
  if (::fsync(Beside->Descriptor) != 0)
    return cannotWrite(Path, lastError());
  const std::error_code Failed = Beside->moveTo(Target);
  Beside.reset();
  if (Failed)
    return cannotWrite(Path, Failed);
  return llvm::Error::success();
}

llvm::Error writeAtomically(llvm::StringRef Path, llvm::StringRef Text) {
  llvm::Expected<AtomicFile> File =
      AtomicFile::create(Path, /*RemoveAbandoned=*/false);
  if (!File)
    return File.takeError();
  if (llvm::Error Failed = File->write(Text))
    return Failed;
  return File->commit();
}

} // namespace asynctidy
