package dev.rollwave.console.report;

import dev.rollwave.console.text.Text;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes a report to a file, whole or not at all. A disk that is full or read-only costs the
 * report, with a message, and never the run.
 */
public final class ReportFile {
  private final Path path;
  private final PrintStream err;

  /**
   * A report file.
   *
   * @param path where the report goes; its directory must be there
   * @param err for the message about a loss
   */
  public ReportFile(Path path, PrintStream err) {
    this.path = path;
    this.err = err;
  }

  /**
   * Why {@code path} is no place for a report; empty when it is one. A disk that is full or
   * read-only is no reason: it costs the report, and never the run.
   */
  public static Optional<String> obstacle(Path path) {
    Path target = path.toAbsolutePath();
    Path directory = Objects.requireNonNullElse(target.getParent(), target);
    if (Files.isDirectory(target)) {
      return Optional.of(Text.shown(path.toString()) + " is a directory");
    }
    if (!Files.isDirectory(directory)) {
      return Optional.of("there is no directory " + Text.shown(directory.toString()));
    }
    return Optional.empty();
  }

  /**
   * Replaces the file by {@code report}.
   *
   * @return whether that succeeded; if not, the loss was told
   */
  public boolean write(String report) {
    Path target = path.toAbsolutePath();
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      return writeThrough(target, report);
    }
    Path draft = target.resolveSibling("." + target.getFileName() + ".draft");
    try {
      Files.writeString(
          draft,
          report,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
      move(draft, target);
      return true;
    } catch (IOException e) {
      discard(draft);
      return tellLoss(e);
    }
  }

  // A pipe or a device such as /dev/stdout has to be written to; a file must not take its place.
  private boolean writeThrough(Path target, String report) {
    try {
      Files.writeString(target, report, StandardOpenOption.WRITE);
      return true;
    } catch (IOException e) {
      return tellLoss(e);
    }
  }

  private boolean tellLoss(IOException e) {
    String why = e.getClass().getSimpleName() + ": " + e.getMessage();
    err.println(
        "rollwave: the report was not written to "
            + Text.shown(path.toString())
            + ": "
            + Text.shown(why));
    return false;
  }

  private static void move(Path draft, Path target) throws IOException {
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  // The first failure is the one to tell; a draft that stays behind does no harm.
  private void discard(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException _) {
      err.println("rollwave: a draft is left at " + Text.shown(draft.toString()));
    }
  }
}
