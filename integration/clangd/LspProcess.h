#ifndef ASYNCTIDY_INTEGRATION_CLANGD_LSPPROCESS_H
#define ASYNCTIDY_INTEGRATION_CLANGD_LSPPROCESS_H

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace asynctidy {

using Deadline = std::chrono::steady_clock::time_point;

/// A language server in a child process: JSON messages in and out. Every
/// failure is a std::runtime_error of one sentence. The child never outlives
/// the object. Not thread-safe.
class LspProcess {
public:
  /// Starts \p Command, whose first word is the program's path.
  explicit LspProcess(const std::vector<std::string> &Command);
  ~LspProcess();
  LspProcess(const LspProcess &) = delete;
  LspProcess &operator=(const LspProcess &) = delete;

  void send(const nlohmann::json &Message);

  /// The server's next message.
  nlohmann::json receive(Deadline Until);

  /// The exit code of a server that was asked to end; 128+n after signal n.
  int waitForExit(Deadline Until);

private:
  void readMore(Deadline Until);
  [[noreturn]] void fail(const std::string &What) const;

  std::string Program;
  std::string Received;
  int Socket = -1;
  int Child = -1;
};

} // namespace asynctidy

#endif
