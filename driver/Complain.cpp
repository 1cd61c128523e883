#include "driver/Complain.h"
#include "llvm/Support/raw_ostream.h"

void asynctidy::complain(const llvm::Twine &Sentence) {
  llvm::errs() << "async-tidy: " << Sentence << "\n";
}
