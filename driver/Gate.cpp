#include "driver/Gate.h"
#include "llvm/ADT/STLExtras.h"

namespace asynctidy {

static bool fails(const Finding &Found, FailOn Gate) {
  if (Found.IsCompileError)
    return false;
  switch (Gate) {
  case FailOn::Note:
    return true;
  case FailOn::Warning:
    return Found.Level != Severity::Note;
  case FailOn::Error:
    return Found.Level == Severity::Error;
  case FailOn::Never:
    return false;
  }
  return true;
}

ExitCode exitCode(const Report &Of, FailOn Gate) {
  if (llvm::any_of(Of.Findings,
                   [Gate](const Finding &Each) { return fails(Each, Gate); }))
    return HasFindings;
  return Of.Units.Failed.empty() ? Clean : Incomplete;
}

} // namespace asynctidy
