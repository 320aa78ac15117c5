package dev.rollwave.console;

/** Colours as a terminal understands them, or none. Never the only bearer of a meaning. */
public enum Palette {
  /** Text stays as it is. */
  PLAIN,
  /** With the eight colours that every terminal lets its owner choose. */
  COLOUR;

  String red(String text) {
    return paint("31", text);
  }

  String green(String text) {
    return paint("32", text);
  }

  String yellow(String text) {
    return paint("33", text);
  }

  String bold(String text) {
    return paint("1", text);
  }

  String dim(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return switch (this) {
      case PLAIN -> text;
      case COLOUR -> text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    };
  }
}
