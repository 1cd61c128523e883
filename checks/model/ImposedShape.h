#ifndef ASYNCTIDY_MODEL_IMPOSEDSHAPE_H
#define ASYNCTIDY_MODEL_IMPOSEDSHAPE_H

namespace asynctidy {

class Awaitables;
struct Body;
struct LambdaSite;

/// Somebody else demands the return type of \p Of, as far as its declaration
/// shows: a base class, a primary template, an overload, or whoever takes the
/// lambda \p Lambda (null for other functions) as an argument.
bool isShapeImposed(const Body &Of, const LambdaSite *Lambda,
                    const Awaitables &Types);

} // namespace asynctidy

#endif
