package dev.rollwave.simulation.worlds.random;

import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.cluster.spec.PodTimes;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.worlds.world.Deed;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.Moment;
import dev.rollwave.simulation.worlds.world.Moment.Since;
import dev.rollwave.workload.WorkloadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws how long rollouts may take, and what makes that matter: in some worlds DaemonSets on many
 * nodes, whose rollouts take longer than they may stand still; in some a soak that is longer than
 * that, and autoscalers at work in it. It has dice of its own, so that the other worlds stay as
 * they are.
 */
final class RandomPatience {
  // Long enough that only what is broken stands still for it, and shorter than a dozen slow pods
  // take one after another.
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final int LONGEST_SOAK_MINUTES = 14;

  private final Dice dice;
  private final Kind kind;

  private enum Kind {
    USUAL,
    STEADY,
    LONG_SOAK
  }

  RandomPatience(long seed) {
    this.dice = new Dice(~seed);
    int drawn = dice.below(100);
    this.kind = drawn < 8 ? Kind.STEADY : drawn < 16 ? Kind.LONG_SOAK : Kind.USUAL;
  }

  int nodes() {
    return kind == Kind.STEADY ? 14 : 3;
  }

  Duration timeout() {
    return TIMEOUT;
  }

  /** How long a rollout may take in all: less than a slow DaemonSet takes, or than a soak. */
  Optional<Duration> total() {
    return switch (kind) {
      case USUAL -> Optional.empty();
      case STEADY, LONG_SOAK ->
          dice.chance(50)
              ? Optional.of(Duration.ofMinutes(dice.between(10, 12)))
              : Optional.empty();
    };
  }

  Duration soak(Duration usual) {
    return kind == Kind.LONG_SOAK
        ? Duration.ofMinutes(dice.between(11, LONGEST_SOAK_MINUTES))
        : usual;
  }

  /** The same, with slower pods, one at a time, where it is a DaemonSet that is sound. */
  WorkloadSpec paced(WorkloadSpec usual) {
    boolean isSound = usual.common().behaviour() instanceof PodBehaviour.GetsReady;
    if (kind != Kind.STEADY || !isSound || !(usual instanceof DaemonSetSpec set)) {
      return usual;
    }
    PodTimes times = set.common().times();
    Duration ready = Duration.ofSeconds(dice.between(60, 110));
    return new DaemonSetSpec(
        set.common().with(new PodTimes(times.start(), ready, times.termination(), 0.2)),
        1,
        set.minReadySeconds(),
        false);
  }

  /** Where DaemonSets are slow, the runner now and then dies in the midst of it. */
  List<Fault> crashes() {
    return kind == Kind.STEADY && dice.chance(70)
        ? List.of(
            new Fault.Crash(dice.between(60, 400), dice.secondsBelow(20), Duration.ofSeconds(1)))
        : List.of();
  }

  /** Autoscalers at work long after a restart, on what nothing else happens to. */
  List<Fault> scalings(List<WorkloadSpec> workloads, List<Fault> others) {
    List<Fault> scalings = new ArrayList<>();
    if (kind == Kind.LONG_SOAK) {
      for (WorkloadSpec spec : workloads) {
        boolean isLeftAlone =
            others.stream().noneMatch(it -> it.target().filter(spec.ref()::equals).isPresent());
        if (spec.kind() != WorkloadKind.DAEMON_SET && isLeftAlone && dice.chance(50)) {
          addTo(scalings, spec);
        }
      }
    }
    return scalings;
  }

  private void addTo(List<Fault> scalings, WorkloadSpec spec) {
    for (int i = dice.between(1, 3); i > 0; i--) {
      Duration late = Duration.ofSeconds(dice.between(60, 60 * LONGEST_SOAK_MINUTES));
      scalings.add(
          new Fault.Meddling(
              spec.ref(), new Moment(Since.RESTART, late), new Deed.Scale(dice.between(2, 6))));
    }
  }
}
