#!/bin/sh
# Trains on 1,000 generated points by default settings and scores 10,000 fresh ones, seeds 1, 2 and 3.
#
#     bench/generated.sh > bench/results/generated.txt
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

./glassbox --version
for name in surface spirals islands; do
  target=class
  if [ "$name" = surface ]; then
    target=value
  fi
  for seed in 1 2 3; do
    ./glassbox generate "$name" --rows 1000 --seed "$seed" --out "$folder/train.csv" 2>/dev/null
    ./glassbox generate "$name" --rows 10000 --seed "10$seed" --out "$folder/fresh.csv" 2>/dev/null
    for test in 0 0.2; do
      ./glassbox train "$folder/train.csv" --target "$target" --test "$test" --seed "$seed" --json \
        --out "$folder/model.safetensors" >/dev/null
      scores=$(./glassbox evaluate "$folder/model.safetensors" "$folder/fresh.csv" --json)
      echo "$name seed $seed, --test $test: $scores"
    done
  done
done
