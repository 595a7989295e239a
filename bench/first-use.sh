#!/bin/sh
# Wall time of whole trainings on the penguins, start-up included, after the first build: eleven runs, then the median.
#
#     bench/first-use.sh > bench/results/first-use.txt
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

./glassbox --version
for _ in 1 2 3 4 5 6 7 8 9 10 11; do
  start=$(date +%s%N)
  ./glassbox train data/penguins.csv --target species --out "$folder/model.safetensors" >/dev/null
  end=$(date +%s%N)
  echo $(((end - start) / 1000000))
done | sort -n | awk '{ ms[NR] = $1; printf "%s ", $1 } END { printf "ms\nmedian %d ms\n", ms[int((NR + 1) / 2)] }'
