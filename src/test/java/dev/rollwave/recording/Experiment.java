package dev.rollwave.recording;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One workload to be restarted.
 *
 * @param style how its pods are replaced
 * @param size its replicas, or for a DaemonSet its nodes; 1 or more
 */
public record Experiment(Style style, int size) {
  private static final List<Integer> SIZES = List.of(1, 2, 3, 5);

  /** The most nodes that any of them needs. */
  public static final int MOST_NODES = 5;

  /** All of them: every style in every size. */
  public static List<Experiment> all() {
    return Arrays.stream(Style.values())
        .flatMap(style -> SIZES.stream().map(size -> new Experiment(style, size)))
        .toList();
  }

  /** Fit to be a workload's name and a file's. */
  public String name() {
    return style.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + size;
  }

  @Override
  public String toString() {
    return name();
  }
}
