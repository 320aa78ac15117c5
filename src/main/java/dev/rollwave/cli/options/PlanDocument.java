package dev.rollwave.cli.options;

import dev.rollwave.document.DocumentLimits;
import dev.rollwave.planfile.PlanFile;
import dev.rollwave.planfile.PlanReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A plan document that a person named: a file, or {@code -} for standard input.
 *
 * @param text what it holds, to show its lines beside problems; empty when it cannot be read
 * @param reading what came of reading it
 */
public record PlanDocument(String text, PlanReading reading) {
  private static final String STANDARD_INPUT = "-";

  /** How standard input is called in messages. */
  private static final String STANDARD_INPUT_SHOWN = "<stdin>";

  /**
   * Reads a document; what is wrong with it, or with reading it, is in its {@link #reading}.
   *
   * @param argument a file, or {@code -} for standard input
   */
  public static PlanDocument at(String argument) {
    boolean isStandardInput = argument.equals(STANDARD_INPUT);
    String name = isStandardInput ? STANDARD_INPUT_SHOWN : argument;
    try (InputStream in = isStandardInput ? System.in : Files.newInputStream(Path.of(argument))) {
      return of(name, in);
    } catch (IOException | InvalidPathException cause) {
      return new PlanDocument("", PlanFile.unreadable(name, cause));
    }
  }

  private static PlanDocument of(String name, InputStream in) throws IOException {
    // One byte more than is allowed, so that the reader sees that it is too much.
    byte[] content = in.readNBytes(DocumentLimits.MOST_PLAN_BYTES + 1);
    return new PlanDocument(text(content), PlanFile.read(name, content));
  }

  private static String text(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException noText) {
      return ""; // that is a problem of its own, and its bytes are nothing to show
    }
  }
}
