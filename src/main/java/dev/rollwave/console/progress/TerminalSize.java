package dev.rollwave.console.progress;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How large the terminal is: {@code COLUMNS} and {@code LINES} where they are set, as other tools
 * do, else what {@code stty} says of the controlling terminal, else 80 by 24. Java itself cannot
 * tell.
 */
final class TerminalSize {
  private static final Size FALLBACK = new Size(80, 24);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(3);
  private static final long TIMEOUT_MILLIS = 300;
  // Beyond these a number is a mistake, and a frame for it would only cost memory.
  private static final int LARGEST = 2_000;

  private final Map<String, String> environment;
  private final LongSupplier nanoTime;
  private Size asked = FALLBACK;
  private long askedAt;
  private boolean wasAsked;

  /**
   * A size.
   *
   * @param columns 1 or more
   * @param rows 1 or more
   */
  record Size(int columns, int rows) {}

  TerminalSize(Map<String, String> environment, LongSupplier nanoTime) {
    this.environment = environment;
    this.nanoTime = nanoTime;
  }

  /** The size now, or as it was a few seconds ago. */
  Size now() {
    Optional<Integer> columns = number(environment.getOrDefault("COLUMNS", ""));
    Optional<Integer> rows = number(environment.getOrDefault("LINES", ""));
    if (columns.isPresent() && rows.isPresent()) {
      return new Size(columns.get(), rows.get());
    }
    long time = nanoTime.getAsLong();
    if (!wasAsked || time - askedAt >= BETWEEN_QUESTIONS.toNanos()) {
      asked = ask().orElse(asked);
      askedAt = time;
      wasAsked = true;
    }
    return new Size(columns.orElse(asked.columns()), rows.orElse(asked.rows()));
  }

  /** Reads the answer of {@code stty size}, {@code "24 80"}; empty when it is none. */
  static Optional<Size> parse(String answer) {
    String[] words = answer.strip().split(" ", -1);
    if (words.length != 2) {
      return Optional.empty();
    }
    Optional<Integer> rows = number(words[0]);
    return number(words[1]).flatMap(columns -> rows.map(r -> new Size(columns, r)));
  }

  private static Optional<Size> ask() {
    File terminal = new File("/dev/tty");
    if (!terminal.exists()) {
      return Optional.empty();
    }
    try {
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(terminal)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Integer> number(String text) {
    if (!text.matches("[1-9][0-9]{0,5}")) {
      return Optional.empty();
    }
    return Optional.of(Math.min(LARGEST, Integer.parseInt(text)));
  }
}
