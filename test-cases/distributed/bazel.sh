#!/usr/bin/env bash
# Bazel: one sandboxed action for each source; a second build runs none of them,
# a changed source runs its own; the merged report is that of an undivided run.
source "$(dirname "$0")/common.sh"
make_project fine
mkdir tools
cp "$repository/integration/bazel/async_tidy.bzl" tools/
ln -s "$(readlink -f "$scratch/bin/async-tidy")" tools/async-tidy
echo 'exports_files(["async-tidy"])' >tools/BUILD
touch WORKSPACE
cat >BUILD <<'END'
load("//tools:async_tidy.bzl", "async_tidy")
async_tidy(
    name = "findings",
    srcs = glob(["*.cpp"]),
    hdrs = glob(["*.h"]),
    config = [".clang-tidy"],
    fail_on = "never",
    tool = "//tools:async-tidy",
)
END

build() {
  bazel --batch --output_user_root="$scratch/bazel" build --spawn_strategy=linux-sandbox :findings >"$scratch/log" 2>&1 ||
    fail "the build fails: $(grep -v 'linux-sandbox' "$scratch/log" | tail -n 20)"
}
# expect_actions COUNT: how many ran in a sandbox.
expect_actions() {
  local count
  count=$(sed -n 's/.* \([0-9]*\) linux-sandbox.*/\1/p' "$scratch/log")
  [[ ${count:-0} == "$1" ]] || fail "${count:-0} actions ran, not $1: $(tail -n 5 "$scratch/log")"
}

run_undivided
build
expect_actions 8 # 7 sources and the merge
expect_whole bazel-bin/findings.sarif
build
expect_actions 0
echo '// changed' >>c.cpp
run_undivided
build
expect_actions 2
expect_whole bazel-bin/findings.sarif
