package dev.rollwave.document;

import java.util.Comparator;

/**
 * Where something stands in a document.
 *
 * @param line 1-based
 * @param column 1-based, in characters as a person counts them
 */
public record Position(int line, int column) implements Comparable<Position> {
  /** The beginning of a document, for problems that have no position of their own. */
  public static final Position START = new Position(1, 1);

  private static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
