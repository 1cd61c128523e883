#ifndef ASYNCTIDY_DRIVER_REPORT_STORY_H
#define ASYNCTIDY_DRIVER_REPORT_STORY_H

#include "driver/Finding.h"
#include <vector>

namespace asynctidy {

/// What happens one after the other, as the finding and its notes tell it.
struct Story {
  struct Step {
    enum Role { Start, Next, Finding, Await } What;
    const std::string &Message;
    const Place &Where;
    const std::string &Function; ///< that the place is in; may be empty
  };
  std::vector<Step> Steps; ///< none if it is no story
  /// From the start of a thread or coroutine, call by call, to where it
  /// blocks; then the await that needs the blocked thread, if it is known.
  bool IsCallPath = false;
};

/// \p Found has to outlive the story.
Story storyOf(const Finding &Found);

} // namespace asynctidy

#endif
