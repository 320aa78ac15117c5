package dev.rollwave.kubernetes.survey;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The middle one of several durations, which a single pod that waited for its node cannot move. */
final class Medians {
  private Medians() {}

  /** The median; of an even number the mean of the two in the middle. */
  static Optional<Duration> of(List<Duration> times) {
    if (times.isEmpty()) {
      return Optional.empty();
    }
    List<Duration> sorted = times.stream().sorted().toList();
    int upper = sorted.size() / 2;
    int lower = (sorted.size() - 1) / 2;
    return Optional.of(sorted.get(lower).plus(sorted.get(upper)).dividedBy(2));
  }
}
