package dev.rollwave.simulation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which of the names that there are may have been meant by one that is not there. */
final class NearestName {
  // More slips than this in one name are another name.
  private static final int MOST_SLIPS = 2;

  private NearestName() {}

  /** The nearest of {@code names} within two slips of {@code wanted}. */
  static Optional<String> to(String wanted, Collection<String> names) {
    return names.stream()
        .filter(name -> slips(wanted, name) <= MOST_SLIPS)
        .min(
            Comparator.comparingInt((String name) -> slips(wanted, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How many letters were added, left out or changed: Levenshtein's distance. */
  private static int slips(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[other.length()];
  }
}
