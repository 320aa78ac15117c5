package dev.rollwave.testcluster.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A shell command at a terminal of its own, a pseudo-terminal that {@code script} makes, and what a
 * person types there. Closing ends both.
 */
public final class TerminalProcess implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Process process;
  private final Path screen;

  private TerminalProcess(Process process, Path screen) {
    this.process = process;
    this.screen = screen;
  }

  /**
   * Starts {@code command}, a line for {@code sh}.
   *
   * @param folder where what the terminal shows is kept
   * @param environment added to that of this process
   */
  public static TerminalProcess start(Path folder, Map<String, String> environment, String command)
      throws IOException {
    Path screen = Files.createTempFile(folder, "screen-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qefc", command, "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile());
    builder.environment().remove("KUBECONFIG");
    builder.environment().putAll(Map.of("HOME", folder.toString(), "SHELL", "/bin/sh"));
    builder.environment().putAll(environment);
    return new TerminalProcess(builder.start(), screen);
  }

  /** {@code words} as a line for {@code sh} that means exactly them. */
  public static String line(List<String> words) {
    return words.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  /** Waits until the terminal shows {@code text}; false when the process ends without. */
  public boolean shows(String text) {
    Awaitility.await(text)
        .atMost(TIMEOUT)
        .until(() -> shown().contains(text) || !process.isAlive());
    return shown().contains(text);
  }

  /** Waits until the terminal shows {@code text}, and then types {@code answer} and Enter. */
  public void answer(String text, String answer) throws IOException {
    if (!shows(text)) {
      throw new AssertionError("it never showed " + text + "\n" + shown());
    }
    OutputStream keyboard = process.getOutputStream();
    keyboard.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  /** Waits for its end and returns its exit status; fails with its screen when it takes longer. */
  public int awaitExit(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + atMost + "\n" + shown());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting at a terminal", e);
    }
  }

  /** All that the terminal was sent so far. */
  public String shown() {
    try {
      return Files.readString(screen);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
