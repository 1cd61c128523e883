// No file lists the runtime's names: each public type and function of it that
// has a role says so by an annotation, and is known by nothing else.
#include "SourceCase.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

struct RoleCase {
  std::string Code;
  Role Expected;
};

std::string functionName(size_t Index) { return "f" + std::to_string(Index); }

TEST(RuntimeRoles, OfTypes) {
  const Role Task = Role::Task | Role::Hot;
  const RoleCase Cases[] = {
      {"async::task<int>", Task},
      {"decltype(std::declval<async::task<> &>().configure_await(false))",
       Task},
      {"async::value_task<int>", Task | Role::OneShot},
      {"decltype(std::declval<async::value_task<>>().configure_await(false))",
       Task | Role::OneShot},
      {"async::fire_and_forget", Role::Detached},
      {"async::async_stream<int>", Role::Stream | Role::NotConcurrent},
      {"async::channel<int>::reader", Role::Stream},
      {"async::cancellation_token", Role::Token},
      {"async::cancellation_source", Role::TokenSource},
      {"async::linked_source", Role::TokenSource},
      {"async::operation_canceled", Role::Canceled},
      {"async::synchronization_context", Role::Context},
      {"async::synchronization_context::scope", Role::ThreadBound},
      {"async::ui_context", Role::Context},
      {"async::request_context", Role::Context},
  };
  std::string Source = "#include <async/async.hpp>\n";
  for (const auto &[Index, Each] : llvm::enumerate(Cases))
    Source += "void " + functionName(Index) + "(" + Each.Code + " *);\n";
  SourceCase Case(Source);
  ASSERT_TRUE(Case.compiles());
  for (const auto &[Index, Each] : llvm::enumerate(Cases)) {
    const clang::QualType Pointer =
        Case.function(functionName(Index)).getParamDecl(0)->getType();
    EXPECT_EQ(Case.model().words().rolesOf(Pointer->getPointeeType()),
              Each.Expected)
        << Each.Code;
  }
}

TEST(RuntimeRoles, OfFunctions) {
  const RoleCase Cases[] = {
      {"t.result()", Role::Blocks},
      {"std::move(t).result()", Role::Blocks},
      {"t.wait()", Role::Blocks},
      {"t.wait_for(d)", Role::Blocks},
      {"v.result()", Role::Blocks},
      {"t.configure_await(false)", Role::ConfiguresAwait},
      {"std::move(t).configure_await(false)", Role::ConfiguresAwait},
      {"v.configure_await(false)", Role::ConfiguresAwait},
      {"async::from_result(1)", Role::MakesReady},
      {"async::completed()", Role::MakesReady},
      {"async::from_exception<int>(e)", Role::MakesReady},
      {"async::value_task<int>::from_result(1)", Role::MakesReady},
      {"async::value_task<>::from_result()", Role::MakesReady},
      {"async::when_all(t, t)", Role::Joins},
      {"async::when_all(many)", Role::Joins},
      {"async::when_all(done)", Role::Joins},
      {"async::when_any(t, t)", Role::Races},
      {"async::when_any(many)", Role::Races},
      {"async::run(work)", Role::Offloads},
      {"async::start_new(work)", Role::Offloads},
      {"pool.post(work)", Role::Offloads},
      {"async::parallel_for_each(numbers, 1, each)", Role::Offloads},
      {"context.post(work)", Role::PostsToContext},
      {"ui.post(work)", Role::PostsToContext},
      {"ui.run_until(answer)", Role::PostsToContext},
      {"request.post(work)", Role::PostsToContext},
      {"request.run(answer)", Role::PostsToContext},
      {"ui.run_until(t)", Role::Consumes},
      {"async::detach(t, failed)", Role::Detaches},
      {"async::detach(std::move(v), failed)", Role::Detaches},
  };
  std::string Source = R"(
    #include <async/async.hpp>
    void work();
    async::task<int> answer();
    async::task<> each(int);
    void failed(std::exception_ptr);
    extern async::task<int> t;
    extern async::value_task<int> v;
    extern std::vector<async::task<int>> many;
    extern std::vector<async::task<>> done;
    extern std::vector<int> numbers;
    extern std::exception_ptr e;
    extern std::chrono::seconds d;
    extern async::thread_pool &pool;
    extern async::synchronization_context &context;
    extern async::ui_context &ui;
    extern async::request_context &request;
  )";
  for (const auto &[Index, Each] : llvm::enumerate(Cases))
    Source += "void " + functionName(Index) + "() { " + Each.Code + "; }\n";
  SourceCase Case(Source);
  ASSERT_TRUE(Case.compiles());
  for (const auto &[Index, Each] : llvm::enumerate(Cases)) {
    Role Found = Role::None;
    for (const auto &Call : Case.body(functionName(Index)).Calls)
      Found = Found | Case.model().words().rolesOf(*Call.Call);
    EXPECT_EQ(Found, Each.Expected) << Each.Code;
  }
}

} // namespace
} // namespace asynctidy
