#!/bin/sh
# Tests the launcher with a JDK and a Maven that only pretend, in a project of three files.
#
#   tools/test-launcher.sh              with the system's sh
#   tools/test-launcher.sh dash 'busybox sh'   with these shells
set -u

launcher=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd -P)/glassbox
failures=0
checks=0

# --- The pretended world ---------------------------------------------------------------------------

new_world() {
  rm -rf "$world"
  mkdir -p "$world/bin" "$world/home" "$project/core/src/main" "$project/cli/src/main" "$project/tools"
  for tool in sh awk cat cp date find grep head ls mkdir mv ps readlink rm rmdir sleep tail touch; do
    ln -s "$(command -v "$tool")" "$world/bin/$tool"
  done
  # Built into most shells, but not into all.
  ln -s /usr/bin/printf "$world/bin/printf"
  # The folders of the system become folders of this world, so that no JDK of this machine is found.
  sed "s#\([[:space:]]\)/\(usr\|opt\|Library\|home\)/#\1$world/\2/#g" "$launcher" >"$project/glassbox"
  chmod +x "$project/glassbox"
  touch "$project/pom.xml" "$project/core/pom.xml" "$project/cli/pom.xml"
  echo 'class A {}' >"$project/core/src/main/A.java"
  echo 'class B {}' >"$project/core/src/main/B.java"
  echo 'class Distribution {}' >"$project/tools/Distribution.java"
  touch -t 202001010000 "$project"/*/src/main "$project"/*/src/main/* "$project"/pom.xml \
    "$project"/*/pom.xml "$project"/tools/*
  make_maven
}

# The JDK in folder $1 has version $2. Its java tells what it was called with.
make_jdk() {
  mkdir -p "$1/bin"
  printf 'IMPLEMENTOR="Nobody"\nJAVA_RUNTIME_VERSION="%s+9"\nJAVA_VERSION="%s"\n' "$2" "$2" >"$1/release"
  cat >"$1/bin/java" <<EOF
#!/bin/sh
for argument; do
  case \$argument in
    -XX:AOTCacheOutput=*) echo cache >"\${argument#*=}"; exit 1 ;;
    read-input) cat ;;
    exit-*) echo "as \$\$" ; exit "\${argument#exit-}" ;;
  esac
done
echo "JDK $2"
for argument; do echo "<\$argument>"; done
EOF
  printf '#!/bin/sh\n' >"$1/bin/javac"
  chmod +x "$1/bin/java" "$1/bin/javac"
}

make_maven() {
  cat >"$world/bin/mvn" <<EOF
#!/bin/sh
echo "\$*" >>"$world/builds"
echo "\$JAVA_HOME" >"$world/build-jdk"
[ ! -e "$world/slow" ] || sleep 2
[ ! -e "$world/broken" ] || { echo noise; echo '[ERROR] A.java does not compile'; exit 1; }
mkdir -p cli/target/dist
cd cli/target/dist
echo first.jar >jars
touch glassbox.jar first.jar built
EOF
  chmod +x "$world/bin/mvn"
}

# Becomes the launcher of this world, with the assignment in "with" and little else in its environment.
become_glassbox() {
  # shellcheck disable=SC2086 # a shell may be two words
  exec env -i PATH="$world/bin" HOME="$world/home" CDPATH=/ ${with:+"$with"} $shell "$@"
}

# Runs the launcher; sets out, err and code.
glassbox() {
  code=0
  (become_glassbox "$project/glassbox" "$@") >"$world/out" 2>"$world/err" </dev/null || code=$?
  out=$(cat "$world/out")
  err=$(cat "$world/err")
}

# The files that the launcher keeps whose names begin with $1.
kept() {
  find "$project/.glassbox" -name "$1*" | wc -l | tr -d ' '
}

builds() {
  if [ -e "$world/builds" ]; then grep -c . "$world/builds"; else echo 0; fi
}

# --- Checks ----------------------------------------------------------------------------------------

same() {
  checks=$((checks + 1))
  if [ "$2" != "$3" ]; then
    failures=$((failures + 1))
    printf '%s: %s: %s\n  expected: %s\n  but was:  %s\n' "$shell" "$test" "$1" "$2" "$3" >&2
  fi
}

has() {
  checks=$((checks + 1))
  case $3 in
    *"$2"*) ;;
    *)
      failures=$((failures + 1))
      printf '%s: %s: %s\n  expected to hold: %s\n  but was:          %s\n' \
        "$shell" "$test" "$1" "$2" "$3" >&2
      ;;
  esac
}

# --- Tests -----------------------------------------------------------------------------------------

without_a_jdk_it_says_what_to_install() {
  make_jdk "$world/usr/lib/jvm/old" 17.0.15
  glassbox
  same 'exit code' 2 "$code"
  same 'message' "glassbox: needs JDK 25 and found none; install it, for example with 'sdk install java 25-tem' or the package openjdk-25-jdk, or set JAVA_HOME to it" "$err"
  same 'output' '' "$out"
}

a_wish_for_a_jdk_that_cannot_be_met_is_an_error() {
  make_jdk "$world/opt/jdk-25" 25
  make_jdk "$world/old" 17
  with="GLASSBOX_JAVA_HOME=$world/old"
  glassbox
  same 'exit code' 2 "$code"
  same 'message' "glassbox: GLASSBOX_JAVA_HOME is $world/old, which is not a JDK 25; set it to the folder of one" "$err"
}

the_jdk_is_looked_for_in_the_stated_order() {
  make_jdk "$world/usr/lib/jvm/a newer" 26
  make_jdk "$world/usr/lib/jvm/b" 25.0.1
  glassbox
  has 'in the system' 'JDK 25.0.1' "$out"
  make_jdk "$world/on-path" 25.0.2
  mkdir -p "$world/links"
  ln -s "$world/on-path/bin/java" "$world/links/alternative"
  ln -s ../links/alternative "$world/bin/java"
  glassbox
  has 'on the path, through links' 'JDK 25.0.2' "$out"
  make_jdk "$world/home-25" 25.0.3
  with="JAVA_HOME=$world/home-25"
  glassbox
  has 'JAVA_HOME' 'JDK 25.0.3' "$out"
  make_jdk "$world/home-17" 17
  with="JAVA_HOME=$world/home-17"
  glassbox
  has 'a JAVA_HOME that does not fit' 'JDK 25.0.2' "$out"
  make_jdk "$world/wish" 27-ea
  with="GLASSBOX_JAVA_HOME=$world/wish"
  glassbox
  has 'GLASSBOX_JAVA_HOME' 'JDK 27-ea' "$out"
  same 'one build for all of them' 1 "$(builds)"
}

a_jre_and_a_folder_without_release_are_no_jdk() {
  make_jdk "$world/usr/lib/jvm/jre" 25
  rm "$world/usr/lib/jvm/jre/bin/javac"
  make_jdk "$world/usr/lib/jvm/nameless" 25
  rm "$world/usr/lib/jvm/nameless/release"
  glassbox
  same 'exit code' 2 "$code"
}

a_newer_jdk_runs_what_is_built_but_does_not_build() {
  make_jdk "$world/opt/jdk-26" 26
  glassbox
  same 'exit code' 2 "$code"
  same 'message' "glassbox: must build itself, which takes JDK 25, and found only JDK 26 in $world/opt/jdk-26; install JDK 25 or set JAVA_HOME to it" "$err"
  make_jdk "$world/opt/jdk-25" 25
  glassbox
  rm -r "$world/opt/jdk-25"
  glassbox
  has 'JDK' 'JDK 26' "$out"
}

without_maven_it_says_what_to_install() {
  make_jdk "$world/opt/jdk" 25
  rm "$world/bin/mvn"
  glassbox
  same 'exit code' 2 "$code"
  same 'message' "glassbox: must build itself, which takes Maven, and found no mvn; install it, for example with 'sdk install maven' or the package maven" "$err"
}

it_builds_at_the_first_start_and_not_at_the_second() {
  make_jdk "$world/opt/a jdk" 25
  glassbox
  same 'notice' 'glassbox: building, once; this takes a minute' "$err"
  same "Maven's JDK" "$world/opt/a jdk" "$(cat "$world/build-jdk")"
  glassbox
  same 'notice at the second start' '' "$err"
  same 'builds' 1 "$(builds)"
}

a_changed_a_new_and_a_removed_source_make_it_build() {
  make_jdk "$world/opt/jdk" 25
  glassbox
  sleep 0.02
  touch "$project/core/src/main/A.java"
  glassbox
  same 'builds after a change' 2 "$(builds)"
  echo 'class C {}' >"$project/core/src/main/C.java"
  glassbox
  same 'builds after a new file' 3 "$(builds)"
  rm "$project/core/src/main/B.java"
  glassbox
  same 'builds after a removal' 4 "$(builds)"
  touch "$project/core/pom.xml"
  glassbox
  same 'builds after a change of a pom' 5 "$(builds)"
  glassbox
  same 'builds after no change' 5 "$(builds)"
}

a_source_from_the_future_makes_it_build_once_only() {
  make_jdk "$world/opt/jdk" 25
  touch -t 204001010000 "$project/core/src/main/A.java"
  touch -t 204101010000 "$project/core/src/main/B.java"
  glassbox
  glassbox
  same 'builds' 1 "$(builds)"
}

what_maven_built_by_hand_is_taken_over() {
  make_jdk "$world/opt/jdk" 25
  (cd "$project" && PATH=$world/bin JAVA_HOME='' mvn package)
  glassbox
  same 'builds' 1 "$(builds)"
  same 'notice' '' "$err"
}

arguments_input_output_and_exit_code_pass_through() {
  make_jdk "$world/opt/jdk" 25
  glassbox
  glassbox 'two words' '' '*' "it's" '-x'
  has 'arguments' 'dev.glassbox.cli.Main>
<two words>
<>
<*>
<it'"'"'s>
<-x>' "$out"
  glassbox exit-7
  same 'exit code' 7 "$code"
  read_back=$(echo 'from outside' | (become_glassbox "$project/glassbox" read-input) | head -n 1)
  same 'input' 'from outside' "$read_back"
  with='GLASSBOX_JAVA_OPTS=-Xmx1g -Da=b'
  glassbox
  has 'options for java' '<-Xmx1g>
<-Da=b>' "$out"
}

the_jars_are_those_of_the_build_in_its_order() {
  make_jdk "$world/opt/jdk" 25
  glassbox
  app=$project/.glassbox/$(cat "$project/.glassbox/current")
  has 'class path' "<$app/glassbox.jar:$app/first.jar>" "$out"
  has 'cache' "<-XX:AOTCache=$app/25+9.aot>" "$out"
}

signals_reach_java_because_it_takes_the_launchers_place() {
  make_jdk "$world/opt/jdk" 25
  glassbox
  become_glassbox "$project/glassbox" exit-0 >"$world/out" &
  process=$!
  wait "$process"
  same 'process' "as $process" "$(cat "$world/out")"
}

it_works_from_anywhere_and_through_links() {
  make_jdk "$world/opt/jdk" 25
  mkdir -p "$world/else where/deep"
  ln -s "$project/glassbox" "$world/else where/link"
  ln -s ../link "$world/else where/deep/link of link"
  (cd "$world/else where" && become_glassbox 'deep/link of link') >"$world/out" 2>&1
  has 'output' 'JDK 25' "$(cat "$world/out")"
  (cd "$project" && become_glassbox glassbox) >"$world/out" 2>&1
  has 'output without a folder in the name' 'JDK 25' "$(cat "$world/out")"
  same 'builds' 1 "$(builds)"
}

two_starts_at_once_build_once() {
  make_jdk "$world/opt/jdk" 25
  : >"$world/slow"
  become_glassbox "$project/glassbox" >"$world/out1" 2>&1 &
  other=$!
  glassbox
  wait "$other"
  has 'one output' 'JDK 25' "$out"
  has 'other output' 'JDK 25' "$(cat "$world/out1")"
  has 'one of them waits' 'waiting for another glassbox' "$err$(cat "$world/out1")"
  same 'builds' 1 "$(builds)"
  same 'locks' 0 "$(kept lock)"
}

the_lock_of_a_dead_process_is_taken_over() {
  make_jdk "$world/opt/jdk" 25
  sleep 0 &
  dead=$!
  wait "$dead"
  mkdir -p "$project/.glassbox/lock"
  echo "$dead" >"$project/.glassbox/lock/process"
  glassbox
  has 'output' 'JDK 25' "$out"
  same 'locks' 0 "$(kept lock)"
}

a_failed_build_shows_its_errors_and_the_next_starts_clean() {
  make_jdk "$world/opt/jdk" 25
  : >"$world/broken"
  glassbox
  same 'exit code' 1 "$code"
  same 'message' "glassbox: building, once; this takes a minute
[ERROR] A.java does not compile
glassbox: the build failed; its whole output is in $project/.glassbox/build.log" "$err"
  same 'output' '' "$out"
  rm "$world/broken"
  glassbox
  has 'output after that' 'JDK 25' "$out"
  has 'goals' 'clean package' "$(tail -n 1 "$world/builds")"
}

an_ended_build_leaves_no_lock_and_the_next_starts_clean() {
  make_jdk "$world/opt/jdk" 25
  : >"$world/slow"
  become_glassbox "$project/glassbox" >/dev/null 2>&1 &
  process=$!
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ -s "$world/builds" ] || sleep 0.1
  done
  kill -TERM "$process"
  wait "$process"
  same 'exit code' 143 "$?"
  same 'locks' 0 "$(kept lock)"
  same 'builds in use' 0 "$(kept current)"
  rm "$world/slow"
  glassbox
  has 'output' 'JDK 25' "$out"
}

the_build_before_stays_for_who_still_runs_it() {
  make_jdk "$world/opt/jdk" 25
  for _ in 1 2 3 4; do
    sleep 0.02
    touch "$project/core/src/main/A.java"
    glassbox
  done
  same 'builds kept' 2 "$(kept app-)"
}

a_second_jdk_gets_a_cache_of_its_own_without_a_build() {
  make_jdk "$world/opt/jdk" 25.0.1
  make_jdk "$world/other" 25.0.2
  glassbox
  with="JAVA_HOME=$world/other"
  glassbox
  has 'cache' '25.0.2+9.aot>' "$out"
  same 'builds' 1 "$(builds)"
}

where_it_cannot_write_it_says_so() {
  make_jdk "$world/opt/jdk" 25
  : >"$project/.glassbox"
  glassbox
  same 'exit code' 2 "$code"
  same 'message' "glassbox: must build itself and cannot write into $project; make it writable" "$err"
}

a_colon_in_the_path_is_refused() {
  project=$world/a:b
  new_world
  glassbox
  same 'exit code' 2 "$code"
  has 'message' "glassbox: cannot run from $world/a:b: no folder above it may have a colon" "$err"
}

# ---------------------------------------------------------------------------------------------------

# Every function between the line "Tests" and the next such line is a test.
tests=$(sed -n '/^# --- Tests/,/^# ----/s/^\([a-z_]*\)() {$/\1/p' "$0")
world=$(mktemp -d)
world=$(CDPATH='' cd -- "$world" && pwd -P)
trap 'rm -rf "$world"' EXIT
[ $# -gt 0 ] || set -- sh
for shell; do
  # The launcher's PATH does not lead to this shell.
  first=${shell%% *}
  shell=$(command -v "$first")${shell#"$first"}
  for test in $tests; do
    project="$world/pro ject"
    with=
    new_world
    $test
  done
done
echo "launcher: $checks checks, $failures failed"
[ "$failures" -eq 0 ]
