#include "driver/Stages.h"
#include "driver/scan/AsyncWords.h"
#include "llvm/ADT/STLExtras.h"
#include <chrono>
#include <numeric>

namespace asynctidy {

Stages::Stages(Inputs Of)
    : Given(std::move(Of)), Scanner(AsyncWords(Given.Checks.Vocabularies)),
      Times(Given.Cache ? Given.Cache->pathOfTimes() : "") {}

AnalysisOptions Stages::optionsFor(size_t Item) const {
  AnalysisOptions How = Given.How;
  const Configuration::Shortcuts &Allowed = Given.Checks.Allowed[Item];
  How.ParsesLess &= Allowed.ParseLess;
  How.Prescans &= How.ParsesLess && Allowed.SkipWithoutWords;
  return How;
}

UnitResult Stages::survey(size_t Item) {
  const WorkItem &Unit = Given.Work.Items[Item];
  const AnalysisOptions How = optionsFor(Item);
  if (Given.Cache)
    if (std::optional<UnitResult> Known = Given.Cache->find(Unit, How))
      return std::move(*Known);
  UnitResult Result;
  Result.Ahead.emplace();
  if (!How.ParsesLess)
    return Result;
  FileLog Log;
  Reached Found = Scanner.scan(Unit, &Log);
  if (How.Prescans && !Found.IsIncomplete && !Found.MentionsWord) {
    Result.Ahead.reset();
    Result.HasNoAsync = true;
    Result.Files = std::move(Found.Files);
    if (Given.Cache)
      Given.Cache->keep(Unit, How, Log.answers(), Result);
    return Result;
  }
  Result.Ahead = {std::move(Found.StandardHeaders),
                  Given.Checks.Allowed[Item].ShareHeaders &&
                      !Found.IsIncomplete && !Found.DependsOnOrder,
                  Found.Bytes};
  return Result;
}

UnitResult Stages::analyse(size_t Item, const SharedHeaders *Begin) const {
  const WorkItem &Unit = Given.Work.Items[Item];
  AnalysisOptions How = optionsFor(Item);
  if (Begin)
    How.Precompiled = Begin->precompiled();
  if (!Given.Cache)
    return asynctidy::analyse(Unit, How);
  FileLog Log;
  UnitResult Result =
      asynctidy::analyse(Unit, How, [&Log] { return Log.watch(realFiles()); });
  FileAnswers Answers = Log.answers();
  if (Begin) {
    add(Answers, Begin->answers());
    Begin->removeOwn(Answers);
  }
  Given.Cache->keep(Unit, How, Answers, Result);
  return Result;
}

UnitResult Stages::analyse(size_t Item) const {
  const auto Begin = SharedBy.find(Item);
  if (Begin == SharedBy.end())
    return analyse(Item, nullptr);
  UnitResult Result = analyse(Item, Begin->second);
  // What is wrong with the code is told of the code as it is written.
  return Result.Failure.empty() ? Result : analyse(Item, nullptr);
}

UnitResult Stages::analyseInTime(size_t Item) const {
  const auto Begin = std::chrono::steady_clock::now();
  UnitResult Result = analyse(Item);
  Result.Seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - Begin)
          .count();
  return Result;
}

llvm::Error Stages::shareHeaders(const std::vector<size_t> &Items,
                                 const std::vector<UnitResult> &Surveyed,
                                 const RunJobs &Prepare) {
  Shared = SharedHeaders::find(Given.Work, Items, Surveyed);
  if (Shared.empty())
    return llvm::Error::success();
  std::vector<size_t> Numbers(Shared.size());
  std::iota(Numbers.begin(), Numbers.end(), 0);
  llvm::Expected<std::vector<UnitResult>> Made =
      Prepare(Numbers, [this](size_t Number) {
        UnitResult Result;
        if (!Shared[Number].precompile(Given.Work, Given.How))
          Result.Failure = "the standard headers do not compile";
        return Result;
      });
  if (!Made)
    return Made.takeError();
  for (const size_t Number : Numbers)
    if ((*Made)[Number].Failure.empty())
      for (const size_t Item : Shared[Number].units())
        SharedBy[Item] = &Shared[Number];
  return llvm::Error::success();
}

llvm::Error Stages::analysePlainly(const std::vector<size_t> &Items,
                                   std::vector<UnitResult> &Results,
                                   const RunJobs &Analyse) {
  std::vector<size_t> Crashed; // positions in Items
  std::vector<size_t> Again;
  for (size_t At = 0; At < Items.size(); ++At)
    if (Results[At].HasCrashed && optionsFor(Items[At]).ParsesLess) {
      Crashed.push_back(At);
      Again.push_back(Items[At]);
    }
  if (Again.empty())
    return llvm::Error::success();
  llvm::Expected<std::vector<UnitResult>> New =
      Analyse(Again, [this](size_t Item) {
        AnalysisOptions How = optionsFor(Item);
        How.ParsesLess = false;
        return asynctidy::analyse(Given.Work.Items[Item], How);
      });
  if (!New)
    return New.takeError();
  for (size_t At = 0; At < Again.size(); ++At)
    Results[Crashed[At]] = std::move((*New)[At]);
  return llvm::Error::success();
}

llvm::Expected<std::vector<UnitResult>>
Stages::run(const std::vector<size_t> &Items, const RunJobs &Prepare,
            const RunJobs &Analyse) {
  llvm::Expected<std::vector<UnitResult>> Results =
      Prepare(Items, [this](size_t Item) { return survey(Item); });
  if (!Results)
    return Results.takeError();
  if (llvm::Error Failed = shareHeaders(Items, *Results, Prepare))
    return std::move(Failed);

  std::vector<size_t> Open; // positions in Items
  for (size_t At = 0; At < Items.size(); ++At)
    if ((*Results)[At].Ahead || !(*Results)[At].Failure.empty())
      Open.push_back(At);
  // A long one at the end would leave all workers but one without work.
  std::vector<UnitTimes::Waiting> Waiting;
  for (const size_t At : Open) {
    const std::optional<Outlook> &Ahead = (*Results)[At].Ahead;
    Waiting.push_back({&Given.Work.Items[Items[At]], Ahead ? Ahead->Bytes : 0});
  }
  std::vector<size_t> Order; // positions in Items
  std::vector<size_t> Left;
  for (const size_t Next : Times.longestFirst(Waiting)) {
    Order.push_back(Open[Next]);
    Left.push_back(Items[Open[Next]]);
  }
  llvm::Expected<std::vector<UnitResult>> Analysed =
      Analyse(Left, [this](size_t Item) { return analyseInTime(Item); });
  if (!Analysed)
    return Analysed.takeError();
  if (llvm::Error Failed = analysePlainly(Left, *Analysed, Analyse))
    return std::move(Failed);
  for (size_t At = 0; At < Order.size(); ++At) {
    if ((*Analysed)[At].Seconds > 0)
      Times.note(Given.Work.Items[Left[At]], (*Analysed)[At].Seconds);
    (*Results)[Order[At]] = std::move((*Analysed)[At]);
  }
  if (!Order.empty())
    Times.save();
  return Results;
}

} // namespace asynctidy
