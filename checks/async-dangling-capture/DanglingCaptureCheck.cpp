#include "checks/async-dangling-capture/DanglingCaptureCheck.h"
#include "checks/fixit/CaptureToParameter.h"
#include "checks/model/ClosureEnds.h"
#include "checks/model/Wording.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

void DanglingCaptureCheck::examine(const Body &Of) {
  for (const LambdaSite &Site : Of.Lambdas)
    if (!Site.Lambda->getBeginLoc().isMacroID() &&
        !isInTestMacro(Site.Lambda->getBeginLoc(), model().context()))
      if (const auto End = closureEndOf(Site, Of, model()))
        report(Site, *End);
}

// `task<> polling_ = [this]() -> task<> {...}();` of a class.
void DanglingCaptureCheck::examineInitializer(const Body &Of) { examine(Of); }

void DanglingCaptureCheck::report(const LambdaSite &Site,
                                  const ClosureEnd &End) {
  const CaptureUse &Use = End.Use;
  const std::string Name =
      Use.Captured ? "'" + Use.Captured->getNameAsString() + "'" : "'this'";
  const std::string Holder = End.Closure
                                 ? "'" + End.Closure->getNameAsString() + "'"
                             : End.Taker ? nameOf(*End.Taker)
                                         : "";
  if (End.What == ClosureEnd::Referent)
    diag(Site.Lambda->getBeginLoc(),
         "the lambda%select{|'s coroutine}1 uses %0, captured by reference, "
         "when it may be gone; capture a copy or an owner")
        << Name << model().bodyOf(*Site.Lambda->getCallOperator()).IsCoroutine;
  else
    diag(Site.Lambda->getBeginLoc(),
         "the lambda dies %select{at the end of this statement|with %2|when "
         "%2 has called it}1, but its coroutine uses the captured %0 after "
         "that; pass %0 as a parameter")
        << Name << static_cast<int>(End.What) << Holder
        << captureToParameter(Site, model());
  if (Use.Suspended && !Use.Meanwhile)
    diag(Use.Suspended->getBeginLoc(), "the coroutine is suspended here",
         DiagnosticIDs::Note);
  if (End.Death.isValid())
    diag(End.Death,
         "%select{the lambda|%1|the lambda|%2}0 dies here%select{, but the "
         "coroutine goes on|, and the lazy coroutine begins later}3",
         DiagnosticIDs::Note)
        << static_cast<int>(End.What) << Holder << Name
        << (Use.Suspended == nullptr && End.What != ClosureEnd::Referent);
  diag(Use.Use->getBeginLoc(), "%0 is used here after that",
       DiagnosticIDs::Note)
      << Name;
}
