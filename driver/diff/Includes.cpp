#include "driver/diff/Includes.h"
#include "driver/Paths.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/DependencyScanningTool.h"

namespace scanning = clang::dependencies;
namespace tooling = clang::tooling;

namespace asynctidy {

struct IncludeScanner::Clang {
  scanning::DependencyScanningService Service{
      scanning::ScanningMode::DependencyDirectivesScan,
      scanning::ScanningOutputFormat::Make};
  scanning::DependencyScanningWorker Worker{
      Service, llvm::vfs::createPhysicalFileSystem()};
};

IncludeScanner::IncludeScanner() : Scanner(std::make_unique<Clang>()) {}
IncludeScanner::~IncludeScanner() = default;

IncludeScanner::Result IncludeScanner::scan(const WorkItem &Item) {
  const tooling::CommandLineArguments Command =
      tooling::getClangStripDependencyFileAdjuster()(Item.Command, Item.File);
  scanning::FullDependencyConsumer Found({});
  scanning::CallbackActionController Controller(nullptr);
  // Code that does not compile is told of when it is analysed.
  clang::IgnoringDiagConsumer Silent;
  const bool IsGood = tooling::computeDependencies(
      Scanner->Worker, Item.Directory, Command, Found, Controller, Silent);
  std::set<std::string> Files;
  for (const std::string &Each : Found.takeTranslationUnitDeps().FileDeps)
    Files.insert(realPath(absolutePath(Each, Item.Directory)));
  return {std::move(Files), !IsGood};
}

} // namespace asynctidy
