#!/bin/sh
# Wall time of whole processes after the first build, start-up included: the command's version, and a training on the
# penguins. Eleven runs of each in turns, of which the first is not counted. Takes half a minute.
#
#     bench/start-up.sh
#
# Prints the table and writes bench/results/start-up.md.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Runs glassbox with the arguments after $1, and notes the milliseconds in the file $1.
clock() {
  file=$folder/$1
  shift
  start=$(date +%s%N)
  ./glassbox "$@" >/dev/null
  end=$(date +%s%N)
  echo $(((end - start) / 1000000)) >>"$file"
}

# The row of the command $2, which should take less than $3 s and whose times are in the file $1.
row() {
  tail -n +2 "$folder/$1" | sort -n | awk -v command="$2" -v bar="$3" '
    { ms[NR] = $1 }
    END {
      printf "| `%s` | %.2f (%.2f–%.2f) | %s |\n",
        command, (ms[int((NR + 1) / 2)] + ms[int(NR / 2) + 1]) / 2000, ms[1] / 1000, ms[NR] / 1000, bar
    }'
}

version=$(./glassbox --version)
processor=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | head -n 1)
commit=$(git describe --always --dirty 2>/dev/null || echo unknown)
load=$(uptime | sed 's/.*load averages*: //')
for _ in 1 2 3 4 5 6 7 8 9 10 11; do
  clock version --version
  clock train train data/penguins.csv --target species --out "$folder/model.safetensors"
done
{
  echo '# Start-up'
  echo
  echo "$(date '+%Y-%m-%d %H:%M'), ${processor:-$(uname -m)}, load $load at the start. $version at $commit."
  echo
  echo '| command | seconds, median of 10 (range) | should be below |'
  echo '|---|---|---|'
  row version './glassbox --version' 0.25
  row train './glassbox train data/penguins.csv --target species' 1.5
} >"$folder/start-up.md"
cat "$folder/start-up.md"
cp "$folder/start-up.md" bench/results/start-up.md
