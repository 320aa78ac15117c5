package dev.rollwave.kubernetes.connection.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollwave.document.DocumentLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program to its end and captures its output. */
final class PluginProcess {
  /** A person who logs in with a browser takes a while; plugins wait three minutes for it. */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  /**
   * A child that a program leaves behind may hold its output open; the output itself has arrived by
   * then.
   */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private static final int MOST_ERRORS = 2_000;

  private PluginProcess() {}

  /**
   * What came of it.
   *
   * @param output its standard output, at most one byte more than the limit
   * @param errors its standard error, as far as a message has room for it; empty where a person saw
   *     it
   */
  record Ended(int status, String output, String errors) {}

  /** The program did not end; the message says how long it had. */
  static final class LastingException extends Exception {
    private static final long serialVersionUID = 1L;

    LastingException(String howLong) {
      super(howLong);
    }
  }

  /**
   * Runs it.
   *
   * @param asks whether it gets the terminal, to read from it and to write its questions
   * @throws IOException when it cannot be started
   */
  static Ended run(ProcessBuilder builder, boolean asks)
      throws IOException, LastingException, InterruptedException {
    if (asks) {
      builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
    Process process = builder.start();
    // Not closed: that would wait for the readers, and a child left behind may keep them for long.
    ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    try {
      return ended(process, readers);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      readers.shutdown();
    }
  }

  private static Ended ended(Process process, ExecutorService readers)
      throws IOException, LastingException, InterruptedException {
    CompletableFuture<String> output =
        read(process.getInputStream(), DocumentLimits.MOST_LOGIN_BYTES + 1, readers);
    CompletableFuture<String> errors = read(process.getErrorStream(), MOST_ERRORS, readers);
    process.getOutputStream().close();
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      throw new LastingException(LONGEST.toMinutes() + " minutes");
    }
    return new Ended(process.exitValue(), all(output), all(errors));
  }

  // Output over the limit is read and dropped, or the program would block on a full pipe.
  private static CompletableFuture<String> read(
      InputStream from, int most, ExecutorService readers) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            String kept = new String(from.readNBytes(most), UTF_8);
            from.transferTo(OutputStream.nullOutputStream());
            return kept;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        readers);
  }

  private static String all(CompletableFuture<String> read)
      throws IOException, InterruptedException {
    try {
      return read.get(CLOSING.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("its output cannot be read", e);
    } catch (TimeoutException e) {
      throw new IOException("its output stays open after its end", e);
    }
  }
}
