package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.message.Notification;
import dev.rollwave.plan.Wave;
import dev.rollwave.workload.WorkloadRef;
import java.time.InstantSource;
import java.util.List;

/**
 * Holds what one runner tells of a wave, that it is healthy or released, to be so by what it says
 * of the wave's workloads in the same step, whether anything is built on that or not.
 *
 * @param invariants what the runner says of the workloads after that step
 * @param clock what time it is
 */
record WaveClaims(RunnerInvariants invariants, InstantSource clock) {

  /** A step told this, in that order. */
  void told(List<Notification> notifications) {
    for (Notification notification : notifications) {
      if (notification instanceof Notification.WaveHealthy(String wave, var _)) {
        requirePassed(invariants.waves().named(wave), "healthy");
      } else if (notification instanceof Notification.WaveReleased(String wave)) {
        requirePassed(invariants.waves().named(wave), "released");
      }
    }
  }

  private void requirePassed(Wave wave, String claim) {
    for (WorkloadRef ref : invariants.waves().refs(wave)) {
      if (!invariants.settled().hasPassedInStep(ref)) {
        throw new BrokenPromise(
            Promise.PROVEN,
            "%s is called %s, and %s is not".formatted(wave.name(), claim, ref),
            clock.instant());
      }
    }
  }
}
