package dev.rollwave.window;

import java.time.LocalDate;

/**
 * A range of whole local days in which no restart starts; it always wins over windows.
 *
 * @param name shown to people; not blank
 * @param from first frozen day
 * @param to last frozen day, inclusive; not before {@code from}
 */
public record Freeze(String name, LocalDate from, LocalDate to) {
  public Freeze {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a freeze has a name");
    }
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a freeze ends on or after the day it begins: " + from + " .. " + to);
    }
  }
}
