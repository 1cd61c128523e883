#include "driver/Worker.h"
#include "nlohmann/json.hpp"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Signals.h"
#include <array>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace asynctidy {

using Json = nlohmann::ordered_json;

static llvm::Error problem(const llvm::Twine &Sentence) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Sentence);
}

static bool sendAll(int Socket, llvm::StringRef Text) {
  while (!Text.empty()) {
    const ssize_t Sent = llvm::sys::RetryAfterSignal(
        -1, ::send, Socket, Text.data(), Text.size(), MSG_NOSIGNAL);
    if (Sent < 0)
      return false;
    Text = Text.drop_front(Sent);
  }
  return true;
}

/// A child that crashes does so silently, and leaves the driver's temporary
/// files alone.
static void forgetHandlers() {
  llvm::sys::unregisterHandlers();
  for (const int Signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP,
                           SIGTERM, SIGINT, SIGHUP, SIGQUIT})
    std::signal(Signal, SIG_DFL);
}

/// The exit code of a child that gets no more memory.
static constexpr int NoMemory = 12;

/// The heap, not the address space: a mapped file or library takes none.
static void boundMemory(unsigned MemoryInMiB) {
  const rlim_t Bytes = static_cast<rlim_t>(MemoryInMiB) << 20;
  const rlimit Bound = {Bytes, Bytes};
  if (MemoryInMiB)
    ::setrlimit(RLIMIT_DATA, &Bound);
  std::set_new_handler([] { ::_exit(NoMemory); });
  llvm::install_bad_alloc_error_handler(
      [](void *, const char *, bool) { ::_exit(NoMemory); });
}

[[noreturn]] static void serve(int Socket, const Analysis &Analyse,
                               unsigned MemoryInMiB) {
  forgetHandlers();
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  boundMemory(MemoryInMiB);
  // What clang-tidy prints is in its results too.
  const int Nowhere = ::open("/dev/null", O_RDWR);
  for (const int Standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    ::dup2(Nowhere, Standard);

  FILE *const Requests = ::fdopen(::dup(Socket), "r");
  std::array<char, 32> Line;
  size_t Item = 0;
  while (std::fgets(Line.data(), Line.size(), Requests) &&
         !llvm::StringRef(Line.data()).trim().getAsInteger(10, Item)) {
    const std::string Answer =
        Json(Analyse(Item))
            .dump(-1, ' ', false, Json::error_handler_t::replace);
    if (!sendAll(Socket, Answer + "\n"))
      break;
  }
  // Not exit(): the driver's destructors and buffers are not the child's.
  ::_exit(0);
}

llvm::Expected<Worker> Worker::start(const Analysis &Analyse,
                                     unsigned MemoryInMiB) {
  int Ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, Ends) != 0)
    return problem(llvm::Twine("cannot make a socket for a worker: ") +
                   std::strerror(errno));
  const pid_t Process = ::fork();
  if (Process < 0) {
    const int Reason = errno;
    ::close(Ends[0]);
    ::close(Ends[1]);
    return problem(llvm::Twine("cannot start a worker process: ") +
                   std::strerror(Reason));
  }
  if (Process == 0) {
    ::close(Ends[0]);
    serve(Ends[1], Analyse, MemoryInMiB);
  }
  ::close(Ends[1]);
  return Worker(Process, Ends[0]);
}

Worker::Worker(Worker &&Other) noexcept
    : Process(Other.Process), Socket(Other.Socket),
      Received(std::move(Other.Received)), Starved(Other.Starved),
      Crashed(Other.Crashed) {
  Other.Process = -1;
  Other.Socket = -1;
}

Worker::~Worker() {
  if (Socket >= 0)
    ::close(Socket);
  if (Process > 0) {
    ::kill(Process, SIGKILL);
    llvm::sys::RetryAfterSignal(-1, ::waitpid, Process, nullptr, 0);
  }
}

void Worker::send(size_t Item) {
  // A failure shows as a dead child on the next receive().
  sendAll(Socket, std::to_string(Item) + "\n");
}

void Worker::kill() { ::kill(Process, SIGKILL); }

std::string Worker::causeOfDeath() {
  int Status = 0;
  llvm::sys::RetryAfterSignal(-1, ::waitpid, Process, &Status, 0);
  Process = -1;
  Starved = WIFEXITED(Status) && WEXITSTATUS(Status) == NoMemory;
  if (Starved)
    return "it takes more memory than there is";
  if (WIFSIGNALED(Status) && WTERMSIG(Status) == SIGKILL)
    return "the analysis was killed, perhaps for want of memory";
  Crashed = true;
  if (WIFSIGNALED(Status))
    return std::string("the analysis crashed (") +
           ::strsignal(WTERMSIG(Status)) + ")";
  return "the analysis ended without an answer (exit code " +
         std::to_string(WEXITSTATUS(Status)) + ")";
}

llvm::Expected<bool> Worker::receive(std::string &Line) {
  std::array<char, 1 << 16> Buffer;
  const ssize_t Count = llvm::sys::RetryAfterSignal(
      -1, ::read, Socket, static_cast<void *>(Buffer.data()), Buffer.size());
  if (Count <= 0)
    return problem(causeOfDeath());
  Received.append(Buffer.data(), Count);
  if (Received.back() != '\n')
    return false;
  Received.pop_back();
  Line = std::exchange(Received, "");
  return true;
}

} // namespace asynctidy
