#include "driver/Progress.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Unicode.h"
#include <cmath>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace asynctidy {

constexpr llvm::StringLiteral EraseLine = "\r\x1b[K";
constexpr auto TerminalInterval = 100ms;
/// A log gets a line after this time, or sooner for a tenth of the work.
constexpr auto LogInterval = 30s, LogMinimum = 5s;

Progress::Progress(llvm::raw_ostream &To, bool IsTerminal, size_t Total,
                   Time Now)
    : To(To), IsTerminal(IsTerminal), Total(Total), Started(Now), Shown(Now) {}

void Progress::begin(const std::string &File) { Running.push_back(File); }

void Progress::finish(const std::string &File) {
  ++Done;
  postpone(File);
}

void Progress::postpone(const std::string &File) {
  if (const auto At = llvm::find(Running, File); At != Running.end())
    Running.erase(At);
}

bool Progress::isDue(Time Now) const {
  if (IsTerminal)
    return Shown == Started || Now - Shown >= TerminalInterval;
  const bool IsTenth = (Done - ShownDone) * 10 >= Total;
  return Now - Shown >= (IsTenth ? LogMinimum : LogInterval);
}

static std::string duration(double Seconds) {
  const auto Whole = std::lround(Seconds);
  if (Whole < 60)
    return std::to_string(Whole) + " s";
  if (Whole < 3600)
    return std::to_string(Whole / 60) + " min " + std::to_string(Whole % 60) +
           " s";
  return std::to_string(Whole / 3600) + " h " +
         std::to_string(Whole / 60 % 60) + " min";
}

std::string Progress::state(Time Now) const {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  Out << "[" << Done << "/" << Total << "] " << (Total ? Done * 100 / Total : 0)
      << " %";
  const double Seconds = std::chrono::duration<double>(Now - Started).count();
  if (Done && Seconds > 0) {
    const double Rate = static_cast<double>(Done) / Seconds;
    Out << llvm::format(", %.1f/s, ", Rate)
        << duration(static_cast<double>(Total - Done) / Rate) << " left";
  }
  Out << ", " << Findings << (Findings == 1 ? " finding" : " findings");
  return Text;
}

/// Controls would move the cursor.
static std::string printable(llvm::StringRef Text) {
  std::string Result = Text.str();
  for (char &Each : Result)
    if (static_cast<unsigned char>(Each) < ' ' || Each == '\x7f')
      Each = '?';
  return Result;
}

/// With the file, whose end says more than its beginning. In the last column,
/// some terminals would begin a new line.
std::string Progress::fitting(const std::string &State,
                              unsigned Columns) const {
  constexpr llvm::StringLiteral Cut = "\xe2\x80\xa6";
  const auto WidthOf = [](llvm::StringRef Text) {
    return std::max(0, llvm::sys::unicode::columnWidthUTF8(Text));
  };
  const int Most = static_cast<int>(Columns) - 1;
  if (WidthOf(State) > Most)
    return State.substr(0, std::max(0, Most));
  if (Running.empty())
    return State;
  const std::string Path = printable(Running.front());
  if (const std::string Whole = State + ": " + Path; WidthOf(Whole) <= Most)
    return Whole;
  llvm::StringRef File = Path;
  const int Room = Most - WidthOf(State) - 3;
  while (!File.empty() &&
         (WidthOf(File) > Room || (File.front() & 0xc0) == 0x80))
    File = File.drop_front();
  return File.empty() ? State : State + ": " + Cut.str() + File.str();
}

void Progress::show(Time Now, unsigned Columns) {
  if (!isDue(Now))
    return;
  Shown = Now;
  ShownDone = Done;
  if (IsTerminal)
    To << EraseLine << fitting(state(Now), Columns);
  else
    To << "async-tidy: " << state(Now)
       << (Running.empty() ? "" : ": " + printable(Running.front())) << "\n";
  To.flush();
}

void Progress::erase() {
  if (IsTerminal && Shown != Started)
    To << EraseLine;
  To.flush();
}

unsigned terminalColumns() {
  constexpr unsigned Usual = 80;
  winsize Size = {};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &Size) == 0 && Size.ws_col
             ? Size.ws_col
             : Usual;
}

} // namespace asynctidy
