package dev.rollwave.testcluster.cronjob;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a process of this machine find the files of its service account where every pod finds them,
 * and no other process with it. It takes Linux, and root or the right to make user namespaces.
 */
final class PrivateMounts {
  // What else is in /run is hidden from the process; it needs none of it.
  private static final String MOUNTING =
      """
      set -e
      mount -t tmpfs tmpfs /run
      mkdir -p "$2"
      mount --bind "$1" "$2"
      mount -o remount,bind,ro "$2"
      shift 2
      exec "$@"
      """;

  private PrivateMounts() {}

  /** Whether they can be had here. */
  static boolean areAvailable() {
    return Probe.ANSWER;
  }

  /** Asked once: what a machine allows does not change. */
  private static final class Probe {
    private static final boolean ANSWER = answer();

    private static boolean answer() {
      try {
        return new ProcessBuilder(at("/var/run/probe", Path.of("."), List.of("true")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join()
                .exitValue()
            == 0;
      } catch (IOException e) {
        return false;
      }
    }
  }

  /** The command that becomes {@code command}, for which {@code folder} is at {@code place}. */
  static List<String> at(String place, Path folder, List<String> command) {
    List<String> whole = new ArrayList<>(List.of("unshare", "--mount"));
    if (!"root".equals(System.getProperty("user.name"))) {
      whole.add("--map-root-user");
    }
    whole.addAll(List.of("--", "sh", "-c", MOUNTING, "sh"));
    whole.addAll(List.of(folder.toAbsolutePath().toString(), place));
    whole.addAll(command);
    return whole;
  }
}
