#include "driver/Language.h"
#include "clang/Driver/ToolChain.h"
#include "clang/Driver/Types.h"
#include "clang/Options/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/Path.h"

namespace types = clang::driver::types;
namespace options = clang::options;

namespace asynctidy {

using llvm::StringRef;

/// `--driver-mode=g++`, or a program named g++: it takes C for C++.
static StringRef driverMode(const std::vector<std::string> &Command) {
  for (const StringRef Word : llvm::reverse(Command))
    if (Word.starts_with("--driver-mode="))
      return Word;
  const char *const Mode =
      clang::driver::ToolChain::getTargetAndModeFromProgramName(Command.front())
          .DriverMode;
  return Mode ? Mode : "";
}

static types::ID typeOf(const std::vector<std::string> &Command,
                        StringRef File) {
  const StringRef Mode = driverMode(Command);
  const bool IsLikeMicrosoft = Mode == "--driver-mode=cl";
  std::vector<const char *> Words;
  for (const std::string &Each : llvm::drop_begin(Command))
    Words.push_back(Each.c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  const llvm::opt::InputArgList Flags = clang::getDriverOptTable().ParseArgs(
      Words, MissingIndex, MissingCount,
      llvm::opt::Visibility(IsLikeMicrosoft ? options::CLOption
                                            : options::ClangOption));
  if (const auto *Chosen = Flags.getLastArg(options::OPT_x))
    return types::lookupTypeForTypeSpecifier(Chosen->getValue());
  if (Flags.hasArg(options::OPT__SLASH_TP, options::OPT__SLASH_Tp))
    return types::TY_CXX;
  if (Flags.hasArg(options::OPT__SLASH_TC, options::OPT__SLASH_Tc))
    return types::TY_C;
  const types::ID Named =
      types::lookupTypeForExtension(llvm::sys::path::extension(File).drop_front(
          llvm::sys::path::has_extension(File)));
  return Mode == "--driver-mode=g++" ? types::lookupCXXTypeForCType(Named)
                                     : Named;
}

Language languageOf(const std::vector<std::string> &Command, StringRef File) {
  if (Command.empty())
    return Language::Cxx;
  const types::ID Type = typeOf(Command, File);
  // What a header is depends on who includes it.
  if (Type == types::TY_INVALID || types::isCXX(Type) ||
      types::onlyPrecompileType(Type))
    return Language::Cxx;
  return types::isDerivedFromC(Type) ? Language::OtherC : Language::Foreign;
}

} // namespace asynctidy
