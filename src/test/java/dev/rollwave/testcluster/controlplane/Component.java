package dev.rollwave.testcluster.controlplane;

import dev.rollwave.testcluster.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/** One program of the control plane, run as a process of its own, with its log in a file. */
public final class Component implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int LOG_LINES_SHOWN = 25;

  private final String name;
  private final List<String> command;
  private final Path log;
  private final Ready ready;
  private final Watchdog watchdog;
  private @Nullable Process process;

  /** Says whether a component serves. It may throw for as long as it does not. */
  @FunctionalInterface
  interface Ready {
    boolean ask() throws IOException;
  }

  Component(String name, List<String> command, Path log, Ready ready, Watchdog watchdog) {
    this.name = name;
    this.command = List.copyOf(command);
    this.log = log;
    this.ready = ready;
    this.watchdog = watchdog;
  }

  /** Starts the process and waits until it serves. */
  public synchronized void start() {
    launch();
    awaitReady();
  }

  synchronized void launch() {
    if (isAlive()) {
      throw new IllegalStateException(name + " runs already");
    }
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process = started;
      watchdog.note(name, started.pid());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  void awaitReady() {
    try {
      Awaitility.await(name)
          .atMost(TIMEOUT)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptions()
          .failFast(() -> !isAlive())
          .until(ready::ask);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      String how = isAlive() ? "is not ready after " + TIMEOUT : "has ended by itself";
      throw new IllegalStateException(name + " " + how + ". The end of its log:\n" + endOfLog(), e);
    }
  }

  /** Ends the process in order (SIGTERM), after five seconds by force. Not running is no error. */
  public synchronized void stop() {
    Process running = process;
    if (running == null) {
      return;
    }
    List<ProcessHandle> family = new ArrayList<>(running.descendants().toList());
    family.add(running.toHandle());
    family.forEach(ProcessHandle::destroy);
    try {
      if (!running.waitFor(5, TimeUnit.SECONDS)) {
        family.forEach(ProcessHandle::destroyForcibly);
        running.waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      family.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
    process = null;
    watchdog.forget(name);
  }

  /** Ends the process at once (SIGKILL), waiting for nothing. For a JVM that is going down. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }

  /** Stops it and starts it again with the same files and ports. */
  public void restart() {
    stop();
    start();
  }

  /** Freezes the process (SIGSTOP): its connections stay open and nothing is answered. */
  public void pause() {
    Signals.send("STOP", running().pid());
  }

  /** Wakes a paused process (SIGCONT). */
  public void resume() {
    Signals.send("CONT", running().pid());
  }

  // A paused process does not hear SIGTERM.
  void resumeIfAlive() {
    if (isAlive()) {
      resume();
    }
  }

  /** Whether the process is there, paused ones included. */
  public boolean isAlive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  private Process running() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException(name + " does not run");
    }
    return running;
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "(" + log + " cannot be read: " + e.getMessage() + ")";
    }
  }

  @Override
  public void close() {
    stop();
  }

  @Override
  public String toString() {
    return name;
  }
}
