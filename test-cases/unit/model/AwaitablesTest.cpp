#include "SourceCase.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

// A library that nobody has told us about.
const char *const Unknown = R"cpp(
#include <coroutine>
#include <exception>
struct never_waits {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
struct waits_perhaps {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
template <class T> struct lazy {
  struct promise_type {
    lazy get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class T> struct hot {
  struct promise_type {
    hot get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class T> struct own {
  struct promise_type {
    own get_return_object();
    never_waits initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class T> struct unknown {
  struct promise_type {
    unknown get_return_object();
    waits_perhaps initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
lazy<int> by_suspend_always();
hot<int> by_suspend_never();
own<int> by_own_awaiter();
unknown<int> by_unknown();
int number();
// A call needs the types complete.
void calls() {
  by_suspend_always(); by_suspend_never(); by_own_awaiter(); by_unknown();
}
)cpp";

clang::QualType resultType(SourceCase &Case, llvm::StringRef Function) {
  return Case.function(Function).getReturnType();
}

TEST(Awaitables, TellsHotFromLazyByInitialSuspend) {
  SourceCase Case(Unknown);
  ASSERT_TRUE(Case.compiles());
  const Awaitables &Types = Case.model().types();
  EXPECT_EQ(Types.startOf(resultType(Case, "by_suspend_always")), Start::Lazy);
  EXPECT_EQ(Types.startOf(resultType(Case, "by_suspend_never")), Start::Hot);
  EXPECT_EQ(Types.startOf(resultType(Case, "by_own_awaiter")), Start::Hot);
  EXPECT_EQ(Types.startOf(resultType(Case, "by_unknown")), Start::Unknown);
}

TEST(Awaitables, KnowsTasksByTheLanguage) {
  SourceCase Case(Unknown);
  const Awaitables &Types = Case.model().types();
  EXPECT_TRUE(Types.isTask(resultType(Case, "by_suspend_never")));
  EXPECT_FALSE(Types.isAwaitable(resultType(Case, "number")));
  const clang::QualType Result =
      Types.resultOf(resultType(Case, "by_suspend_never"));
  EXPECT_TRUE(Result->isIntegerType());
}

TEST(Awaitables, FindsOperatorCoawaitInsideAndOutside) {
  SourceCase Case(
      "#include <coroutine>\n"
      "namespace n { struct a { std::suspend_never operator co_await(); };\n"
      "struct b {}; std::suspend_never operator co_await(b);\n"
      "struct c {}; template <class T> struct d {};\n"
      "template <class T> std::suspend_never operator co_await(d<T> &&); }\n"
      "n::a fa(); n::b fb(); n::c fc(); n::d<int> fd();\n");
  ASSERT_TRUE(Case.compiles());
  const Awaitables &Types = Case.model().types();
  EXPECT_TRUE(Types.isAwaitable(resultType(Case, "fa")));
  EXPECT_TRUE(Types.isAwaitable(resultType(Case, "fb")));
  EXPECT_FALSE(Types.isAwaitable(resultType(Case, "fc")));
  EXPECT_TRUE(Types.isAwaitable(resultType(Case, "fd")));
  EXPECT_FALSE(Types.isTask(resultType(Case, "fa"))) << "it has no promise";
}

TEST(Awaitables, FindsAPromiseThatCoroutineTraitsGive) {
  SourceCase Case("#include <coroutine>\n"
                  "template <class T> struct future { std::suspend_never "
                  "operator co_await(); };\n"
                  "template <class T, class... A> struct "
                  "std::coroutine_traits<future<T>, A...> {\n"
                  "  struct promise_type { std::suspend_never "
                  "initial_suspend() noexcept; };\n"
                  "};\n"
                  "future<int> f();\n");
  ASSERT_TRUE(Case.compiles());
  EXPECT_TRUE(Case.model().types().isTask(resultType(Case, "f")));
  EXPECT_EQ(Case.model().types().startOf(resultType(Case, "f")), Start::Hot);
}

TEST(Awaitables, SeesTasksInContainersOfTheStandardLibrary) {
  SourceCase Case(
      "#include <async/async.hpp>\n#include <map>\n#include <optional>\n"
      "std::vector<async::task<int>> a(); std::vector<int> b();\n"
      "std::map<int, std::optional<async::task<>>> c();\n"
      "std::tuple<int, async::task<>> d();\n"
      "template <class T> struct holder {}; holder<async::task<>> e();\n");
  ASSERT_TRUE(Case.compiles());
  const Awaitables &Types = Case.model().types();
  EXPECT_TRUE(Types.holdsTasks(resultType(Case, "a")));
  EXPECT_FALSE(Types.holdsTasks(resultType(Case, "b")));
  EXPECT_TRUE(Types.holdsTasks(resultType(Case, "c")));
  EXPECT_TRUE(Types.holdsTasks(resultType(Case, "d")));
  EXPECT_FALSE(Types.holdsTasks(resultType(Case, "e")));
}

TEST(Awaitables, DoesNotGuessWhatAPromiseTransforms) {
  SourceCase Case("#include <coroutine>\n"
                  "struct other { std::suspend_never operator co_await(); };\n"
                  "struct choosy {\n"
                  "  struct promise_type { int await_transform(int); };\n"
                  "  std::suspend_never operator co_await();\n"
                  "};\n"
                  "choosy f(); other g();\n");
  const Awaitables &Types = Case.model().types();
  EXPECT_TRUE(
      Types.isAwaitableIn(resultType(Case, "f"), resultType(Case, "f")));
  EXPECT_FALSE(
      Types.isAwaitableIn(resultType(Case, "f"), resultType(Case, "g")));
}

} // namespace
} // namespace asynctidy
