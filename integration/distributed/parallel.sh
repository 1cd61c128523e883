#!/usr/bin/env bash
# Analyses a project in parts with GNU parallel, on this machine or, with
# -S node1,node2 in $PARALLEL_OPTIONS, on several that see the same directories.
# Run again after an interruption, it does only what is missing.
# usage: parallel.sh BUILD_DIRECTORY REPORT_DIRECTORY PARTS [OPTION OF ASYNC-TIDY...]
set -euo pipefail
build=$(realpath "$1") reports=$2 parts=$3
shift 3
mkdir -p "$reports"
reports=$(realpath "$reports")

# A part that fails is told of by the merge, which knows what is missing.
# shellcheck disable=SC2086 # the options are several words
seq "$parts" | parallel ${PARALLEL_OPTIONS:-} --joblog "$reports/joblog" --resume-failed --quote \
  async-tidy -p "$build" --shard="{}/$parts" --export-sarif="$reports/part-{}.sarif" \
  --fail-on=never --quiet --output-format=jsonl "$@" >/dev/null || true

async-tidy --merge="$reports/async-tidy.sarif" "$reports"/part-*.sarif
