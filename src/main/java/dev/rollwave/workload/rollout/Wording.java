package dev.rollwave.workload.rollout;

import java.util.List;
import java.util.stream.Collectors;

/** Phrases that the rules have in common. */
final class Wording {
  private static final int NAMED_AT_MOST = 3;

  private Wording() {}

  /** {@code 1 pod}, {@code 3 pods}. */
  static String pods(int count) {
    return count == 1 ? "1 pod" : count + " pods";
  }

  /** {@code 2 of 3 pods}. */
  static String of(int count, int desired) {
    return count + " of " + pods(desired);
  }

  /** The first few names, and how many there are besides. */
  static String named(List<String> names) {
    String first = names.stream().limit(NAMED_AT_MOST).collect(Collectors.joining(", "));
    int more = names.size() - NAMED_AT_MOST;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** {@code ordinal 2}, {@code ordinals 2 to 4}, both ends included. */
  static String ordinals(long from, long to) {
    return from == to ? "ordinal " + from : "ordinals " + from + " to " + to;
  }
}
