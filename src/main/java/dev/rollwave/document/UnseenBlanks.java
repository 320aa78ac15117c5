package dev.rollwave.document;

import dev.rollwave.workload.Quotation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds characters that look like a blank, or like nothing, and are neither to YAML: what a web
 * page or a chat puts in the place of spaces, and what comes with a copy of it.
 */
public final class UnseenBlanks {
  /** All blanks of Unicode but the space, and those without a width. */
  private static final String UNSEEN = "[\\p{Zs}\u200B\u2060\uFEFF&&[^ ]]";

  /** Where YAML takes a space for a part of its grammar: before a line's text, and after a sign. */
  private static final Pattern STRAY =
      Pattern.compile(
          "^[\\p{Zs}\u200B\u2060\uFEFF]*?(" + UNSEEN + ")|[:\\-,\\[{?](" + UNSEEN + ")");

  // YAML's own line breaks, as its reader counts them.
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\n\r\u0085\u2028\u2029]");

  private UnseenBlanks() {}

  /** The first of them in a line, and where it stands. */
  record Stray(Position position, int character) {
    String shown() {
      return name(character);
    }
  }

  /**
   * The one that may be to blame for what YAML complains of at {@code position}: in that line, or
   * in the one above with anything in it.
   */
  static Optional<Stray> before(Position position, String text) {
    String[] lines = LINE_BREAK.split(text, -1);
    int line = Math.min(position.line(), lines.length);
    int above = line - 1;
    while (above > 0 && lines[above - 1].isBlank()) {
      above--;
    }
    Optional<Stray> here = in(lines[line - 1], line);
    return here.isPresent() || above == 0 ? here : in(lines[above - 1], above);
  }

  private static Optional<Stray> in(String text, int line) {
    Matcher stray = STRAY.matcher(text);
    if (!stray.find()) {
      return Optional.empty();
    }
    int at = stray.start(stray.start(1) >= 0 ? 1 : 2);
    return Optional.of(
        new Stray(new Position(line, text.codePointCount(0, at) + 1), text.codePointAt(at)));
  }

  /** {@code text} with each of them by its name, so that it is seen. */
  public static String named(String text) {
    return Pattern.compile(UNSEEN)
        .matcher(text)
        .replaceAll(unseen -> "<" + name(unseen.group().codePointAt(0)) + ">");
  }

  /** {@code written} in backticks, shortened where it would fill the screen, all blanks shown. */
  static String quoted(String written) {
    return Quotation.quoted(named(written));
  }

  private static String name(int character) {
    return String.format(Locale.ROOT, "U+%04X", character);
  }
}
