package dev.rollwave.workload;

/** Words of a plan inside of a message. */
public final class Quotation {
  private static final int LONGEST = 60;

  private Quotation() {}

  /** {@code text} in backticks, shortened to 60 characters where it would fill the screen. */
  public static String quoted(String text) {
    int characters = text.codePointCount(0, text.length());
    if (characters <= LONGEST) {
      return "`" + text + "`";
    }
    return "`" + text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "...`";
  }
}
