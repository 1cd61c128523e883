# shellcheck shell=bash
# A project, and what an undivided run says of it; sourced by the tests beside
# it, which are run as: <test> <async-tidy> <root of this repository>.
set -euo pipefail
export repository
repository=$(realpath "$2")
scratch=$(mktemp -d)
# Bazel takes away the right to write.
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
ln -s "$(realpath "$1")" "$scratch/bin/async-tidy"
PATH=$scratch/bin:$PATH
project=$scratch/project
mkdir -p "$project/build"
cd "$project"

fail() { echo "$*" >&2; exit 1; }

# make_project broken|fine: every unit includes shared.h; the last is called so.
make_project() {
  echo 'Checks: "-*,modernize-use-nullptr"' >.clang-tidy
  echo 'inline int *Shared = 0;' >shared.h
  local name separator=
  {
    echo '['
    for name in a b c d e f "$1"; do
      printf '#include "shared.h"\nint *A = 0;\n' >"$name.cpp"
      echo "$separator{\"directory\": \"$project\", \"file\": \"$name.cpp\", \"command\": \"g++ -c $name.cpp\"}"
      separator=,
    done
    echo ']'
  } >build/compile_commands.json
  if [[ $1 == broken ]]; then
    echo 'int A = ;' >>broken.cpp
  fi
}

# Makes whole.sarif by one run, to compare with.
run_undivided() {
  local code=0
  async-tidy -p build --no-cache --source-root=. --export-sarif="$scratch/whole.sarif" --quiet >/dev/null 2>&1 || code=$?
  [[ $code == 1 ]] || fail "the undivided run ends with $code, not with 1 for findings"
}

# expect_whole REPORT
expect_whole() {
  cmp "$1" "$scratch/whole.sarif" || fail "$1 is not what the undivided run says"
}
