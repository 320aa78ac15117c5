package dev.rollwave.testcluster.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts things by their name. */
final class Tally {
  private final Map<String, Integer> counts = new TreeMap<>();

  synchronized void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  synchronized int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** One line each, the number first. */
  @Override
  public synchronized String toString() {
    return counts.entrySet().stream()
        .map(entry -> "%7d  %s%n".formatted(entry.getValue(), entry.getKey()))
        .collect(Collectors.joining());
  }
}
