#!/bin/sh
# How much longer a training takes that the studio watches, with its page open in a real browser. Needs chromium, and the
# classes: run `mvn verify` before. Takes three minutes, and wants a machine with nothing else to do.
#
#     bench/studio-watch.sh > bench/results/studio-watch.txt
set -eu
cd "$(dirname "$0")/.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
processor=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | head -n 1)
commit=$(git describe --always --dirty 2>/dev/null || echo unknown)

class_path=studio/target/test-classes:cli/target/dist/glassbox.jar
while read -r jar; do
  class_path=$class_path:cli/target/dist/$jar
done <cli/target/dist/jars
echo "$(date '+%Y-%m-%d %H:%M'), ${processor:-$(uname -m)}, load $(uptime | sed 's/.*load averages*: //'), commit $commit"
"$java" --enable-native-access=ALL-UNNAMED --add-modules=jdk.incubator.vector \
  -cp "$class_path" bench/StudioWatch.java
