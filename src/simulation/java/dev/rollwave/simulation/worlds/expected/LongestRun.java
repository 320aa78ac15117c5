package dev.rollwave.simulation.worlds.expected;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.simulation.cluster.spec.PodTimes;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.network.SimulatedCluster;
import dev.rollwave.simulation.worlds.world.Delays;
import dev.rollwave.simulation.worlds.world.Document;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.World;
import java.time.Duration;

/**
 * The longest that a run of a world may take.
 *
 * <p>At every instant before its end a run has a workload in flight, or cools a wave down, or waits
 * for an interval, or is paused, or cannot reach the API server; otherwise it would restart
 * something or end. So it takes no longer than all of these one after the other:
 *
 * <pre>
 *   sum over waves:     its cooldown
 *   sum over workloads: MAX_ATTEMPTS x (IN_DOUBT + the longer of both intervals)
 *                       + twice its health timeout and soak, since it may fall back once
 *                       + the times of all of its pods, one after another
 *                       + LAST_LOOK
 *                       + twice the health timeout, while what it depends on may hold it up
 *   for each deed:      once more the longest health timeout and soak
 *   twice the length of all outages, since deadlines move by it, and a minute
 *   three times as long as workloads are not seen, until they are given up: deadlines move by it,
 *                       and what is asked last may begin at its end
 *   for each pause:     how long it lasts, and until the run has heard that it is over
 *   for each crash:     the pause after it, and once more all of the above for what is proven anew
 *   for each standstill: how long it lasts, or as for a crash when another runner takes over
 *   for each night:     once more all of the above
 * </pre>
 *
 * An attempt is in doubt for the 20 s that a PATCH is waited for, and for as long as its re-read
 * takes; on a bad wire that is 10 s for each answer lost, of which {@value #LOST_IN_A_ROW} in a row
 * are allowed for.
 */
public final class LongestRun {
  private static final int MAX_ATTEMPTS = 10;
  private static final int LOST_IN_A_ROW = 12;
  private static final int MOST_PODS = 6;
  private static final Duration IN_DOUBT = Duration.ofSeconds(20 + 10 * LOST_IN_A_ROW);
  private static final Duration LAST_LOOK = Duration.ofSeconds(20 + 10 * LOST_IN_A_ROW);

  private static final Duration AROUND_OUTAGES = Duration.ofMinutes(1);

  private LongestRun() {}

  /**
   * All the time that runners may work on a run of {@code world}.
   *
   * @param nights how often it was started again after its window had closed
   */
  public static Duration bound(World world, int nights) {
    Duration each = Duration.ZERO;
    for (RestartPlan plan : Document.versions(world)) {
      each = longer(each, oneByOne(plan, moving(world)));
    }
    Duration bound =
        Tolerances.outages(world)
            .multipliedBy(2)
            .plus(AROUND_OUTAGES)
            .plus(Tolerances.pauses(world));
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.Meddling
          || fault instanceof Fault.Evicted
          || fault instanceof Fault.ContainerRestart) {
        bound = bound.plus(longestPatience(world.plan()));
      }
      if (fault instanceof Fault.Blindness blind) {
        bound = bound.plus(longestBlindness(blind).multipliedBy(3));
      } else if (fault instanceof Fault.Crash crash) {
        // The next runner proves anew what was in flight or had just been proven.
        bound = bound.plus(crash.pause()).plus(each);
      } else if (fault instanceof Fault.Standstill still) {
        Duration untilTakenOver = Delays.LEASE.plus(still.pause());
        bound =
            still.lasts().compareTo(untilTakenOver) < 0
                ? bound.plus(still.lasts())
                : bound.plus(untilTakenOver).plus(each);
      }
    }
    return bound.plus(each.multipliedBy(nights + 1L));
  }

  // After that long a run has given up what it does not see, and what it asks about.
  private static Duration longestBlindness(Fault.Blindness blind) {
    Duration patience =
        blind.refused() ? SimulatedCluster.REFUSAL_TIMEOUT : SimulatedCluster.DOUBT_TIMEOUT;
    return blind.lasts().compareTo(patience) < 0 ? blind.lasts() : patience;
  }

  // No autoscaler of a world wants more pods than that.
  private static Duration moving(World world) {
    Duration longest = Duration.ZERO;
    for (WorkloadSpec spec : world.workloads()) {
      PodTimes times = spec.common().times();
      Duration pod = times.start().plus(times.ready()).plus(times.termination());
      long millis = (long) (pod.toMillis() * (1 + times.jitter()));
      longest = longer(longest, Duration.ofMillis(millis).plusSeconds(spec.minReadySeconds()));
    }
    return longest.multipliedBy(Math.max(MOST_PODS, world.nodes()));
  }

  private static Duration longestPatience(RestartPlan plan) {
    Duration longest = Duration.ZERO;
    for (Wave wave : plan.waves()) {
      longest = longer(longest, wave.health().timeout().plus(wave.health().soak()));
    }
    return longest;
  }

  private static Duration oneByOne(RestartPlan plan, Duration moving) {
    Duration bound = Duration.ZERO;
    for (Wave wave : plan.waves()) {
      Duration interval = longer(wave.throttle().minInterval(), plan.throttle().minInterval());
      Duration each =
          IN_DOUBT
              .plus(interval)
              .multipliedBy(MAX_ATTEMPTS)
              .plus(wave.health().timeout().plus(wave.health().soak()).multipliedBy(2))
              .plus(wave.health().timeout().multipliedBy(2))
              .plus(moving)
              .plus(LAST_LOOK);
      bound = bound.plus(wave.cooldown()).plus(each.multipliedBy(wave.workloads().size()));
    }
    return bound;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
