package dev.rollwave.console;

/** Says one line, without a look at what the terminal can show. */
public final class PlainAnswer {
  private PlainAnswer() {}

  /** Writes {@code line} to standard output. */
  public static void say(String line) {
    System.out.println(line);
  }
}
