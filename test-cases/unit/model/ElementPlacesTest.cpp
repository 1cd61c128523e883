#include "checks/model/ElementPlaces.h"
#include "SourceCase.h"
#include "clang/AST/Expr.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// What `from` leads to, in the member function f of a class with these
/// containers: "names:element", one a place.
std::vector<std::string> placesOfFrom(const std::string &Statements) {
  SourceCase Case("#include <algorithm>\n"
                  "#include <map>\n"
                  "#include <memory>\n"
                  "#include <string>\n"
                  "#include <string_view>\n"
                  "#include <unordered_map>\n"
                  "#include <vector>\n"
                  "std::vector<int> numbers;\n"
                  "struct room { std::vector<std::string> members; };\n"
                  "struct hotel {\n"
                  "  std::map<int, room> rooms;\n"
                  "  std::unordered_map<int, std::unique_ptr<room>> owned;\n"
                  "  std::vector<std::shared_ptr<room>> shared;\n"
                  "  room &room_of(int id) { return rooms.at(id); }\n"
                  "};\n"
                  "void f(hotel *h, hotel own, std::vector<int> &given) {\n" +
                  Statements + "\n}\n");
  EXPECT_TRUE(Case.compiles()) << Statements;
  std::vector<std::string> Found;
  for (const clang::VarDecl *Local : Case.body("f").Locals)
    if (Local->getName() == "from")
      for (const ElementPlace &Place : placesOf(*Local))
        Found.push_back(Place.In.Named->getNameAsString() +
                        (Place.In.Depth ? "+" : "") +
                        (Place.Held == Handle::Element ? ":element"
                         : Place.Held == Handle::Owned ? ":owned"
                                                       : ":iterator"));
  return Found;
}

TEST(ElementPlaces, AreFoundBehindReferences) {
  EXPECT_THAT(placesOfFrom("auto &from = h->rooms[1];"),
              ElementsAre("rooms:element"));
  EXPECT_THAT(placesOfFrom("auto &from = h->rooms.at(1).members;"),
              ElementsAre("rooms:element"));
  EXPECT_THAT(placesOfFrom("auto &from = numbers.front();"),
              ElementsAre("numbers:element"));
  EXPECT_THAT(placesOfFrom("auto &from = given[0];"),
              ElementsAre("given:element"));
  EXPECT_THAT(placesOfFrom("auto &r = h->rooms[1]; auto &from = r;"),
              ElementsAre("rooms:element"));
}

TEST(ElementPlaces, OfAContainerInAContainerAreTwo) {
  EXPECT_THAT(placesOfFrom("auto &from = h->rooms[1].members[0];"),
              ElementsAre("members:element", "rooms:element"));
}

TEST(ElementPlaces, AreFoundBehindIteratorsAndPointers) {
  EXPECT_THAT(placesOfFrom("auto from = h->rooms.find(1);"),
              ElementsAre("rooms:iterator"));
  EXPECT_THAT(placesOfFrom("auto it = h->rooms.find(1); auto &from = *it;"),
              ElementsAre("rooms:element"));
  EXPECT_THAT(placesOfFrom("auto from = &h->rooms[1];"),
              ElementsAre("rooms:element"));
  EXPECT_THAT(
      placesOfFrom("auto from = std::find(numbers.begin(), numbers.end(), 1);"),
      ElementsAre("numbers:iterator"));
  EXPECT_THAT(placesOfFrom("auto from = numbers.data();"),
              ElementsAre("numbers:element"));
  EXPECT_THAT(placesOfFrom("auto [from, is] = h->rooms.try_emplace(1);"),
              IsEmpty());
  EXPECT_THAT(placesOfFrom("auto from = h->rooms.try_emplace(1).first;"),
              ElementsAre("rooms:iterator"));
}

TEST(ElementPlaces, AreFoundBehindViewsAndFunctions) {
  EXPECT_THAT(
      placesOfFrom("std::string_view from = h->rooms[1].members.front();"),
      ElementsAre("members+:element", "members:element", "rooms:element"));
  EXPECT_THAT(placesOfFrom("auto &from = h->room_of(1);"),
              ElementsAre("rooms:element"));
}

TEST(ElementPlaces, DependOnSmartPointers) {
  // Into the container, and into the pointer in it, which may be reset.
  EXPECT_THAT(placesOfFrom("auto &from = *h->owned[1];"),
              ElementsAre("owned:owned", "owned+:element"));
  EXPECT_THAT(placesOfFrom("auto from = h->owned[1].get();"),
              ElementsAre("owned:owned", "owned+:element"));
  EXPECT_THAT(placesOfFrom("auto &from = *h->shared[1];"), IsEmpty());
}

TEST(ElementPlaces, AreNotInWhatTheFunctionOwns) {
  EXPECT_THAT(placesOfFrom("auto &from = own.rooms[1];"), IsEmpty());
  EXPECT_THAT(placesOfFrom("auto all = h->rooms; auto &from = all[1];"),
              IsEmpty());
  EXPECT_THAT(placesOfFrom("auto from = h->rooms[1];"), IsEmpty());
  EXPECT_THAT(placesOfFrom("auto &from = h->rooms;"), IsEmpty());
}

TEST(Containers, TellWhatAChangeInvalidates) {
  EXPECT_TRUE(invalidates(Change::Grows, Layout::Contiguous, Handle::Element));
  EXPECT_FALSE(invalidates(Change::Grows, Layout::Contiguous, Handle::Owned));
  EXPECT_FALSE(invalidates(Change::Grows, Layout::Nodes, Handle::Iterator));
  EXPECT_FALSE(invalidates(Change::Grows, Layout::Hash, Handle::Element));
  EXPECT_TRUE(invalidates(Change::Grows, Layout::Hash, Handle::Iterator));
  EXPECT_FALSE(invalidates(Change::Grows, Layout::Ends, Handle::Element));
  EXPECT_TRUE(invalidates(Change::Removes, Layout::Nodes, Handle::Element));
  EXPECT_FALSE(invalidates(Change::None, Layout::Contiguous, Handle::Element));
}

} // namespace
} // namespace asynctidy
