# For the scripts in $here: sets JAVA_HOME, and jar to the product's, which is built first when its sources are newer.
. "$here/.mvn/find-jdk.sh"

JAVA_HOME=$(find_jdk 25) || {
  echo "rollwave: needs a JDK 25 or later; set JAVA_HOME or install one (Debian: apt install openjdk-25-jdk)." >&2
  exit 2
}
export JAVA_HOME

jar=$here/target/rollwave.jar
if [ ! -f "$jar" ] || [ -n "$(find "$here/pom.xml" "$here/src/main" -newer "$jar" -type f | head -n 1)" ]; then
  echo "rollwave: building, once (under a minute)" >&2
  log=$(mktemp)
  if ! "$here/mvnw" -B -q package -Dmaven.test.skip=true >"$log" 2>&1; then
    cat "$log" >&2
    echo "rollwave: the build failed; its log is above." >&2
    rm -f "$log"
    exit 2
  fi
  rm -f "$log"
fi
