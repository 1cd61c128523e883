#ifndef ASYNCTIDY_INTEGRATION_CLANGD_LSPCLIENT_H
#define ASYNCTIDY_INTEGRATION_CLANGD_LSPCLIENT_H

#include "integration/clangd/LspProcess.h"
#include <map>

namespace asynctidy {

/// What an editor does with a clangd: opens files, gets diagnostics, asks for
/// quick fixes. Positions are lines and bytes from 0. Every failure, a server
/// that dies or keeps silent included, is a std::runtime_error of one
/// sentence. Not thread-safe.
class LspClient {
public:
  struct Options {
    /// The server's path.
    std::string Program;
    /// More arguments for it.
    std::vector<std::string> Arguments;
    /// The flags that all files are compiled with; build directories that
    /// clangd would find by itself play no part.
    std::vector<std::string> CompileFlags;
    /// How long one answer may take.
    std::chrono::seconds Patience{60};
  };

  /// Starts the server and greets it.
  explicit LspClient(Options With);

  /// Opens \p Path, absolute, with \p Text, which need not be on the disk.
  /// Gives its diagnostics as LSP has them: an array of `range`, `severity`,
  /// `code` (the check), `source`, `message` and `relatedInformation`.
  nlohmann::json open(const std::string &Path, const std::string &Text);

  /// Replaces the text of an open file; gives the new diagnostics.
  nlohmann::json change(const std::string &Path, const std::string &Text);

  /// The quick fixes of one diagnostic of an open file: an array of
  /// `title` and `edit`.
  nlohmann::json codeActions(const std::string &Path,
                             const nlohmann::json &Diagnostic);

  /// \p Text after the edits of \p Action in \p Path.
  static std::string apply(const std::string &Path, std::string Text,
                           const nlohmann::json &Action);

  /// Ends the server in good order; gives its exit code.
  int shutdown();

private:
  nlohmann::json request(const std::string &Method, nlohmann::json Params);
  void notify(const std::string &Method, nlohmann::json Params);
  nlohmann::json receive(Deadline Until);
  nlohmann::json diagnostics(const std::string &Path);
  Deadline deadline() const;

  Options With;
  LspProcess Server;
  std::map<std::string, int> Versions;
  int LastRequest = 0;
};

} // namespace asynctidy

#endif
