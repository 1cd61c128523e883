#include "checks/model/WithBody.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/Decl.h"

using namespace clang;

static std::function<void(const FunctionDecl &)> Skipped;

void asynctidy::listenForSkippedBodies(
    std::function<void(const FunctionDecl &)> Listener) {
  Skipped = std::move(Listener);
}

const FunctionDecl *asynctidy::withBody(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  if (Function.hasBody(Definition))
    return Definition;
  if (Skipped && Function.isDefined(Definition) && Definition->hasSkippedBody())
    Skipped(*Definition);
  return nullptr;
}

const FunctionDecl *asynctidy::withOwnOrWrittenBody(const FunctionDecl &Of) {
  const FunctionDecl *Own = withBody(Of);
  return Own ? Own : withBody(*patternOf(&Of));
}
