package dev.rollwave.document;

import java.util.Comparator;

/**
 * Where something stands in a document.
 *
 * @param line 1-based
 * @param column 1-based, in characters as a person counts them
 */
public record Place(int line, int column) implements Comparable<Place> {
  /** The beginning of a document, for problems that have no place of their own. */
  public static final Place START = new Place(1, 1);

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
