package dev.rollwave.testcluster.cronjob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Process 1 of a container, seen from outside: a shell waits for it, leaves with its status, and
 * passes no signal on, so that signals go to its child.
 */
final class ContainerProcess extends Process {
  private static final Duration A_MOMENT = Duration.ofSeconds(10);

  private final Process outside;
  private final ProcessHandle inside;

  private ContainerProcess(Process outside, ProcessHandle inside) {
    this.outside = outside;
    this.inside = inside;
  }

  /**
   * Starts the shell and waits for its child.
   *
   * @throws IOException when there was none
   */
  static Process begun(ProcessBuilder shell) throws IOException {
    Process outside = shell.start();
    Awaitility.await("process 1 of a container")
        .atMost(A_MOMENT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !outside.isAlive() || outside.children().findFirst().isPresent());
    ProcessHandle inside =
        outside
            .children()
            .findFirst()
            .orElseThrow(
                () -> new IOException(shell.command() + " ended with " + outside.exitValue()));
    return new ContainerProcess(outside, inside);
  }

  @Override
  public void destroy() {
    inside.destroy();
  }

  @Override
  public Process destroyForcibly() {
    inside.destroyForcibly();
    return this;
  }

  @Override
  public OutputStream getOutputStream() {
    return outside.getOutputStream();
  }

  @Override
  public InputStream getInputStream() {
    return outside.getInputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return outside.getErrorStream();
  }

  @Override
  public int waitFor() throws InterruptedException {
    return outside.waitFor();
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    return outside.waitFor(timeout, unit);
  }

  @Override
  public int exitValue() {
    return outside.exitValue();
  }

  @Override
  public boolean isAlive() {
    return outside.isAlive();
  }

  @Override
  public ProcessHandle toHandle() {
    return inside;
  }

  @Override
  public CompletableFuture<Process> onExit() {
    return outside.onExit().thenApply(_ -> this);
  }
}
