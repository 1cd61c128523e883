#include "driver/report/Story.h"
#include "checks/model/Wording.h"
#include "llvm/ADT/STLExtras.h"

namespace asynctidy {

/// Whether the finding comes before or after what its notes say. Of the other
/// checks, the notes are in no order of time.
enum class Turn { NoStory, First, Last };

static Turn turnOf(llvm::StringRef Check) {
  if (Check == "async-dangling-capture")
    return Turn::First;
  if (Check == "async-blocking-wait" || Check == "async-stale-reference")
    return Turn::Last;
  return Turn::NoStory;
}

Story storyOf(const Finding &Found) {
  using Step = Story::Step;
  Story Told;
  const Turn Own = turnOf(Found.Check);
  if (Own == Turn::NoStory || Found.Notes.empty() ||
      llvm::any_of(Found.Notes,
                   [](const Note &Each) { return Each.Where.Path.empty(); }))
    return Told;
  Told.IsCallPath = Found.Check == "async-blocking-wait";

  const Step Itself = {Step::Finding, Found.Message, Found.Where,
                       Found.Function};
  const Note *Await = nullptr;
  if (Own == Turn::First)
    Told.Steps.push_back(Itself);
  for (const Note &Each : Found.Notes)
    if (Each.Message == NeedsBlockedThread)
      Await = &Each;
    else
      Told.Steps.push_back({Told.Steps.empty() ? Step::Start : Step::Next,
                            Each.Message, Each.Where, Each.Function});
  if (Own == Turn::Last)
    Told.Steps.push_back(Itself);
  if (Await)
    Told.Steps.push_back(
        {Step::Await, Await->Message, Await->Where, Await->Function});
  return Told;
}

} // namespace asynctidy
