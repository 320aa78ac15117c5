package dev.rollwave.planfile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.reader.StreamReader;

/** Turns the bytes of a document into characters that YAML allows. */
final class DocumentText {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private DocumentText() {}

  /** The text of {@code content}; empty, with the problem noted, when it is none. */
  static Optional<String> of(byte[] content, Problems problems) {
    if (content.length > Limits.MOST_BYTES) {
      problems.add(
          Place.START,
          "the document is larger than 1 MiB",
          "split the plan, or name workloads by selector");
      return Optional.empty();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      String body = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      return isReadable(body, problems) ? Optional.of(body) : Optional.empty();
    } catch (CharacterCodingException notUtf8) {
      problems.add(
          Place.START, "the document is not UTF-8 text", "save it as UTF-8; is it a YAML file?");
      return Optional.empty();
    }
  }

  private static boolean isReadable(String text, Problems problems) {
    int line = 1;
    int column = 1;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      if (!StreamReader.isPrintable(character)) {
        problems.add(
            new Place(line, column),
            String.format(
                Locale.ROOT, "the control character U+%04X may not stand here", character),
            "delete it, or write it as an escape between double quotes");
        return false;
      }
      if (character == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
      at += Character.charCount(character);
    }
    return true;
  }
}
