package dev.rollwave.console.text;

/** Which characters a terminal can show. */
public enum Symbols {
  /** Any. */
  UNICODE("…"),
  /** Those of the C locale, serial consoles and the like. */
  ASCII("...");

  private final String ellipsis;

  Symbols(String ellipsis) {
    this.ellipsis = ellipsis;
  }

  /** What stands for something that was cut off. */
  public String ellipsis() {
    return ellipsis;
  }
}
