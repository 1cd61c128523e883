#!/usr/bin/env bash
# Slurm: a cluster of one node on this machine runs the job array; the merged
# report is that of an undivided run.
[[ $(id -u) == 0 ]] || exec sudo bash "$0" "$@" # the daemons want root
source "$(dirname "$0")/common.sh"
make_project broken
run_undivided

cluster=$scratch/cluster
mkdir "$cluster" "$scratch/reports"
chmod 755 "$scratch"
daemons=()
stop() {
  for ((at = ${#daemons[@]} - 1; at >= 0; --at)); do
    kill "$(<"${daemons[at]}")" 2>/dev/null || true
  done
}
trap 'stop; sleep 1; rm -rf "$scratch"' EXIT

port=$((20000 + $$ % 20000))
cat >"$cluster/slurm.conf" <<END
ClusterName=test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$cluster/munge.socket
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd.pid
SlurmctldLogFile=$cluster/slurmctld.log
SlurmdLogFile=$cluster/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
ReturnToService=2
MpiDefault=none
SchedulerParameters=sched_interval=1
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=2
PartitionName=all Nodes=ALL Default=YES State=UP
END
export SLURM_CONF=$cluster/slurm.conf
mkdir "$cluster/state" "$cluster/spool"
head -c 1024 /dev/urandom >"$cluster/munge.key"
chmod 400 "$cluster/munge.key"
munged --force --key-file="$cluster/munge.key" --socket="$cluster/munge.socket" --pid-file="$cluster/munged.pid" \
  --log-file="$cluster/munged.log" --seed-file="$cluster/munged.seed"
daemons+=("$cluster/munged.pid")
slurmctld
daemons+=("$cluster/slurmctld.pid")
slurmd
daemons+=("$cluster/slurmd.pid")

code=0
BUILD=$project/build REPORTS=$scratch/reports timeout 120 sbatch --wait --array=1-3 --output="$cluster/job-%a.log" \
  "$repository/integration/distributed/slurm.sh" >/dev/null || code=$?
# 3: one part has the file that does not compile.
[[ $code == 3 ]] || fail "the array ends with $code, not with 3: $(tail -n 5 "$cluster"/*.log)"
code=0
async-tidy --merge="$scratch/merged.sarif" "$scratch"/reports/part-*.sarif >/dev/null 2>&1 || code=$?
[[ $code == 1 ]] || fail "the merge ends with $code, not with 1 for findings"
expect_whole "$scratch/merged.sarif"
