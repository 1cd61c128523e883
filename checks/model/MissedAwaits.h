#ifndef ASYNCTIDY_MODEL_MISSEDAWAITS_H
#define ASYNCTIDY_MODEL_MISSEDAWAITS_H

namespace asynctidy {

struct Body;
class AsyncModel;

/// An await is missing in \p Of, rather than needless there: it blocks, itself
/// or in a function of the translation unit that it calls, or it drops a task.
/// Ask at the end of the translation unit.
bool missesAwait(const Body &Of, AsyncModel &Model);

} // namespace asynctidy

#endif
