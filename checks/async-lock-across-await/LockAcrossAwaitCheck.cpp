#include "checks/async-lock-across-await/LockAcrossAwaitCheck.h"
#include "checks/model/Wording.h"
#include "clang-tidy/utils/OptionsUtils.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

/// Suspensions that the notes show.
static constexpr size_t MaxNotes = 3;

LockAcrossAwaitCheck::LockAcrossAwaitCheck(llvm::StringRef Name,
                                           tidy::ClangTidyContext *Context,
                                           ModelPool &Models)
    : AsyncCheck(Name, Context, Models),
      GuardTypes(Options.get("GuardTypes", "")),
      AllowedAwaitables(Options.get("AllowedAwaitables", "")) {}

void LockAcrossAwaitCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "GuardTypes", GuardTypes);
  Options.store(Opts, "AllowedAwaitables", AllowedAwaitables);
}

void LockAcrossAwaitCheck::examine(const Body &Of) {
  if (Of.Awaits.empty())
    return;
  const Guards Types(model().words(),
                     tidy::utils::options::parseStringList(GuardTypes));
  for (const HeldGuard &Found : heldWhileSuspended(
           Of, model(), Types,
           tidy::utils::options::parseStringList(AllowedAwaitables)))
    report(Found, Types);
}

/// How a message names the mutex; empty if it has no short name.
static std::string nameOfMutex(const Expr *Mutex) {
  return Mutex ? nameOf(*Mutex) : "";
}

void LockAcrossAwaitCheck::report(const HeldGuard &Found, const Guards &Types) {
  const std::string Mutex = nameOfMutex(Found.Mutex);
  const bool IsLock =
      !Found.Guard || Types.kindOf(*Found.Guard) == GuardKind::Lock;
  if (!Found.Guard)
    diag(Found.Lock->getBeginLoc(),
         "%0 stays locked across a suspension: who needs it meanwhile blocks a "
         "thread, perhaps the one that this coroutine needs to go on; unlock "
         "it before the 'co_await', or await an async mutex")
        << Mutex;
  else if (IsLock)
    diag(Found.Guard->getLocation(),
         "%0 is held across a suspension: who needs %select{the mutex|%2}1 "
         "meanwhile blocks a thread, perhaps the one that this coroutine needs "
         "to go on; end the scope of %0 before the 'co_await', or await an "
         "async mutex")
        << Found.Guard << !Mutex.empty() << Mutex;
  else
    diag(Found.Guard->getLocation(),
         "%0 is held across a suspension: %1 is bound to its thread, and the "
         "coroutine may go on on another one; end the scope of %0 before the "
         "'co_await'")
        << Found.Guard << Found.Guard->getType();
  if (Found.Guard && Found.Lock)
    diag(Found.Lock->getBeginLoc(), "%0 locks here", DiagnosticIDs::Note)
        << Found.Guard;
  for (const Expr *Await :
       llvm::ArrayRef(Found.Suspensions).take_front(MaxNotes))
    tellSuspension(*Await, Found, IsLock && Mutex.empty() ? "its mutex" : Mutex,
                   IsLock);
  tellRelease(Found, Mutex, IsLock);
}

void LockAcrossAwaitCheck::tellRelease(const HeldGuard &Found,
                                       const std::string &Mutex, bool IsLock) {
  if (Found.Release.isInvalid())
    return;
  if (!IsLock)
    diag(Found.Release, "%0 ends here, perhaps on another thread",
         DiagnosticIDs::Note)
        << Found.Guard;
  else
    diag(Found.Release,
         "%0 is unlocked here, perhaps by another thread than the one that "
         "locked it",
         DiagnosticIDs::Note)
        << (Mutex.empty() ? "the mutex" : Mutex);
}

void LockAcrossAwaitCheck::tellSuspension(const Expr &At,
                                          const HeldGuard &Found,
                                          const std::string &Mutex,
                                          bool IsLock) {
  if (!Found.Guard)
    diag(At.getBeginLoc(), "suspended here while %0 is locked",
         DiagnosticIDs::Note)
        << Mutex;
  else
    diag(At.getBeginLoc(), "suspended here while %0 %select{lives|holds %2}1",
         DiagnosticIDs::Note)
        << Found.Guard << IsLock << Mutex;
}
