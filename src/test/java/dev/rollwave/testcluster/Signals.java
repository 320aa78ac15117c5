package dev.rollwave.testcluster;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends POSIX signals, for which Java has no call. */
final class Signals {
  private Signals() {}

  /** Sends the signal {@code name}, such as {@code STOP}, to the process {@code pid}. */
  static void send(String name, long pid) {
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
