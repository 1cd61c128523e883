#include "driver/AtomicFile.h"
#include "driver/Abandoned.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/Path.h"
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

static llvm::Expected<fs::TempFile> temporaryFor(const std::string &Target) {
  for (;;) {
    llvm::Expected<fs::TempFile> Made = fs::TempFile::create(
        Target + systemMark() + "%%%%%%.tmp", fs::all_read | fs::all_write);
    if (!Made || claim(Made->FD))
      return Made;
    llvm::consumeError(Made->discard());
  }
}

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
  llvm::Expected<fs::TempFile> Temporary = temporaryFor(File.Target);
  if (!Temporary)
    return cannotWrite(Path, llvm::errorToErrorCode(Temporary.takeError()));
  File.Temporary = std::move(*Temporary);
  if (Exists)
    if (const std::error_code Why =
            fs::setPermissions(File.Temporary->TmpName, Status.permissions()))
      return cannotWrite(Path, Why);
  return File;
}

AtomicFile::AtomicFile(AtomicFile &&Other) noexcept
    : Path(std::move(Other.Path)), Target(std::move(Other.Target)),
      Temporary(std::move(Other.Temporary)), Device(Other.Device) {
  Other.Temporary.reset();
  Other.Device.reset();
}

AtomicFile::~AtomicFile() {
  if (Temporary)
    llvm::consumeError(Temporary->discard());
  if (Device)
    ::close(*Device);
}

llvm::Error AtomicFile::write(llvm::StringRef Text) {
  const int Descriptor = Temporary ? Temporary->FD : *Device;
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
  if (!Temporary)
    return llvm::Error::success();
  // Some file systems tell of a full disk only now.
  if (::fsync(Temporary->FD) != 0)
    return cannotWrite(Path, lastError());
  llvm::Error Failed = Temporary->keep(Target);
  Temporary.reset();
  if (Failed)
    return cannotWrite(Path, llvm::errorToErrorCode(std::move(Failed)));
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
