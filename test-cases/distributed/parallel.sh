#!/usr/bin/env bash
# GNU parallel: a job is killed; a second run does that one only, and the merged
# report is that of an undivided run.
source "$(dirname "$0")/common.sh"
make_project broken
run_undivided

# An async-tidy whose second part is killed the first time, as by a lack of memory.
mv "$scratch/bin/async-tidy" "$scratch/real"
cat >"$scratch/bin/async-tidy" <<END
#!/usr/bin/env bash
if [[ "\$*" == *--shard=2/3* && ! -e $scratch/killed ]]; then
  touch $scratch/killed
  kill -9 \$\$
fi
[[ "\$*" != *--shard=* ]] || echo run >>$scratch/runs
exec $scratch/real "\$@"
END
chmod +x "$scratch/bin/async-tidy"

recipe=$repository/integration/distributed/parallel.sh
code=0
bash "$recipe" build "$scratch/reports" 3 >/dev/null 2>"$scratch/errors" || code=$?
[[ $code == 2 ]] || fail "with a part missing, the merge ends with $code, not with 2"
grep -q 'shard 2/3 is missing' "$scratch/errors" || fail "nobody says what is missing: $(<"$scratch/errors")"
before=$(wc -l <"$scratch/runs")
[[ $before == 2 ]] || fail "$before parts were run, not 2"

code=0
bash "$recipe" build "$scratch/reports" 3 >/dev/null 2>&1 || code=$?
[[ $code == 1 ]] || fail "the merge ends with $code, not with 1 for findings"
expect_whole "$scratch/reports/async-tidy.sarif"
# The killed one, and the one with the file that does not compile.
(($(wc -l <"$scratch/runs") - before <= 2)) || fail "the second run did everything again"
