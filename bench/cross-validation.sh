#!/bin/sh
# Five-fold cross-validation of every table in data/, by default settings, seeds 1, 2 and 3: a line each with
# the seconds it took, then the mean over the seeds. Accuracy for classes, RMSE for numbers.
#
#     bench/cross-validation.sh > bench/results/cross-validation.txt
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

figure() {
  sed -n "s/.*\"test\":{[^}]*\"$1\":\([0-9.eE+-]*\).*/\1/p" | head -n 1
}

./glassbox --version
while read -r table target name; do
  for seed in 1 2 3; do
    ./glassbox train "data/$table.csv" --target "$target" --cross-validate 5 --seed "$seed" --json \
      --out "$folder/model.safetensors" >"$folder/result.json"
    sed 's/,"folds":.*/}/' "$folder/result.json" >"$folder/whole.json"
    value=$(figure "$name" <"$folder/whole.json")
    seconds=$(sed -n 's/.*"seconds":\([0-9.]*\).*/\1/p' "$folder/whole.json")
    echo "$table seed $seed: $name $value in $seconds s"
    echo "$value" >>"$folder/$table"
  done
  awk -v table="$table" -v name="$name" '{ sum += $1 } END { printf "%s mean: %s %.4f\n", table, name, sum / NR }' "$folder/$table"
done <<TABLES
penguins species accuracy
breast-cancer diagnosis accuracy
iris species accuracy
wine class accuracy
digits digit accuracy
cars miles_per_gallon rmse
TABLES
