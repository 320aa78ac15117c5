package dev.rollwave.document;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Turns the bytes of a document into characters: UTF-8, or UTF-16 behind its byte order mark, as
 * PowerShell writes with {@code >}.
 */
final class DocumentText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private DocumentText() {}

  /** The text of {@code content}, which has to be well-formed. */
  static String strictly(byte[] content) throws UnreadableYaml {
    try {
      return withoutMark(charset(content).newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (CharacterCodingException noText) {
      throw new UnreadableYaml(
          Position.START, "the document is not UTF-8 text", "save it as UTF-8; is it a YAML file?");
    }
  }

  /** The text of {@code content}, with a mark in the place of each byte that stands for nothing. */
  static String leniently(byte[] content) {
    try {
      return withoutMark(
          charset(content)
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE)
              .decode(ByteBuffer.wrap(content))
              .toString());
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("what is replaced is no error", e);
    }
  }

  /** Refuses characters that YAML does not allow, at the first one's position. */
  static void requireReadable(String text) throws UnreadableYaml {
    int line = 1;
    int column = 1;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      if (!StreamReader.isPrintable(character)) {
        throw new UnreadableYaml(
            new Position(line, column),
            String.format(
                Locale.ROOT, "the control character U+%04X may not stand here", character),
            "delete it, or write it as an escape between double quotes");
      }
      if (character == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
      at += Character.charCount(character);
    }
  }

  private static Charset charset(byte[] content) {
    if (content.length >= 2) {
      int mark = ((content[0] & 0xFF) << 8) | (content[1] & 0xFF);
      if (mark == 0xFEFF) {
        return UTF_16BE;
      }
      if (mark == 0xFFFE) {
        return UTF_16LE;
      }
    }
    return UTF_8;
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
