package dev.rollwave.simulation;

import dev.rollwave.engine.RunId;
import dev.rollwave.engine.RunOrder;
import dev.rollwave.engine.RunState;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.RunLoop;
import dev.rollwave.runner.RunTrace;
import dev.rollwave.simulation.Scenery.Actor;
import dev.rollwave.simulation.SimulatedWorld.Connection;
import dev.rollwave.workload.AssumedWorkload;
import dev.rollwave.workload.Estimate;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan played through by the real engine and the real loop on a cluster in memory. The same plan,
 * scenery, start, seed and mishaps always play the same.
 *
 * @param plan what is rehearsed
 * @param scenery the cluster
 * @param start what the clock shows first
 * @param seed of the pods' times
 * @param mishaps what goes wrong
 */
public record Rehearsal(
    RestartPlan plan, Scenery scenery, Instant start, long seed, Mishaps mishaps) {
  private static final PodBehaviour CRASHES =
      new PodBehaviour.CrashLoop(Duration.ofSeconds(2), List.of("rehearsed failure"));

  /**
   * What came of it.
   *
   * @param last state of the run
   * @param endedAt when it ended
   * @param trace what was noted meanwhile
   * @param assumed what each workload was taken to be
   */
  public record Played(
      RunState last, Instant endedAt, RunTrace trace, Map<WorkloadRef, AssumedWorkload> assumed) {}

  /**
   * Plays it to the end of the run, as fast as it can.
   *
   * @param runId names the run
   * @throws InterruptedException when the thread is interrupted
   */
  public Played play(RunId runId) throws InterruptedException {
    SimulatedWorld world =
        new SimulatedWorld(new WorldSettings(seed, start, InventedWorld.NODES, Latencies.NEAR));
    Map<WorkloadRef, AssumedWorkload> assumed = new TreeMap<>();
    scenery
        .workloads()
        .forEach((ref, actor) -> {
          AssumedWorkload taken = assumed(ref, actor);
          assumed.put(ref, taken);
          world.add(spec(actor.spec(), taken), actor.nodes());
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
        loop.run(new RunOrder(runId, plan, targets(world), plan.calendar(), plan.reason()));
    return new Played(last, world.time().instant(), trace, Collections.unmodifiableMap(assumed));
  }

  private Map<String, List<WorkloadSnapshot>> targets(SimulatedWorld world) {
    Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
    scenery
        .waves()
        .forEach((wave, refs) ->
            targets.put(
                wave, refs.stream().map(ref -> world.snapshotOf(ref).orElseThrow()).toList()));
    return targets;
  }

  private AssumedWorkload assumed(WorkloadRef ref, Actor actor) {
    Duration slow = mishaps.slow().get(ref);
    AssumedWorkload paced =
        slow == null ? actor.assumed() : actor.assumed().withReady(new Estimate(slow, "--slow"));
    return mishaps.failing().contains(ref) ? paced.failing() : paced;
  }

  private static WorkloadSpec spec(WorkloadSpec spec, AssumedWorkload assumed) {
    PodBehaviour behaviour = assumed.fails() ? CRASHES : new PodBehaviour.GetsReady();
    return spec.with(spec.common().with(Assumptions.times(assumed)).with(behaviour));
  }
}
