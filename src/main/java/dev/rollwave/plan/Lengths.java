package dev.rollwave.plan;

import java.time.Duration;

/** Lengths of time in a message, as a plan writes them. */
public final class Lengths {
  private Lengths() {}

  /**
   * In whole seconds, without the units that are zero: {@code 45s}, {@code 10m}, {@code 2m5s},
   * {@code 1h30m}, {@code 2d}. A negative length, which only a clock that stepped back can make, is
   * {@code 0s}.
   */
  public static String of(Duration length) {
    if (length.toSeconds() <= 0) {
      return "0s";
    }
    StringBuilder written = new StringBuilder();
    add(written, length.toDays(), 'd');
    add(written, length.toHoursPart(), 'h');
    add(written, length.toMinutesPart(), 'm');
    add(written, length.toSecondsPart(), 's');
    return written.toString();
  }

  private static void add(StringBuilder written, long count, char unit) {
    if (count > 0) {
      written.append(count).append(unit);
    }
  }
}
