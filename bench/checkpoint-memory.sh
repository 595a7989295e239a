#!/bin/sh
# The smallest heap in which a deep network's gradient can be computed, with and without checkpoints, and
# the time in a heap that is large enough. Needs the classes: run `mvn verify` before.
#
#     bench/checkpoint-memory.sh > bench/results/checkpoint-memory.txt
set -eu
cd "$(dirname "$0")/.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

run() {
  "$java" -XX:+UseSerialGC "-Xmx$1m" -cp core/target/classes bench/CheckpointMemory.java "$2" 2>/dev/null
}

for how in plain checkpoints; do
  fails=8
  fits=1024
  while [ $((fits - fails)) -gt 4 ]; do
    middle=$(((fits + fails) / 2))
    if run "$middle" "$how" >/dev/null; then fits=$middle; else fails=$middle; fi
  done
  echo "$how: runs in a heap of $fits MiB, not in $fails MiB; in 2 GiB: $(run 2048 "$how")"
done
