package dev.rollwave.plan;

import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the numbers of a workload and of the plan that restarts it can go together. */
public final class Feasibility {
  private Feasibility() {}

  /**
   * What cannot work when {@code workload} is restarted under {@code policy}, a sentence each;
   * empty where nothing is known to stand against it.
   *
   * @param aPod how long one pod takes to be replaced, as far as it is known, without its
   *     minReadySeconds; empty where only these are
   */
  public static List<String> objections(
      WorkloadSnapshot workload, HealthPolicy policy, Optional<Duration> aPod) {
    List<String> objections = new ArrayList<>();
    Duration minReady = Duration.ofSeconds(workload.minReadySeconds());
    if (workload.desired() > 0 && minReady.compareTo(policy.timeout()) >= 0) {
      objections.add(
          "Never available in time: each pod has to be Ready for %s (minReadySeconds), and a rollout may stand still for %s (health.timeout)."
              .formatted(Lengths.of(minReady), Lengths.of(policy.timeout())));
    }
    policy
        .total()
        .flatMap(total -> tooLong(workload, total, aPod.orElse(Duration.ZERO).plus(minReady)))
        .ifPresent(objections::add);
    return List.copyOf(objections);
  }

  private static Optional<String> tooLong(
      WorkloadSnapshot workload, Duration total, Duration aPod) {
    int turns = Math.ceilDiv(workload.desired(), workload.atOnce());
    Duration needed = aPod.multipliedBy(turns);
    if (needed.compareTo(total) <= 0) {
      return Optional.empty();
    }
    String order =
        workload.atOnce() == 1 ? "one after another" : workload.atOnce() + " at the same time";
    return Optional.of(
        "Too long: %s, %s and at least %s each, need %s, and a rollout may take %s in all (health.total)."
            .formatted(
                workload.desired() == 1 ? "1 pod" : workload.desired() + " pods",
                order,
                Lengths.of(aPod),
                Lengths.of(needed),
                Lengths.of(total)));
  }
}
