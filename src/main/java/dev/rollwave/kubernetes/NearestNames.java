package dev.rollwave.kubernetes;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a person may have meant. */
final class NearestNames {
  private NearestNames() {}

  /** The one of {@code names} that differs least from {@code wanted}, if any is near enough. */
  static Optional<String> to(String wanted, Collection<String> names) {
    int tolerance = Math.max(2, wanted.length() / 3);
    return names.stream()
        .sorted()
        .min(Comparator.comparingInt(name -> distance(wanted, name)))
        .filter(name -> distance(wanted, name) <= tolerance);
  }

  /** How many letters must be put in, taken out or changed (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
