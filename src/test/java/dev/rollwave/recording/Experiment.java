package dev.rollwave.recording;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Predicate;

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

  /** The plain restarts: three strategies of each kind, in every size. */
  public static List<Experiment> all() {
    return those(experiment -> experiment.scaledTo().isEmpty());
  }

  /**
   * The restarts in the middle of which the workload is scaled. Two ReplicaSets then make and end
   * several pods each at the same time, and nearly every play shows another order of the statuses
   * on the way. They are compared by where each step comes to rest.
   */
  public static List<Experiment> scaled() {
    return those(experiment -> experiment.scaledTo().isPresent());
  }

  private static List<Experiment> those(Predicate<Experiment> wanted) {
    return Arrays.stream(Style.values())
        .flatMap(style -> SIZES.stream().map(size -> new Experiment(style, size)))
        .filter(wanted)
        .toList();
  }

  /** To what number somebody, or an autoscaler, scales it; empty where nobody does. */
  public OptionalInt scaledTo() {
    return switch (style) {
      case DEPLOYMENT_SCALED_UP -> OptionalInt.of(2 * size);
      case DEPLOYMENT_SCALED_DOWN -> OptionalInt.of(Math.ceilDiv(size, 2));
      case DEPLOYMENT_QUARTERS,
          DEPLOYMENT_NO_SURGE,
          DEPLOYMENT_RECREATE,
          STATEFUL_SET_ORDERED,
          STATEFUL_SET_PARTITION,
          STATEFUL_SET_PARALLEL,
          DAEMON_SET_ONE,
          DAEMON_SET_HALF,
          DAEMON_SET_ON_DELETE ->
          OptionalInt.empty();
    };
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
