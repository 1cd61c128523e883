# shellcheck shell=bash disable=SC2154
# The files that run-driver measures with, which sources this. A function that
# finds some prints a line for each: directory, file and command, the way that
# compile_commands.json has them, with tabs between.

# entries <compile_commands.json> <regex>: those of C++ whose file matches, once each
entries() {
  awk -v wanted="$2" '
    function value() { sub(/^[^:]*: *"/, ""); sub(/",?$/, ""); return $0 }
    /^ *"directory":/ { directory = value() }
    /^ *"command":/ { command = value() }
    /^ *"arguments":/ { exit 1 }
    /^ *"file":/ { file = value() }
    /^ *},?$/ && file ~ /\.(cpp|cc|cxx)$/ && file ~ wanted && !seen[file]++ {
      printf "%s\t%s\t%s\n", directory, file, command
    }' "$1" || fail "$1 has arguments in place of commands, and only what CMake writes is read"
}

# sample <n>: that many of the lines, evenly spread
sample() {
  awk -v wanted="$1" '{ line[NR] = $0 }
    END { n = NR < wanted ? NR : wanted; for (i = 0; i < n; ++i) print line[1 + int(i * NR / n)] }'
}

# syntax_commands: for each line, a line of shell that has clang check the syntax
syntax_commands() {
  awk -F '\t' '{
    command = $3
    gsub(/\\"/, "\"", command); gsub(/\\\\/, "\\", command)
    sub(/^([^ ]*ccache )?[^ ]+ /, "clang++-22 -fsyntax-only -Wno-unused-command-line-argument ", command)
    printf "(cd \"%s\" && %s)\n", $1, command
  }'
}

# that_compile: the lines whose files clang takes; others would cost nobody anything
that_compile() {
  local line
  while IFS= read -r line; do
    if bash <(syntax_commands <<<"$line") &>/dev/null; then
      printf '%s\n' "$line"
    fi
  done
}

# database <kind>: the lines as a compile database, a script, and a list of files
database() {
  local at=$scratch/$1
  mkdir -p "$at"
  cat >"$at/lines"
  [[ -s $at/lines ]] || fail "no file of the kind $1 compiles"
  syntax_commands <"$at/lines" >"$at/syntax"
  cut -f 2 "$at/lines" >"$at/sources"
  awk -F '\t' 'BEGIN { print "[" }
    { printf "%s{\"directory\": \"%s\", \"file\": \"%s\", \"command\": \"%s\"}", (NR > 1 ? ",\n" : ""), $1, $2, $3 }
    END { print "\n]" }' "$at/lines" >"$at/compile_commands.json"
}

own_sources() { entries "$build/compile_commands.json" '/(checks|driver)/' | grep -v /tests/; }

# Programs of Boost.Asio, with Boost in a directory that is no system directory.
asio_programs() {
  local examples=/usr/share/doc/libboost1.81-doc/examples program
  [[ -d $examples ]] || fail "the programs of Boost.Asio are not installed: apt-get install libboost1.81-doc, or run integration/setup test"
  mkdir "$scratch/third-party"
  cp -r /usr/include/boost "$scratch/third-party"
  grep -rlE --include='*.cpp' 'co_await|co_return' $examples/libs/asio/example/cpp{17,20} $examples/libs/beast/example |
    sort | while IFS= read -r program; do
    # One of them forgets to include <list>.
    printf '%s\t%s\t%s\n' "$scratch" "$program" \
      "clang++-22 -std=c++20 -w -I$scratch/third-party -I$examples/libs/beast -I$examples -include list -c $program"
  done
}

# generated <k> <n>: n files of a service, every k-th of them asynchronous (none
# if k is 0), by turns with the runtime and with Boost.Asio.
generated() {
  local at=$scratch/generated-$1 unit kind
  mkdir -p "$at"
  write_header >"$at/orders.hpp"
  for ((unit = 0; unit < $2; ++unit)); do
    kind=plain
    if (($1 > 0 && unit % $1 == 0)); then
      kind=$( ((unit / $1 % 2)) && echo asio || echo runtime)
    fi
    write_unit "$kind" "$unit" >"$at/unit$unit.cpp"
    printf '%s\t%s\t%s\n' "$at" "$at/unit$unit.cpp" \
      "clang++-22 -std=c++20 -I$PWD/runtime-stub/include -c $at/unit$unit.cpp"
  done
}

write_header() {
  cat <<'END'
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

struct order { int id; std::string name; std::vector<int> items; };

class orders {
public:
  void add(order one) {
    const std::lock_guard<std::mutex> guard(mutex_);
    by_name_.emplace(one.name, one.id);
    all_[one.id] = std::make_shared<order>(std::move(one));
  }
  std::optional<order> find(const std::string &name) const {
    const std::lock_guard<std::mutex> guard(mutex_);
    const auto id = by_name_.find(name);
    if (id == by_name_.end())
      return std::nullopt;
    return *all_.at(id->second);
  }
private:
  mutable std::mutex mutex_;
  std::map<int, std::shared_ptr<order>> all_;
  std::unordered_map<std::string, int> by_name_;
};
END
}

# write_unit <kind> <number>: 20 functions, and the headers that such code includes
write_unit() {
  local function
  printf '#include <%s>\n' algorithm chrono functional future iostream numeric sstream thread
  echo '#include "orders.hpp"'
  case $1 in
    runtime) echo '#include <async/async.hpp>' ;;
    asio) echo '#include <boost/asio.hpp>' ;;
  esac
  echo "namespace service$2 {
int total(const order &one) { return std::accumulate(one.items.begin(), one.items.end(), 0); }"
  # The analysis has something to find in them.
  case $1 in
    runtime) echo 'async::task<int> nothing_awaited() { co_return 1; }' ;;
    asio) echo 'boost::asio::awaitable<int> nothing_awaited() { co_return 1; }' ;;
  esac
  for ((function = 0; function < 20; ++function)); do
    case $1 in
      runtime) echo "async::task<order> load$function(int id);
async::task<int> count$function(orders &all, std::string name) {
  const std::optional<order> found = all.find(name);
  if (!found)
    co_return 0;
  order loaded = co_await load$function(found->id);
  std::sort(loaded.items.begin(), loaded.items.end(), std::greater<>());
  all.add(loaded);
  co_return total(loaded);
}" ;;
      asio) echo "boost::asio::awaitable<int> count$function(orders &all, std::string name) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  timer.expires_after(std::chrono::seconds($function));
  co_await timer.async_wait(boost::asio::use_awaitable);
  std::optional<order> found = all.find(name);
  if (!found)
    co_return 0;
  std::sort(found->items.begin(), found->items.end(), std::greater<>());
  co_return total(*found);
}" ;;
      plain) echo "int count$function(orders &all, const std::string &name) {
  std::optional<order> found = all.find(name);
  if (!found)
    return 0;
  std::sort(found->items.begin(), found->items.end(), std::greater<>());
  std::ostringstream text;
  text << found->name << ' ' << total(*found);
  return static_cast<int>(text.str().size());
}" ;;
    esac
  done
  echo '}'
}
