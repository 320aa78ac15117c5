package dev.rollwave.simulation;

import dev.rollwave.engine.RunId;
import dev.rollwave.engine.RunOrder;
import dev.rollwave.engine.RunState;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.runner.RunLoop;
import dev.rollwave.runner.RunTrace;
import dev.rollwave.simulation.SimulatedWorld.Connection;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A plan played through by the real engine and the real loop on an invented cluster. The same plan,
 * start, seed and mishaps always play the same.
 *
 * @param plan what is rehearsed
 * @param start what the clock shows first
 * @param seed of the pods' times
 * @param failing workloads whose new pods crash again and again
 * @param slow how long each new pod of these takes to get Ready once it runs
 */
public record Rehearsal(
    RestartPlan plan,
    Instant start,
    long seed,
    Set<WorkloadRef> failing,
    Map<WorkloadRef, Duration> slow) {
  private static final PodBehaviour CRASHES =
      new PodBehaviour.CrashLoop(Duration.ofSeconds(2), List.of("rehearsed failure"));

  public Rehearsal {
    failing = Collections.unmodifiableSortedSet(new TreeSet<>(failing));
    slow = Collections.unmodifiableMap(new TreeMap<>(slow));
  }

  /**
   * What came of it.
   *
   * @param last state of the run
   * @param endedAt when it ended
   * @param trace what was noted meanwhile
   * @param estimates of each workload, and where they come from; a clause each
   */
  public record Played(
      RunState last, Instant endedAt, RunTrace trace, Map<WorkloadRef, String> estimates) {}

  /**
   * Plays it to the end of the run, as fast as it can.
   *
   * @param runId names the run
   * @throws InterruptedException when the thread is interrupted
   */
  public Played play(RunId runId) throws InterruptedException {
    InventedWorld invented = new InventedWorld(plan);
    SimulatedWorld world =
        new SimulatedWorld(new WorldSettings(seed, start, InventedWorld.NODES, Latencies.NEAR));
    Map<WorkloadRef, String> estimates = new TreeMap<>();
    invented
        .origins()
        .forEach((ref, origin) -> {
          world.add(InventedWorld.spec(ref, times(ref), behaviour(ref)));
          estimates.put(ref, estimate(ref, origin));
        });
    Connection connection = world.connect();
    RunTrace trace = new RunTrace();
    RunLoop loop =
        new RunLoop(
            connection.cluster(),
            connection.inbox(),
            connection.inbox(),
            connection.alarm(),
            trace,
            world.time());
    RunState last =
        loop.run(
            new RunOrder(runId, plan, targets(world, invented), plan.calendar(), plan.reason()));
    return new Played(last, world.time().instant(), trace, Collections.unmodifiableMap(estimates));
  }

  private Map<String, List<WorkloadSnapshot>> targets(
      SimulatedWorld world, InventedWorld invented) {
    Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
    for (Wave wave : plan.waves()) {
      targets.put(
          wave.name(),
          invented.of(wave).stream().map(ref -> world.snapshotOf(ref).orElseThrow()).toList());
    }
    return targets;
  }

  private PodTimes times(WorkloadRef ref) {
    PodTimes usual = InventedWorld.TIMES;
    Duration asked = slow.get(ref);
    return asked == null
        ? usual
        : new PodTimes(usual.start(), asked, usual.termination(), usual.jitter());
  }

  private PodBehaviour behaviour(WorkloadRef ref) {
    return failing.contains(ref) ? CRASHES : new PodBehaviour.GetsReady();
  }

  private String estimate(WorkloadRef ref, String origin) {
    PodTimes times = times(ref);
    String pods =
        "%d pods by default; each runs after %d s, is Ready %d s later%s, gone within %d s, each give or take %d %%"
            .formatted(
                InventedWorld.pods(ref.kind()),
                times.start().toSeconds(),
                times.ready().toSeconds(),
                slow.containsKey(ref) ? " (--slow)" : "",
                times.termination().toSeconds(),
                Math.round(times.jitter() * 100));
    return origin + "; " + pods + (failing.contains(ref) ? "; new pods crash (--fail)" : "");
  }
}
