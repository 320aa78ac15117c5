package dev.rollwave.planfile;

import dev.rollwave.document.DocumentLimits;
import dev.rollwave.document.Position;
import dev.rollwave.document.YamlDocument;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.fields.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a plan document. Whatever it is given, the answer is a plan or the list of everything that
 * is wrong; it never throws because of what a document holds.
 */
public final class PlanFile {
  private PlanFile() {}

  /** Reads the document at {@code path}; a file that cannot be read is a problem like any other. */
  public static PlanReading read(Path path) {
    try (InputStream content = Files.newInputStream(path)) {
      return read(path.toString(), content.readNBytes(DocumentLimits.MOST_PLAN_BYTES + 1));
    } catch (IOException cause) {
      return unreadable(path.toString(), cause);
    }
  }

  /**
   * The reading of a document that could not be had.
   *
   * @param fileName what the problem calls it
   * @param cause why it could not
   */
  public static PlanReading unreadable(String fileName, Exception cause) {
    Problems problems = new Problems(fileName);
    problems.add(
        Position.START,
        "the file cannot be read: " + why(cause),
        "check the path and its permissions");
    return new PlanReading.Faulty(problems.faults());
  }

  /**
   * Reads a document.
   *
   * @param fileName what problems call it
   * @param content its bytes, UTF-8
   */
  public static PlanReading read(String fileName, byte[] content) {
    return read(fileName, content, Instant.now());
  }

  /** Reads a document; warnings look at what comes in the two years after {@code now}. */
  static PlanReading read(String fileName, byte[] content, Instant now) {
    Problems problems = new Problems(fileName);
    PlanReader reader = new PlanReader(problems, now);
    Optional<RestartPlan> plan = YamlDocument.read(content, problems).flatMap(reader::read);
    return plan.isPresent() && problems.isEmpty()
        ? new PlanReading.Sound(plan.get(), problems.warnings())
        : new PlanReading.Faulty(problems.faults());
  }

  private static String why(Exception cause) {
    return switch (cause) {
      case NoSuchFileException missing -> "there is no such file";
      case AccessDeniedException denied -> "permission denied";
      case InvalidPathException invalid -> "this is not the name of a file";
      default -> Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    };
  }
}
