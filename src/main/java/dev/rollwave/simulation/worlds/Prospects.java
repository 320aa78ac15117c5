package dev.rollwave.simulation.worlds;

import dev.rollwave.simulation.PodBehaviour;
import dev.rollwave.simulation.WorkloadSpec;
import dev.rollwave.simulation.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;

/** How the run of a world may end, told from what is in the world and not by playing it. */
final class Prospects {
  private Prospects() {}

  /** Whether nothing keeps it from restarting every workload that has pods. */
  static boolean mustSucceed(World world) {
    return !mayBeIncomplete(world)
        && world.workloads().stream().noneMatch(spec -> mayFail(world, spec.ref()));
  }

  /** Whether a window may close on it. */
  static boolean mayBeIncomplete(World world) {
    WindowCalendar calendar = world.plan().calendar();
    return !calendar.windows().isEmpty() || !calendar.freezes().isEmpty();
  }

  /** Whether a workload has a reason to fail. */
  static boolean mayFail(World world, WorkloadRef ref) {
    return world.workloads().stream()
        .filter(spec -> spec.ref().equals(ref))
        .anyMatch(Prospects::hasBadPods);
  }

  /** Whether somebody else changes a workload. */
  static boolean isTouched(World world, WorkloadRef ref) {
    return false;
  }

  private static boolean hasBadPods(WorkloadSpec spec) {
    return switch (spec.common().behaviour()) {
      case PodBehaviour.GetsReady _ -> false;
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
