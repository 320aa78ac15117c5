package dev.rollwave.console;

/** Colours as a terminal understands them, or none. Never the only bearer of a meaning. */
public enum Palette {
  /** Text stays as it is. */
  PLAIN,
  /** With the eight colours that every terminal lets its owner choose. */
  COLOUR;

  /** How a piece of text is painted. */
  enum Paint {
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

  String red(String text) {
    return paint(Paint.RED, text);
  }

  String green(String text) {
    return paint(Paint.GREEN, text);
  }

  String yellow(String text) {
    return paint(Paint.YELLOW, text);
  }

  String bold(String text) {
    return paint(Paint.BOLD, text);
  }

  String dim(String text) {
    return paint(Paint.DIM, text);
  }

  /** {@code text} in that paint, and the terminal's own after it. */
  String paint(Paint paint, String text) {
    boolean asItIs = this == PLAIN || paint == Paint.NONE || text.isEmpty();
    return asItIs ? text : "\u001b[" + paint.code + "m" + text + "\u001b[0m";
  }
}
