package dev.rollwave.simulation.worlds.random;

import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.cluster.spec.PodTimes;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.time.Duration;
import java.util.List;

/** Draws workloads: kind, size, strategy, and how their pods behave. */
final class RandomWorkload {
  private static final int BROKEN_IN_HUNDRED = 4;

  private final Dice dice;
  private final Duration soak;

  RandomWorkload(Dice dice, Duration soak) {
    this.dice = dice;
    this.soak = soak;
  }

  WorkloadSpec named(String name) {
    PodTimes times =
        new PodTimes(
            dice.secondsBelow(5), dice.secondsBelow(20), dice.secondsBelow(8), dice.share());
    PodBehaviour behaviour = behaviour();
    Common common = Common.of("sim", name).with(fitting(times, behaviour)).with(behaviour);
    int replicas = dice.chance(5) ? 0 : dice.between(1, 4);
    int minReady = dice.chance(20) ? dice.below(10) : 0;
    return switch (dice.below(5)) {
      case 0 -> new DaemonSetSpec(stumbling(common), dice.between(1, 2), minReady, false);
      case 1 ->
          new StatefulSetSpec(
                  stumbling(common),
                  replicas,
                  replicas > 1 && dice.chance(20) ? 1 : 0,
                  minReady,
                  false)
              .withStart(dice.chance(30) ? dice.between(1, 12) : 0);
      default -> deployment(DeploymentSpec.of(common, replicas).withMinReadySeconds(minReady));
    };
  }

  // One that crashes at once must not be Ready before, which would prove it where there is no soak.
  private static PodTimes fitting(PodTimes times, PodBehaviour behaviour) {
    return behaviour instanceof PodBehaviour.CrashLoop
        ? new PodTimes(times.start(), times.ready().plusSeconds(1), times.termination(), 0)
        : times;
  }

  private DeploymentSpec deployment(DeploymentSpec usual) {
    return switch (dice.below(5)) {
      case 0 -> stumbling(usual.with(new Recreate()));
      case 1 -> usual.with(new RollingUpdate(0, 1));
      case 2 -> usual.with(new RollingUpdate(1, 0));
      // A quarter of nothing is nothing, by which one that is scaled up later could never move.
      default -> usual.replicas() == 0 ? usual.with(new RollingUpdate(1, 0)) : usual;
    };
  }

  // An image that cannot be pulled for a while is no reason to fail, though every other pod waits
  // for that one.
  private Common stumbling(Common usual) {
    boolean isSound = usual.behaviour() instanceof PodBehaviour.GetsReady;
    return isSound && dice.chance(20)
        ? usual.with(new PodBehaviour.OneStumbles(Duration.ofSeconds(dice.between(20, 150))))
        : usual;
  }

  // Where all new pods come at once, one of them may be late for longer without all of them being
  // so.
  private DeploymentSpec stumbling(DeploymentSpec usual) {
    boolean isSound = usual.common().behaviour() instanceof PodBehaviour.GetsReady;
    return isSound && usual.replicas() > 1 && dice.chance(20)
        ? usual.with(
            usual
                .common()
                .with(new PodBehaviour.OneStumbles(Duration.ofSeconds(dice.between(20, 450)))))
        : usual;
  }

  private PodBehaviour behaviour() {
    if (!dice.chance(BROKEN_IN_HUNDRED)) {
      return new PodBehaviour.GetsReady();
    }
    return switch (dice.below(soak.toSeconds() >= 5 ? 5 : 4)) {
      case 0 -> new PodBehaviour.NeverReady();
      case 1 -> new PodBehaviour.CrashLoop(Duration.ofMillis(100), List.of("gone"));
      case 2 -> new PodBehaviour.CannotPullImage("sim/none:1");
      case 3 -> new PodBehaviour.HangsInDeletion();
      default ->
          // Ready for less than the soak, so that a soak must catch it.
          new PodBehaviour.Flaps(
              Duration.ofSeconds(dice.between(1, (int) soak.toSeconds() - 2)),
              Duration.ofSeconds(2));
    };
  }
}
