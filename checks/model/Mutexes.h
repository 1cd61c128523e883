#ifndef ASYNCTIDY_MODEL_MUTEXES_H
#define ASYNCTIDY_MODEL_MUTEXES_H

#include "clang/AST/Type.h"

namespace clang {
class CXXRecordDecl;
} // namespace clang

namespace asynctidy {

/// A mutex whose `lock()` blocks the thread.
bool isMutex(clang::QualType Type);

/// Its `lock()` waits, and so blocks: an async mutex has none, or one whose
/// result is awaited. A mutex for one thread only has one that does nothing.
bool blocksInLock(const clang::CXXRecordDecl &Class);

/// `spin_guard(spin &s) : s_(s) { s_.lock(); } ~spin_guard() { s_.unlock(); }`
bool locksForItsLife(const clang::CXXRecordDecl &Class);

} // namespace asynctidy

#endif
