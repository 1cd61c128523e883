#include "integration/clangd/LspProcess.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace asynctidy;
using nlohmann::json;

static constexpr const char *HeaderEnd = "\r\n\r\n";
static constexpr const char *LengthField = "Content-Length: ";

void LspProcess::fail(const std::string &What) const {
  throw std::runtime_error(Program + ": " + What);
}

LspProcess::LspProcess(const std::vector<std::string> &Command)
    : Program(Command.front()) {
  // A socket rather than pipes: writing to a server that died is then an
  // error, where a pipe would send a signal to the whole test.
  int Ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, Ends) != 0)
    fail(std::string("cannot make a socket: ") + std::strerror(errno));
  Socket = Ends[0];

  std::vector<char *> Arguments;
  for (const std::string &Word : Command)
    Arguments.push_back(const_cast<char *>(Word.c_str()));
  Arguments.push_back(nullptr);

  posix_spawn_file_actions_t Actions;
  posix_spawn_file_actions_init(&Actions);
  posix_spawn_file_actions_adddup2(&Actions, Ends[1], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&Actions, Ends[1], STDOUT_FILENO);
  int Error = posix_spawn(&Child, Program.c_str(), &Actions, nullptr,
                          Arguments.data(), environ);
  posix_spawn_file_actions_destroy(&Actions);
  close(Ends[1]);
  if (Error != 0) {
    close(Socket);
    fail(std::string("cannot be started: ") + std::strerror(Error));
  }
}

LspProcess::~LspProcess() {
  close(Socket);
  if (Child == -1)
    return;
  kill(Child, SIGKILL);
  waitpid(Child, nullptr, 0);
}

void LspProcess::send(const json &Message) {
  std::string Body = Message.dump();
  std::string Text =
      LengthField + std::to_string(Body.size()) + HeaderEnd + Body;
  for (size_t Sent = 0; Sent < Text.size();) {
    ssize_t Count =
        ::send(Socket, Text.data() + Sent, Text.size() - Sent, MSG_NOSIGNAL);
    if (Count < 0 && errno == EINTR)
      continue;
    if (Count < 0)
      fail(std::string("does not listen any more: ") + std::strerror(errno));
    Sent += Count;
  }
}

json LspProcess::receive(Deadline Until) {
  size_t Header;
  while ((Header = Received.find(HeaderEnd)) == std::string::npos)
    readMore(Until);
  size_t Field = Received.find(LengthField);
  if (Field == std::string::npos || Field > Header)
    fail("sent a message without its length");
  size_t Length = std::stoul(Received.substr(Field + std::strlen(LengthField)));
  size_t Begin = Header + std::strlen(HeaderEnd);
  while (Received.size() < Begin + Length)
    readMore(Until);
  json Message = json::parse(Received.substr(Begin, Length));
  Received.erase(0, Begin + Length);
  return Message;
}

void LspProcess::readMore(Deadline Until) {
  auto Left = std::chrono::duration_cast<std::chrono::milliseconds>(
      Until - std::chrono::steady_clock::now());
  pollfd Wanted = {Socket, POLLIN, 0};
  int Ready = poll(&Wanted, 1, std::max<int>(0, Left.count()));
  if (Ready < 0 && errno == EINTR)
    return;
  if (Ready == 0)
    fail("did not answer in time");
  char Buffer[1 << 16];
  ssize_t Count = read(Socket, Buffer, sizeof(Buffer));
  if (Count <= 0)
    fail("ended before it answered");
  Received.append(Buffer, Count);
}

int LspProcess::waitForExit(Deadline Until) {
  int Status = 0;
  while (waitpid(Child, &Status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() >= Until)
      fail("did not end in time");
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  Child = -1;
  return WIFEXITED(Status) ? WEXITSTATUS(Status) : 128 + WTERMSIG(Status);
}
