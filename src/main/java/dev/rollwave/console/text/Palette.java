package dev.rollwave.console.text;

/** Colours as a terminal understands them, or none. Never the only bearer of a meaning. */
public enum Palette {
  /** Text stays as it is. */
  PLAIN,
  /** With the eight colours that every terminal lets its owner choose. */
  COLOUR;

  /** How a piece of text is painted. */
  public enum Paint {
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36"),
    BOLD("1"),
    DIM("2"),
    NONE("");

    private final String code;

    Paint(String code) {
      this.code = code;
    }
  }

  /** {@code text} in red; as it is in a plain palette. */
  public String red(String text) {
    return paint(Paint.RED, text);
  }

  /** {@code text} in green; as it is in a plain palette. */
  public String green(String text) {
    return paint(Paint.GREEN, text);
  }

  /** {@code text} in yellow; as it is in a plain palette. */
  public String yellow(String text) {
    return paint(Paint.YELLOW, text);
  }

  /** {@code text} in bold; as it is in a plain palette. */
  public String bold(String text) {
    return paint(Paint.BOLD, text);
  }

  /** {@code text} dimmed; as it is in a plain palette. */
  public String dim(String text) {
    return paint(Paint.DIM, text);
  }

  /** {@code text} in that paint, and the terminal's own after it. */
  public String paint(Paint paint, String text) {
    boolean asItIs = this == PLAIN || paint == Paint.NONE || text.isEmpty();
    return asItIs ? text : "\u001b[" + paint.code + "m" + text + "\u001b[0m";
  }
}
