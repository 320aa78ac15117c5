package dev.rollwave.console.text;

/**
 * Makes strings from outside safe to show. A cluster or a plan may hold anything: a name that
 * repaints the screen, a message that turns the reading direction, a log line that forges the next
 * one. Whatever a terminal or a reader would obey rather than see becomes a visible escape.
 */
public final class Text {
  private static final String ELLIPSIS = "…";

  private Text() {}

  /**
   * {@code raw} on one line, with control, format, private, unassigned and unpaired characters
   * written as {@code \n}, {@code \t}, {@code \}{@code u001b} and so on.
   */
  public static String shown(String raw) {
    if (raw.codePoints().noneMatch(Text::isObeyed)) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length() + 16);
    raw.codePoints().forEach(c -> appendShown(out, c));
    return out.toString();
  }

  /**
   * {@code raw} between double quotes, with quotes and backslashes escaped too, so that the value
   * of a {@code key="value"} pair ends where it seems to.
   */
  public static String quoted(String raw) {
    StringBuilder out = new StringBuilder(raw.length() + 18).append('"');
    raw.codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            out.append('\\');
          }
          appendShown(out, c);
        });
    return out.append('"').toString();
  }

  /** {@link #fit(String, int, String)} with a Unicode ellipsis. */
  public static String fit(String shown, int columns) {
    return fit(shown, columns, ELLIPSIS);
  }

  /**
   * {@code shown} cut to at most {@code columns} terminal columns, the last of them {@code
   * ellipsis} when something was cut.
   *
   * @param shown already safe to show
   * @param columns 0 or more; fewer than the ellipsis takes leave nothing
   */
  public static String fit(String shown, int columns, String ellipsis) {
    if (DisplayWidth.of(shown) <= columns) {
      return shown;
    }
    int room = columns - DisplayWidth.of(ellipsis);
    if (room < 0) {
      return "";
    }
    StringBuilder out = new StringBuilder(columns);
    int used = 0;
    for (int i = 0; i < shown.length(); ) {
      int c = shown.codePointAt(i);
      used += DisplayWidth.of(c);
      if (used > room) {
        break;
      }
      out.appendCodePoint(c);
      i += Character.charCount(c);
    }
    return out.append(ellipsis).toString();
  }

  /** As {@link #fit(String, int, String)}, but keeps the end, where references differ. */
  public static String tail(String shown, int columns, String ellipsis) {
    if (DisplayWidth.of(shown) <= columns) {
      return shown;
    }
    int room = columns - DisplayWidth.of(ellipsis);
    int from = shown.length();
    while (from > 0) {
      int c = shown.codePointBefore(from);
      room -= DisplayWidth.of(c);
      if (room < 0) {
        break;
      }
      from -= Character.charCount(c);
    }
    return fit(ellipsis, columns, "") + shown.substring(from);
  }

  /** {@code shown} cut or filled with blanks to exactly {@code columns} terminal columns. */
  public static String column(String shown, int columns) {
    String cut = fit(shown, columns);
    return cut + " ".repeat(Math.max(0, columns - DisplayWidth.of(cut)));
  }

  // Format characters include every mark that overrides the reading direction, the zero-width
  // ones, and the tags that can hide text.
  private static boolean isObeyed(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private static void appendShown(StringBuilder out, int codePoint) {
    if (!isObeyed(codePoint)) {
      out.appendCodePoint(codePoint);
      return;
    }
    switch (codePoint) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append(String.format(codePoint > 0xffff ? "\\u{%x}" : "\\u%04x", codePoint));
    }
  }
}
