#include "checks/model/StmtTree.h"
#include "SourceCase.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

struct Tree : testing::Test {
  /// The body of `void h(bool a)`, in which `n` is a local variable.
  const Body &bodyOf(const std::string &Statements) {
    Case = std::make_unique<SourceCase>("void use(int);\nvoid h(bool a) {\n" +
                                        Statements + "\n}\n");
    EXPECT_TRUE(Case->compiles()) << Statements;
    const Body &Of = Case->body("h");
    N = nullptr;
    for (const clang::VarDecl *Local : Of.Locals)
      if (Local->getName() == "n")
        N = Local;
    return Of;
  }

  std::unique_ptr<SourceCase> Case;
  const clang::VarDecl *N = nullptr;
};

// 1. The way to a use begins with the body and ends with the name.
TEST_F(Tree, LeadsToEachUse) {
  const Body &Of = bodyOf("int n = 0; use(n); if (a) { n = 1; }");
  const auto Uses = usesOf(*N, Of);
  ASSERT_EQ(Uses.size(), 2U);
  for (const StmtPath &Use : Uses) {
    EXPECT_EQ(Use.front(), Of.Written);
    EXPECT_TRUE(llvm::isa<clang::DeclRefExpr>(Use.back()));
    EXPECT_EQ(pathTo(Of, *Use.back()), Use);
  }
}

// 2. Uses in lambdas are uses; but nothing in a lambda stands in the body.
TEST_F(Tree, LeadsThroughLambdasToUsesOnly) {
  const Body &Of = bodyOf("int n = 0; auto f = [&] { use(n); };");
  const auto Uses = usesOf(*N, Of);
  ASSERT_FALSE(Uses.empty());
  const clang::Stmt &Inside = *Uses.back().back();
  EXPECT_TRUE(llvm::any_of(Uses.back(), [](const clang::Stmt *Around) {
    return llvm::isa<clang::LambdaExpr>(Around);
  }));
  EXPECT_TRUE(pathTo(Of, Inside).empty());
  EXPECT_FALSE(treeOf(Of).contains(*Of.Written, Inside));
  EXPECT_TRUE(
      treeOf(Of).contains(*Of.Lambdas.front().Lambda->getBody(), Inside));
}

// 3. A statement contains itself and its parts, and not what comes after it.
TEST_F(Tree, KnowsWhatStandsInWhat) {
  const Body &Of = bodyOf("int n = 0; if (a) { use(n); } use(2);");
  const clang::Stmt &First = *Of.Calls.front().Call;
  const clang::Stmt &Last = *Of.Calls.back().Call;
  const clang::Stmt *If = nullptr;
  for (const clang::Stmt *Each : Of.Written->children())
    if (llvm::isa<clang::IfStmt>(Each))
      If = Each;
  ASSERT_TRUE(If);
  const StmtTree &All = treeOf(Of);
  EXPECT_TRUE(All.contains(*If, *If));
  EXPECT_TRUE(All.contains(*If, First));
  EXPECT_FALSE(All.contains(*If, Last));
  EXPECT_FALSE(All.contains(First, *If));
}

// 4. A variable's home is what its declaration stands in.
TEST_F(Tree, KnowsTheHomeOfAVariable) {
  const Body &Block = bodyOf("{ int n = 0; use(n); }");
  EXPECT_TRUE(
      llvm::isa_and_nonnull<clang::CompoundStmt>(treeOf(Block).homeOf(*N)));
  EXPECT_NE(treeOf(Block).homeOf(*N), Block.Written);
  const Body &Condition = bodyOf("if (int n = 1) use(n);");
  EXPECT_TRUE(
      llvm::isa_and_nonnull<clang::IfStmt>(treeOf(Condition).homeOf(*N)));
  const Body &Loop = bodyOf("for (int n = 0; n < 2; ++n) use(n);");
  EXPECT_TRUE(llvm::isa_and_nonnull<clang::ForStmt>(treeOf(Loop).homeOf(*N)));
}

// 5. What a constructor does before its body belongs to it.
TEST_F(Tree, HasTheInitializersOfMembers) {
  SourceCase Class("int make(int);\n"
                   "struct box { explicit box(int n) : size(make(n)) {} "
                   "int size; };\n");
  const clang::CXXRecordDecl &Box = Class.type("box");
  const auto Own = llvm::find_if(
      Box.ctors(), [](const auto *Each) { return Each->hasBody(); });
  ASSERT_NE(Own, Box.ctor_end());
  const Body &Of = Class.model().bodyOf(**Own);
  EXPECT_EQ(usesOf(*Own->getParamDecl(0), Of).size(), 1U);
}

} // namespace
} // namespace asynctidy
