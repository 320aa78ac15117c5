package dev.rollwave.cli.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollwave.document.DocumentLimits;
import dev.rollwave.kubernetes.manifest.ManifestReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads manifests that a person gives. */
public final class ManifestInput {
  private static final String STANDARD_INPUT = "-";

  private ManifestInput() {}

  /** A file cannot be read; the message says why, without its name. */
  public static final class UnreadableFile extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableFile(String message) {
      super(message);
    }
  }

  /**
   * All of the file, or of {@code in} when {@code path} is {@code -}; one byte more than a reader
   * takes at most.
   *
   * @throws UnreadableFile when there is no such file, it cannot be read, or nothing is in it
   */
  public static byte[] read(String path, InputStream in) throws UnreadableFile {
    byte[] content;
    try {
      content = path.equals(STANDARD_INPUT) ? bytes(in) : file(Path.of(path));
    } catch (NoSuchFileException e) {
      throw new UnreadableFile("there is no such file");
    } catch (IOException e) {
      throw new UnreadableFile(
          "cannot be read (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")");
    }
    if (new String(content, UTF_8).isBlank()) {
      throw new UnreadableFile("is empty");
    }
    return content;
  }

  /** How the input is called in messages. */
  public static String shown(String path) {
    return path.equals(STANDARD_INPUT) ? "<stdin>" : path;
  }

  /** What {@code reading} left out, such as {@code 3 Service, 1 ConfigMap}. */
  public static String counted(ManifestReading reading) {
    return reading.ignored().entrySet().stream()
        .map(kind -> kind.getValue() + " " + kind.getKey())
        .collect(Collectors.joining(", "));
  }

  private static byte[] file(Path path) throws IOException {
    try (InputStream content = Files.newInputStream(path)) {
      return bytes(content);
    }
  }

  // One byte more than is allowed, so that the reader sees that it is too much.
  private static byte[] bytes(InputStream content) throws IOException {
    return content.readNBytes(DocumentLimits.MOST_MANIFEST_BYTES + 1);
  }
}
