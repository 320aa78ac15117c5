package dev.rollwave.simulation.worlds.expected;

import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.Wish;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.window.WindowCalendar;
import java.time.Duration;

/** How the run of a world may end, told from what is in the world and not by playing it. */
public final class ExpectedOutcomes {
  // A run gives a cluster up after a quarter of an hour.
  private static final Duration TIMEOUT = Duration.ofMinutes(14);

  private ExpectedOutcomes() {}

  /** Whether nothing keeps it from restarting every workload that has pods. */
  public static boolean mustSucceed(World world) {
    return !mayBeIncomplete(world)
        && !mayBeUnreachable(world)
        && !mayBeCancelled(world)
        && world.workloads().stream()
            .noneMatch(spec -> ExpectedFailures.mayFail(world, spec.ref()));
  }

  /** Whether a window may close on it. */
  public static boolean mayBeIncomplete(World world) {
    WindowCalendar calendar = world.plan().calendar();
    return !calendar.windows().isEmpty() || !calendar.freezes().isEmpty();
  }

  private static boolean hasSuccessors(World world) {
    return world.faults().stream()
        .anyMatch(it -> it instanceof Fault.Crash || it instanceof Fault.Standstill);
  }

  /** Whether a person ends its run. */
  public static boolean mayBeCancelled(World world) {
    return world.faults().stream()
        .anyMatch(
            it -> it instanceof Fault.Instructed(var _, Wish wish) && wish instanceof Wish.Cancel);
  }

  /** Whether an outage lasts so long that a run gives up. */
  public static boolean mayBeUnreachable(World world) {
    return Tolerances.outages(world).compareTo(TIMEOUT) >= 0;
  }

  /** Whether who continues a run may not know how long its rollouts stood still. */
  public static boolean forgetsProgress(World world) {
    return mayBeIncomplete(world)
        || mayBeUnreachable(world)
        || world.faults().stream()
            .anyMatch(it -> it instanceof Fault.LostRecord || it instanceof Fault.EditedPlan);
  }

  /** Whether workloads are not seen for so long that a run gives up what depends on them. */
  public static boolean mayBeGivenUpUnseen(World world) {
    return world.faults().stream()
        .anyMatch(fault ->
            fault instanceof Fault.Blindness blind && ExpectedFailures.isLong(world, blind));
  }

  /**
   * Whether its runs have to be written down: more than one process may work on them, or a person
   * asks something of them.
   */
  public static boolean needsRecord(World world) {
    return mayBeIncomplete(world)
        || mayBeUnreachable(world)
        || mayBeGivenUpUnseen(world)
        || hasSuccessors(world)
        || world.faults().stream().anyMatch(it -> it instanceof Fault.Instructed);
  }

  /** Whether something goes on in its cluster for as long as anybody looks. */
  public static boolean isRestless(World world) {
    return world.workloads().stream()
        .anyMatch(spec -> !(spec.common().behaviour() instanceof PodBehaviour.GetsReady));
  }
}
