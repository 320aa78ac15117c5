package dev.rollwave.simulation.worlds.random;

import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.simulation.worlds.world.Deed;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.Moment;
import dev.rollwave.simulation.worlds.world.Moment.Since;
import dev.rollwave.workload.WorkloadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws what other people and controllers do to workloads while a run is under way. */
final class RandomMeddling {
  private final Dice dice;
  private final List<WorkloadSpec> workloads;

  RandomMeddling(Dice dice, List<WorkloadSpec> workloads) {
    this.dice = dice;
    this.workloads = workloads;
  }

  /** What people do whenever they like, and quotas that are full. */
  List<Fault> people() {
    List<Fault> faults = new ArrayList<>();
    for (int i = dice.chance(35) ? dice.between(1, 3) : 0; i > 0; i--) {
      WorkloadSpec whose = anyone();
      faults.add(
          dice.chance(20)
              ? interference(whose)
              : new Fault.Meddling(whose.ref(), moment(), deed(whose)));
    }
    if (dice.chance(8)) {
      faults.add(fullQuota());
    }
    return faults;
  }

  // As one that has no room for the first new pod; often it has before anybody may lose patience.
  private Fault fullQuota() {
    Moment moment =
        new Moment(Since.RESTART, Duration.ofMillis(dice.chance(50) ? 0 : dice.below(500)));
    Deed deed = new Deed.SpendQuota(dice.secondsBelow(dice.chance(50) ? 40 : 120));
    return new Fault.Meddling(anyone().ref(), moment, deed);
  }

  /** Counts that run ahead, of a workload that nothing in {@code others} is for. */
  List<Fault> haste(List<Fault> others) {
    WorkloadSpec whose = anyone();
    // What others do to it, or a pod that has to be Ready for a while, would make its counts
    // right, wrong and right again, which a runner whose watch is cut need not see.
    boolean isLeftAlone =
        others.stream().noneMatch(it -> it.target().filter(whose.ref()::equals).isPresent());
    return dice.chance(15) && isLeftAlone && whose.minReadySeconds() == 0
        ? List.of(new Fault.HastyCounts(whose.ref(), Duration.ofSeconds(dice.between(1, 200))))
        : List.of();
  }

  /** A pod that is evicted. */
  List<Fault> eviction() {
    WorkloadSpec whose = anyone();
    // Of the pods that a partition keeps back nothing but their count is known.
    boolean isPartial = whose instanceof StatefulSetSpec set && set.partition() > 0;
    // And that its replacement has to be Ready for a while a runner whose watch is cut cannot see.
    return dice.chance(15) && !isPartial && whose.minReadySeconds() == 0
        ? List.of(new Fault.Evicted(whose.ref(), moment()))
        : List.of();
  }

  /** What was proven healthy breaks while its dependents wait for their turn, or have it. */
  List<Fault> breaks() {
    List<Fault> faults = new ArrayList<>();
    for (int i = dice.chance(30) ? dice.between(1, 3) : 0; i > 0; i--) {
      WorkloadSpec whose = anyone();
      boolean isPartial = whose instanceof StatefulSetSpec set && set.partition() > 0;
      if (!isPartial && whose.minReadySeconds() == 0) {
        faults.add(new Fault.Meddling(whose.ref(), afterProof(), breaking(whose)));
      }
    }
    return faults;
  }

  private Moment afterProof() {
    int most = dice.chance(70) ? 10_000 : 200_000;
    return new Moment(Since.HEALTHY, Duration.ofMillis(dice.below(most)));
  }

  // Now and then for longer than a health timeout, or for good.
  private Deed breaking(WorkloadSpec whose) {
    int kind = dice.below(100);
    if (kind < 10) {
      return new Deed.LosePod(Duration.ofDays(1));
    }
    if (kind < 55) {
      return new Deed.LosePod(dice.secondsBelow(kind < 25 ? 900 : 90));
    }
    return kind < 70 ? new Deed.EditCountedAhead(dice.secondsBelow(90)) : deed(whose);
  }

  private WorkloadSpec anyone() {
    return dice.oneOf(workloads);
  }

  // While the runner does not know yet whether the restart was applied.
  private Fault interference(WorkloadSpec whose) {
    Moment moment = new Moment(Since.REQUEST, Duration.ofMillis(dice.below(3_000)));
    Deed deed = dice.chance(40) ? new Deed.Recreate(Duration.ZERO) : deed(whose);
    return new Fault.Meddling(whose.ref(), moment, deed);
  }

  private Moment moment() {
    return dice.chance(70)
        ? new Moment(Since.RESTART, Duration.ofMillis(dice.below(60_000)))
        : new Moment(Since.RUN, Duration.ofMillis(dice.below(120_000)));
  }

  private Deed deed(WorkloadSpec whose) {
    boolean canScale = whose.kind() != WorkloadKind.DAEMON_SET;
    return switch (dice.below(canScale ? 10 : 7)) {
      case 0, 1 -> new Deed.Edit();
      case 2 -> new Deed.RestartByHand(dice.chance(60) ? dice.secondsBelow(300) : Duration.ZERO);
      case 3 -> new Deed.TakeStampAway();
      case 4 -> new Deed.Delete();
      case 5 -> new Deed.Recreate(dice.chance(40) ? Duration.ZERO : dice.secondsBelow(20));
      case 6 -> new Deed.SpendQuota(dice.secondsBelow(120));
      default -> new Deed.Scale(dice.between(0, 6));
    };
  }
}
