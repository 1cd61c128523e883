# From lines of run-driver (kind, run, user, system and wall time, memory) to ratios.

function sorted(values, n,   i, j, swap) {
  for (i = 2; i <= n; ++i)
    for (j = i; j > 1 && values[j - 1] > values[j]; --j) {
      swap = values[j]; values[j] = values[j - 1]; values[j - 1] = swap
    }
}
function median(values, n) { return n % 2 ? values[(n + 1) / 2] : (values[n / 2] + values[n / 2 + 1]) / 2 }

# One line of the table: what <run> needs in units of what <base> needs.
function line(kind, what, run, base, spent, target, atLeast,   i, n, v, middle) {
  n = count[kind, run]
  for (i = 1; i <= n; ++i) v[i] = spent[kind, run, i] / spent[kind, base, i]
  sorted(v, n)
  middle = median(v, n)
  printf "%-*s %-6s %-24s %8.3f %8.3f %8.3f   %s %4.2f  %s\n", wide, kind, what, run " / " base, v[1], middle, v[n],
    atLeast ? ">=" : "<=", target, (atLeast ? middle >= target : middle <= target) ? "met" : "MISSED"
}
function middleOf(kind, run, spent,   i, v) {
  for (i = 1; i <= count[kind, run]; ++i) v[i] = spent[kind, run, i]
  sorted(v, count[kind, run])
  return median(v, count[kind, run])
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
  for (k = 1; k <= kindCount; ++k) {
    kind = kinds[k]
    printf "%-*s %3d files, the same %d findings; CPU time of a file: syntax %.2f s, clang-tidy %.2f s, cold %.3f s, warm %.4f s; memory: %d, %d, %d MiB\n",
      wide, kind, fileCount[kind], findings[kind],
      middleOf(kind, "syntax", cpu) / fileCount[kind], middleOf(kind, "clang-tidy", cpu) / fileCount[kind],
      middleOf(kind, "cold", cpu) / fileCount[kind], middleOf(kind, "warm", cpu) / fileCount[kind],
      middleOf(kind, "syntax", memory), middleOf(kind, "clang-tidy", memory), middleOf(kind, "cold", memory)
  }
  if (kindCount)
    printf "\n%-*s %-6s %-24s %8s %8s %8s   %s\n", wide, "files", "of", "ratio", "minimum", "median", "maximum", "target"
  for (k = 1; k <= kindCount; ++k) {
    kind = kinds[k]
    isFree = kind == "async-free" || kind == "own"
    isForeign = kind == "asio" || kind ~ /^project-/
    overSyntax = isFree ? 0.1 : isForeign ? 0.65 : 0.55
    overTidy = isFree ? 0.1 : isForeign ? 0.6 : 0.5
    line(kind, "CPU", "cold", "syntax", cpu, overSyntax)
    line(kind, "wall", "cold", "syntax", wall, overSyntax)
    line(kind, "CPU", "cold", "clang-tidy", cpu, overTidy)
    line(kind, "wall", "cold", "clang-tidy", wall, overTidy)
    line(kind, "CPU", "warm", "syntax", cpu, 0.02)
    line(kind, "wall", "warm", "syntax", wall, 0.02)
    line(kind, "memory", "cold", "syntax", memory, 1)
    if (count[kind, "two"])
      line(kind, "wall", "cold", "two", wall, 1.8, 1)
  }
  if (sizeCount)
    growth()
}
