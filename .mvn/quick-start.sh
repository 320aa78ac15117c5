# For ./rollwave: sets jvm and cache to what the jar starts quickly with. Where the jar or the JDK is another one than that of the
# cache, it is made anew, from a run that is played for it.
#
# A short-lived command: one collector thread, one compiler, and that for what is called often only. By the usual threshold a third
# of a start would go into compiling what is never called again.
jvm="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xlog:disable"
cache=$here/target/rollwave.aot

is_cache_of_this_jar_and_jdk() {
  [ -f "$cache" ] && [ ! "$jar" -nt "$cache" ] && cmp -s "$JAVA_HOME/release" "$cache.jdk"
}

if ! is_cache_of_this_jar_and_jdk && [ -w "$here/target" ]; then
  echo "rollwave: preparing quick starts, once (10 seconds)" >&2
  log=$(mktemp)
  # shellcheck disable=SC2086 # several options
  if ! "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$jar" \
    "$here/src/training/java/dev/rollwave/training/Training.java" "$cache" \
    "$JAVA_HOME/bin/java" $jvm -jar "$jar" >"$log" 2>&1; then
    cat "$log" >&2
    echo "rollwave: that failed, see above; starts take a second longer until the next build." >&2
    : >"$cache"
  fi
  cp "$JAVA_HOME/release" "$cache.jdk"
  rm -f "$log"
fi
