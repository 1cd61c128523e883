#!/usr/bin/env bash
# The hook of the pre-commit recipe: given the files of a commit, it fails if
# there are findings in them, and passes if there are none.
source "$(dirname "$0")/common.sh"
make_project fine
entry=$(sed -n 's/^ *entry: //p' "$repository/integration/pre-commit/async-tidy.yaml")
[[ -n $entry ]] || fail "the recipe has no entry"

code=0
$entry a.cpp b.cpp >out || code=$?
[[ $code == 1 ]] || fail "the hook ends with $code, not with 1 for findings"
[[ $(grep -c 'warning:' out) == 3 ]] || fail "not the 3 findings of two files and their header: $(<out)"

echo 'inline int *Shared = nullptr;' >shared.h
echo '#include "shared.h"' >a.cpp
$entry a.cpp || fail "the hook fails without a finding"
