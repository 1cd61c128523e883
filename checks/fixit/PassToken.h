#ifndef ASYNCTIDY_FIXIT_PASSTOKEN_H
#define ASYNCTIDY_FIXIT_PASSTOKEN_H

#include "checks/fixit/Await.h"

namespace asynctidy {

class Invocation;
struct TokenAtHand;
struct TokenSlot;

/// `f(id)` becomes `f(id, token)`, `f(id, 3, token)` if a default of 3 stands
/// between, and `sleep(d)` becomes `sleep_abortable(d, token)`. Empty where
/// that would not be safe: in a macro, if a default cannot be written at the
/// call, or if another overload could be meant then.
Edits passToken(const Invocation &Call, const TokenSlot &Slot,
                const TokenAtHand &Token, const Body &In,
                clang::ASTContext &Context);

} // namespace asynctidy

#endif
