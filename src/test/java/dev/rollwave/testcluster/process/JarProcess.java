package dev.rollwave.testcluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One run of the packaged jar. Closing kills it if it still runs. */
public final class JarProcess implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;

  JarProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Waits for its end and returns its exit status; fails with its output when it takes longer. */
  public int awaitExit(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + atMost + "\n" + transcript());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the jar", e);
    }
  }

  /** What it wrote to its standard output so far. */
  public String output() {
    return read(out);
  }

  /** What it wrote to its standard error so far. */
  public String errors() {
    return read(err);
  }

  /** Both, for the message of a failure. */
  public String transcript() {
    return "--- standard output\n" + output() + "--- standard error\n" + errors();
  }

  /** Asks it to end, as a kubelet does (SIGTERM). */
  public void terminate() {
    Signals.send("TERM", process.pid());
  }

  /** Whether those that are started here can be asked to end by Ctrl-C at all. */
  public static boolean hearsInterrupts() {
    return !Signals.isInterruptIgnored();
  }

  /** Asks it to end, as Ctrl-C does (SIGINT). */
  public void interrupt() {
    Signals.send("INT", process.pid());
  }

  /** Ends it without asking (SIGKILL). */
  public void kill() {
    Signals.send("KILL", process.pid());
  }

  /** Freezes it (SIGSTOP). */
  public void pause() {
    Signals.send("STOP", process.pid());
  }

  /** Wakes it (SIGCONT). */
  public void resume() {
    Signals.send("CONT", process.pid());
  }

  /** Whether it has not ended yet. */
  public boolean isAlive() {
    return process.isAlive();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
