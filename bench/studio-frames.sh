#!/bin/sh
# How many frames a second the studio's playground draws while it trains, in a real browser. Needs chromium, and the
# classes: run `mvn verify` before. Takes 40 seconds.
#
#     bench/studio-frames.sh > bench/results/studio-frames.txt
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
"$java" --enable-native-access=ALL-UNNAMED --add-exports=java.base/jdk.internal.module=ALL-UNNAMED \
  -cp "$class_path" bench/StudioFrames.java
