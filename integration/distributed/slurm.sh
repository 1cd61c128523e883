#!/usr/bin/env bash
# A job array: each task analyses its part of the project in $BUILD and writes
# its report to $REPORTS, two directories that all nodes see.
#SBATCH --job-name=async-tidy
#SBATCH --cpus-per-task=1
set -euo pipefail
exec async-tidy -p "$BUILD" -j "$SLURM_CPUS_PER_TASK" \
  --shard="$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --export-sarif="$REPORTS/part-$SLURM_ARRAY_TASK_ID.sarif" --fail-on=never --quiet
