# From lines of run-driver (kind, run, user, system and wall time, memory) to ratios.

function sorted(values, n,   i, j, swap) {
  for (i = 2; i <= n; ++i)
    for (j = i; j > 1 && values[j - 1] > values[j]; --j) {
      swap = values[j]; values[j] = values[j - 1]; values[j - 1] = swap
    }
}
function median(values, n) { return n % 2 ? values[(n + 1) / 2] : (values[n / 2] + values[n / 2 + 1]) / 2 }

function middleOf(kind, run, spent,   i, v) {
  for (i = 1; i <= count[kind, run]; ++i) v[i] = spent[kind, run, i]
  sorted(v, count[kind, run])
  return median(v, count[kind, run])
}

# One line of the table: what <run> needs in units of what <base> needs; at most
# <target> of it or, for a speed-up, at least.
function line(kind, what, run, base, spent, target, isSpeedUp,   i, n, v, middle, isMet) {
  n = count[kind, run]
  for (i = 1; i <= n; ++i) v[i] = spent[kind, run, i] / spent[kind, base, i]
  sorted(v, n)
  middle = median(v, n)
  isMet = isSpeedUp ? middle >= target : middle <= target
  printf "%-*s %-6s %-17s %8.3f %8.3f %8.3f   %s %4.2f  %s\n", wide, kind, what, run " / " base, v[1], middle, v[n],
    (isSpeedUp ? ">=" : "<="), target, (isMet ? "met" : "MISSED")
}

# How the CPU time of the kind linear grows: least squares over the sizes.
function growth(   i, n, x, y, sx, sy, sxx, sxy, syy, slope, r, first, last) {
  for (i = 1; i <= sizeCount; ++i) {
    x = sizes[i]; y = cpu["linear", x, 1]; ++n
    sx += x; sy += y; sxx += x * x; sxy += x * y; syy += y * y
    printf "linear: %3d files %7.2f s, %.3f s a file\n", x, y, y / x
  }
  slope = (n * sxy - sx * sy) / (n * sxx - sx * sx)
  r = (n * sxy - sx * sy) ^ 2 / ((n * sxx - sx * sx) * (n * syy - sy * sy))
  first = cpu["linear", sizes[1], 1] / sizes[1]; last = y / x
  printf "linear: CPU time is %.2f s + %.3f s a file, R^2 %.4f >= 0.99  %s\n", (sy - slope * sx) / n, slope, r,
    (r >= 0.99 ? "met" : "MISSED")
  printf "linear: a file of %d costs %.2f of one of %d <= 1.05  %s\n", x, last / first, sizes[1],
    (last <= 1.05 * first ? "met" : "MISSED")
}

!known[$1]++ && $1 != "linear" { kinds[++kindCount] = $1; if (length($1) > wide) wide = length($1) }
$2 == "files" { fileCount[$1] = $3; findings[$1] = $4; next }
$1 == "linear" { sizes[++sizeCount] = $2 }
{
  i = ++count[$1, $2]
  cpu[$1, $2, i] = $3 + $4; wall[$1, $2, i] = $5; memory[$1, $2, i] = $6 / 1024
}

END {
  if (kindCount)
    printf "%-*s %16s %s\n%-*s %5s %8s  %8s %10s %7s %7s   %8s %10s %5s\n", wide, "", "", "CPU seconds a file                    MiB of the largest process",
      wide, "files", "count", "findings", "syntax", "clang-tidy", "cold", "warm", "syntax", "clang-tidy", "cold"
  for (k = 1; k <= kindCount; ++k) {
    kind = kinds[k]
    n = fileCount[kind]
    printf "%-*s %5d %8d  %8.3f %10.3f %7.3f %7.4f   %8d %10d %5d\n", wide, kind, n, findings[kind],
      middleOf(kind, "syntax", cpu) / n, middleOf(kind, "clang-tidy", cpu) / n,
      middleOf(kind, "cold", cpu) / n, middleOf(kind, "warm", cpu) / n,
      middleOf(kind, "syntax", memory), middleOf(kind, "clang-tidy", memory), middleOf(kind, "cold", memory)
  }
  if (kindCount)
    printf "\n%-*s %-6s %-17s %8s %8s %8s   target\n", wide, "files", "of", "ratio", "minimum", "median", "maximum"
  for (k = 1; k <= kindCount; ++k) {
    kind = kinds[k]
    isFree = kind == "async-free" || kind == "own"
    isForeign = kind == "asio" || kind ~ /^project-/
    overSyntax = isFree ? 0.1 : isForeign ? 0.65 : 0.55
    overTidy = isFree ? 0.1 : isForeign ? 0.6 : 0.5
    line(kind, "CPU", "cold", "syntax", cpu, overSyntax)
    line(kind, "CPU", "cold", "clang-tidy", cpu, overTidy)
    line(kind, "CPU", "warm", "syntax", cpu, 0.02)
    line(kind, "wall", "cold", "syntax", wall, overSyntax)
    line(kind, "wall", "cold", "clang-tidy", wall, overTidy)
    line(kind, "wall", "warm", "syntax", wall, 0.02)
    if (count[kind, "two"])
      line(kind, "wall", "cold", "two", wall, 1.8, 1)
    line(kind, "memory", "cold", "syntax", memory, 1)
  }
  if (sizeCount)
    growth()
}
