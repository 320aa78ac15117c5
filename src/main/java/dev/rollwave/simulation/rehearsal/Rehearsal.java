package dev.rollwave.simulation.rehearsal;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.RunTrace;
import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.rehearsal.RehearsalCluster.Participant;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.survey.AssumedWorkload;
import dev.rollwave.workload.survey.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan played through by the real engine and the real loop on a cluster in memory. The same plan,
 * cluster, start, seed and injected faults always play the same.
 *
 * @param plan what is rehearsed
 * @param cluster the cluster
 * @param start what the clock shows first
 * @param seed of the pods' times
 * @param injectedFaults what goes wrong
 */
public record Rehearsal(
    RestartPlan plan,
    RehearsalCluster cluster,
    Instant start,
    long seed,
    InjectedFaults injectedFaults) {
  private static final PodBehaviour CRASHES =
      new PodBehaviour.CrashLoop(Duration.ofSeconds(2), List.of("rehearsed failure"));

  /**
   * What came of it.
   *
   * @param stints the processes that ran the plan, one after another, at least one
   * @param trace what was noted meanwhile
   * @param assumed what each workload was taken to be
   */
  public record Played(
      List<Stint> stints, RunTrace trace, Map<WorkloadRef, AssumedWorkload> assumed) {
    public Played {
      stints = List.copyOf(stints);
      assumed = Collections.unmodifiableMap(new TreeMap<>(assumed));
    }

    /** The last state of the run. */
    public RunState last() {
      return stints.getLast().last();
    }

    /** When it ended. */
    public Instant endedAt() {
      return stints.getLast().endedAt();
    }
  }

  /**
   * One process that ran the plan, until the run ended, the window closed, or it was killed.
   *
   * @param startedAt when it began
   * @param endedAt when it ended
   * @param last state that it knew
   * @param isKilled whether it was killed
   */
  public record Stint(Instant startedAt, Instant endedAt, RunState last, boolean isKilled) {}

  /**
   * Plays it as fast as it can, to the end of the run: through as many windows as that takes.
   *
   * @param runId names the run
   * @throws InterruptedException when the thread is interrupted
   */
  public Played play(RunId runId) throws InterruptedException {
    return new RehearsalPlay(this, runId).play();
  }

  AssumedWorkload assumed(WorkloadRef ref, Participant participant) {
    Duration slow = injectedFaults.slow().get(ref);
    AssumedWorkload paced =
        slow == null
            ? participant.assumed()
            : participant.assumed().withReady(new Estimate(slow, "--slow"));
    return injectedFaults.failing().contains(ref) ? paced.failing() : paced;
  }

  static WorkloadSpec spec(WorkloadSpec spec, AssumedWorkload assumed) {
    PodBehaviour behaviour = assumed.fails() ? CRASHES : new PodBehaviour.GetsReady();
    return spec.with(spec.common().with(Assumptions.times(assumed)).with(behaviour));
  }
}
