#!/usr/bin/env bash
# The recipes for GitHub and GitLab: their own commands, run as those services
# would, make the report of an undivided run.
# usage: matrix.sh ASYNC_TIDY REPOSITORY github|gitlab
source "$(dirname "$0")/common.sh"
make_project broken
run_undivided

# commands FILE JOB: what a job's `- run:` steps or `script:` items say.
commands() {
  awk -v job="$2:" '
    /^ *[a-z.-]+:$/ && ($1 == job || $1 !~ /^(script|steps|with|strategy|matrix|artifacts|reports|allow_failure):$/) { on = $1 == job }
    on && /^ +- (run: )?(async-tidy|cmake) / { sub(/^ +- (run: )?/, ""); print }' "$1"
}

# Where the recipe configures, the project already is.
cmake() { [[ $* == *CMAKE_EXPORT_COMPILE_COMMANDS=ON* ]]; }
# run_job COMMANDS
run_job() { [[ -n $1 ]] || fail "the recipe has no commands"; eval "set -e; $1"; }

parts=4
case $3 in
  github)
    recipe=$repository/integration/github/async-tidy.yml
    grep -q 'part: \[1, 2, 3, 4\]' "$recipe" || fail "$recipe has not $parts parts"
    mkdir parts
    for ((part = 1; part <= parts; ++part)); do
      job=$(commands "$recipe" analyse | sed "s|\${{ matrix.part }}|$part|g; s|\${{ strategy.job-total }}|$parts|g")
      (run_job "$job") >/dev/null 2>&1 || (($? == 3)) || fail "part $part ends with $?"
      mv "part-$part.sarif" parts/
    done
    report=$(commands "$recipe" report)
    ;;
  gitlab)
    recipe=$repository/integration/gitlab/async-tidy.gitlab-ci.yml
    grep -q "parallel: $parts\$" "$recipe" || fail "$recipe has not $parts parts"
    export CI_PROJECT_DIR=$project CI_NODE_TOTAL=$parts CI_NODE_INDEX
    for ((CI_NODE_INDEX = parts; CI_NODE_INDEX >= 1; --CI_NODE_INDEX)); do
      (run_job "$(commands "$recipe" async-tidy)") >/dev/null 2>&1 || (($? == 3)) || fail "part $CI_NODE_INDEX ends with $?"
    done
    report=$(commands "$recipe" async-tidy-report)
    ;;
esac
code=0
(run_job "$report") >/dev/null 2>&1 || code=$?
[[ $code == 1 ]] || fail "the report's job ends with $code, not with 1 for findings"
expect_whole async-tidy.sarif
if [[ $3 == gitlab ]]; then
  grep -q '"check_name": "modernize-use-nullptr"' gl-code-quality-report.json || fail "the code quality report has no findings"
fi
