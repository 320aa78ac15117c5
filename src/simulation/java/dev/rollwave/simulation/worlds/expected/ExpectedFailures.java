package dev.rollwave.simulation.worlds.expected;

import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.simulation.network.InjectedError;
import dev.rollwave.simulation.network.SimulatedCluster;
import dev.rollwave.simulation.worlds.world.Deed;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.Waves;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import dev.rollwave.workload.rollout.ForeignChange;
import java.time.Duration;
import java.time.Instant;

/** Why a workload of a world may fail or change, told from what is in the world. */
public final class ExpectedFailures {
  // What is to be seen again is tried again now and then.
  private static final Duration UNTIL_SEEN_AGAIN = Duration.ofSeconds(10);

  // A restart is sent ten times at most, and a bad wire loses some of these.
  private static final int TOO_OFTEN = 5;

  // From when a quota has room again until a controller that was refused knows.
  private static final Duration UNTIL_TRIED_AGAIN = Duration.ofSeconds(6);

  private ExpectedFailures() {}

  /** Whether a workload has a reason to fail. */
  public static boolean mayFail(World world, WorkloadRef ref) {
    int injectedErrors = 0;
    if (world.plan().waves().getFirst().health().total().isPresent()) {
      return true;
    }
    for (WorkloadSpec spec : world.workloads()) {
      if (spec.ref().equals(ref) && hasBadPods(spec)) {
        return true;
      }
    }
    for (Fault fault : world.faults()) {
      if (fault.target().filter(ref::equals).isPresent() && mayFail(world, fault)) {
        return true;
      }
      if (fault instanceof Fault.Blindness blind
          && blind.kind() == ref.kind()
          && isLong(world, blind)) {
        return true;
      }
      if (fault instanceof Fault.InjectedErrors errors && errors.ref().equals(ref)) {
        injectedErrors += errors.times();
      }
    }
    return injectedErrors >= TOO_OFTEN;
  }

  /** Whether an operator takes a workload's stamp away, or puts an earlier one in its place. */
  public static boolean mayBeReverted(World world, WorkloadRef ref) {
    return world.faults().stream()
        .anyMatch(fault ->
            fault instanceof Fault.Meddling meddling
                && meddling.ref().equals(ref)
                && (meddling.deed() instanceof Deed.TakeStampAway
                    || meddling.deed() instanceof Deed.RestartByHand));
  }

  private static boolean mayFail(World world, Fault fault) {
    return switch (fault) {
      case Fault.InjectedErrors errors -> errors.injectedError() == InjectedError.FORBIDDEN;
      case Fault.Meddling meddling ->
          switch (meddling.deed()) {
            case Deed.Edit _, Deed.EditCountedAhead _ -> failsOnForeignChange(world);
            // By a clock that is ahead, ours or an earlier restarter's, our stamp is the later one,
            // so that theirs reads as put back.
            case Deed.RestartByHand _ ->
                failsOnForeignChange(world)
                    || !Tolerances.clockSteps(world).isZero()
                    || isRestartedAhead(world, meddling.ref());
            case Deed.TakeStampAway _, Deed.Delete _, Deed.Recreate _, Deed.LosePod _ -> true;
            case Deed.SpendQuota quota -> !isPassing(world, meddling.ref(), quota);
            case Deed.Scale scale ->
                isHeldByPartition(world, meddling.ref(), scale.replicas())
                    || (scale.replicas() <= 1 && stumbles(world, meddling.ref()));
          };
      case Fault.BadWire _,
          Fault.HastyCounts _,
          Fault.LongStuck _,
          Fault.Evicted _,
          Fault.SilentKubelets _,
          Fault.ContainerRestart _,
          Fault.SlowWatch _,
          Fault.StaleReads _,
          Fault.Outage _,
          Fault.Blindness _,
          Fault.ClockStep _,
          Fault.OtherClock _,
          Fault.Instructed _,
          Fault.Crash _,
          Fault.Standstill _,
          Fault.EditedPlan _,
          Fault.LostRecord _,
          Fault.DroppedEvents _ ->
          false;
    };
  }

  // So long that a run gives up what it does not see, which it may after it stood still before it
  // looks once more.
  static boolean isLong(World world, Fault.Blindness blind) {
    Duration patience =
        blind.refused() ? SimulatedCluster.REFUSAL_TIMEOUT : SimulatedCluster.DOUBT_TIMEOUT;
    Duration unseen = blind.lasts().plus(UNTIL_SEEN_AGAIN).plus(Tolerances.standstills(world));
    return unseen.compareTo(patience) >= 0;
  }

  // It is over before the runner that heard of it last may take it for lasting.
  private static boolean isPassing(World world, WorkloadRef ref, Deed.SpendQuota quota) {
    Duration grace = new Waves(world.plan()).of(ref).health().grace();
    return quota
            .lasts()
            .plus(UNTIL_TRIED_AGAIN)
            .plus(Tolerances.conditionLag(world))
            .compareTo(grace)
        < 0;
  }

  // The one pod that is left is then all of them.
  private static boolean stumbles(World world, WorkloadRef ref) {
    return world.workloads().stream()
        .anyMatch(spec ->
            spec.ref().equals(ref)
                && spec.common().behaviour() instanceof PodBehaviour.OneStumbles);
  }

  private static boolean isRestartedAhead(World world, WorkloadRef ref) {
    return world.faults().stream()
        .anyMatch(fault ->
            fault instanceof Fault.Meddling meddling
                && meddling.ref().equals(ref)
                && meddling.deed() instanceof Deed.RestartByHand(Duration ahead)
                && !ahead.isZero());
  }

  // No pod above the partition is left that could prove anything.
  private static boolean isHeldByPartition(World world, WorkloadRef ref, int replicas) {
    return world.workloads().stream()
        .filter(spec -> spec.ref().equals(ref))
        .anyMatch(spec -> spec instanceof StatefulSetSpec set && replicas <= set.partition());
  }

  private static boolean failsOnForeignChange(World world) {
    return world.plan().waves().getFirst().health().onForeignChange() == ForeignChange.FAIL;
  }

  /** Whether a workload's pods do not stay as they were when it was proven healthy. */
  public static boolean flaps(World world, WorkloadRef ref) {
    for (WorkloadSpec spec : world.workloads()) {
      if (spec.common().behaviour() instanceof PodBehaviour.Flaps && spec.ref().equals(ref)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a container of it is being started again at {@code now}, or was so a moment ago. */
  public static boolean isDisturbed(World world, WorkloadRef ref, Instant now) {
    Duration late = Duration.ZERO;
    for (Fault fault : world.faults()) {
      late = fault instanceof Fault.SilentKubelets silent ? silent.late() : late;
    }
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.ContainerRestart restart && restart.ref().equals(ref)) {
        Instant ended = world.start().plus(restart.after());
        Instant reported = ended.plus(restart.unready()).plus(late).plus(UNTIL_SEEN_AGAIN);
        if (!now.isBefore(ended) && now.isBefore(reported)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasBadPods(WorkloadSpec spec) {
    return switch (spec.common().behaviour()) {
      case PodBehaviour.GetsReady _, PodBehaviour.OneStumbles _ -> false;
      case PodBehaviour.HangsInDeletion _ ->
          switch (spec) {
            case DeploymentSpec it -> !(it.strategy() instanceof RollingUpdate);
            case StatefulSetSpec _, DaemonSetSpec _ -> true;
          };
      case PodBehaviour.NeverReady _,
          PodBehaviour.CrashLoop _,
          PodBehaviour.CannotPullImage _,
          PodBehaviour.Flaps _ ->
          true;
    };
  }
}
