#include "driver/Display.h"
#include "driver/Complain.h"
#include "driver/Paths.h"
#include "llvm/Support/Process.h"

namespace asynctidy {

using Clock = std::chrono::steady_clock;

Display::Display(const Plan &Work, size_t Total, bool IsQuiet)
    : Work(Work), IsTerminal(llvm::sys::Process::StandardErrIsDisplayed()) {
  if (!IsQuiet)
    Shown.emplace(llvm::errs(), IsTerminal, Total, Clock::now());
}

Display::~Display() {
  if (Shown)
    Shown->erase();
}

std::string Display::nameOf(size_t Item) const {
  return relativeTo(Work.SourceRoot, Work.Items[Item].File);
}

void Display::begun(size_t Item) {
  if (Shown)
    Shown->begin(nameOf(Item));
  tick();
}

void Display::done(size_t Item, const UnitResult &Result) {
  if (!Shown)
    return;
  for (const Finding &Each : Result.Findings)
    if (!Each.IsCompileError)
      Found.insert({Each.Where.Path, Each.Where.Offset, Each.Check});
  Shown->finish(nameOf(Item));
  Shown->setFindings(Found.size());
  tick();
}

void Display::postponed(size_t Item) {
  if (!Shown)
    return;
  Shown->postpone(nameOf(Item));
  Shown->erase();
  complain(Work.Items[Item].File +
           " takes too much memory and is analysed once more, alone");
}

void Display::tick() {
  if (Shown)
    Shown->show(Clock::now(), IsTerminal ? terminalColumns() : 0);
}

} // namespace asynctidy
