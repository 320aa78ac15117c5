package dev.rollwave.testcluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Sends POSIX signals; Java has no call for that. */
public final class Signals {
  private static final int INT = 2;

  private Signals() {}

  /**
   * Whether SIGINT says nothing to this process, and so to those that it starts: a shell without
   * job control tells whatever it starts in the background to ignore it.
   */
  static boolean isInterruptIgnored() {
    try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
      return status
          .filter(line -> line.startsWith("SigIgn:"))
          .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
          .anyMatch(ignored -> ((ignored >> (INT - 1)) & 1) != 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the signal {@code name}, such as {@code STOP}, to the process {@code pid}. */
  public static void send(String name, long pid) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
      int status = kill.waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill -" + name + " " + pid + " ended with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending " + name, e);
    }
  }
}
