package dev.rollwave.testcluster.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * What was measured several times.
 *
 * @param median of all; the mean of the two in the middle where their number is even
 * @param min the least
 * @param max the most
 */
record Spread(double median, double min, double max) {

  /** That of {@code values}, at least one. */
  static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(median, sorted.getFirst(), sorted.getLast());
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, min, max);
  }
}
