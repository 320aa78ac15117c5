package dev.rollwave.testcluster.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A shell that outlives this JVM for a moment and kills what it has left behind. Shutdown hooks do
 * not run when a test JVM is halted or killed, as Maven does when it is interrupted.
 */
final class Watchdog implements AutoCloseable {
  // Its standard input ends when this JVM does, however that happens. It must not itself be ended
  // by the Ctrl-C that is sent to all processes of a terminal.
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      cat >/dev/null
      for file in "$1"/*.pid; do
        [ -f "$file" ] && kill -9 "$(cat "$file")"
      done
      rm -rf "$1"
      """;

  private final Path folder;
  private final Process shell;

  private Watchdog(Path folder, Process shell) {
    this.folder = folder;
    this.shell = shell;
  }

  /** Watches over the processes noted in {@code folder}, which it deletes in the end. */
  static Watchdog over(Path folder) throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", SCRIPT, "watchdog", folder.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Watchdog(folder, shell);
  }

  /** The process of that name is to be killed when this JVM ends. */
  void note(String name, long pid) {
    try {
      Files.writeString(file(name), Long.toString(pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process of that name has ended: its number may soon be another's. */
  void forget(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ".pid");
  }

  /** Ends the watch: whatever is noted still is killed now. */
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
