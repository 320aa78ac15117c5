package dev.rollwave.console.preview;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.Expectation.AsFound;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a start would do.
 *
 * @param spec what the plan says
 * @param eligibility of each workload; one without an entry counts as restartable
 * @param refusals what the API server answered to a trial of a restart; empty when none was made
 * @param unfinished the run that would be continued, as it stands; empty where a new one begins
 * @param access the cluster; empty for one in memory
 */
public record Prospect(
    RunSpec spec,
    Map<WorkloadRef, Eligibility> eligibility,
    Map<WorkloadRef, String> refusals,
    Optional<RunState> unfinished,
    Optional<ClusterAccess> access) {
  public Prospect {
    eligibility = Map.copyOf(eligibility);
    refusals = Map.copyOf(refusals);
  }

  /** Whether {@code ref} would be restarted. */
  public boolean isDue(WorkloadRef ref) {
    return of(ref) instanceof Eligibility.Restartable
        && unfinished.map(run -> isLeft(run, ref)).orElse(true);
  }

  /** What is known of {@code ref}. */
  Eligibility of(WorkloadRef ref) {
    return eligibility.getOrDefault(ref, new Eligibility.Restartable(List.of()));
  }

  private static boolean isLeft(RunState run, WorkloadRef ref) {
    return run.waves().stream()
        .flatMap(wave -> wave.workloads().stream())
        .filter(workload -> workload.ref().equals(ref))
        .allMatch(workload -> workload.state() instanceof WorkloadState.Waiting);
  }

  /**
   * How {@code workload} is now, judged by its counts as {@code rollwave health} would.
   *
   * @param workload one of the order's targets
   */
  static RolloutStatus health(WorkloadSnapshot workload) {
    return RolloutRules.judge(workload, new AsFound());
  }

  /** Which of the workloads that would be restarted are not Current, each with how it is. */
  public SequencedMap<WorkloadRef, RolloutStatus> unsettled() {
    SequencedMap<WorkloadRef, RolloutStatus> found = new LinkedHashMap<>();
    for (List<WorkloadSnapshot> targets : spec.targets().values()) {
      for (WorkloadSnapshot target : targets) {
        RolloutStatus health = health(target);
        if (isDue(target.ref()) && health.status() != Status.CURRENT) {
          found.put(target.ref(), health);
        }
      }
    }
    return found;
  }

  /** The same, with what the API server answered to a trial of each restart. */
  public Prospect refused(Map<WorkloadRef, String> answers) {
    return new Prospect(spec, eligibility, answers, unfinished, access);
  }
}
