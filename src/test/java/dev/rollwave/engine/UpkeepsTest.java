package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of the workloads that were proven healthy have nothing left to prove. */
class UpkeepsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:00:00Z");
  private static final String STAMP = "2026-11-21T00:59:00Z";

  @Test
  void a_statefulset_that_was_scaled_to_what_its_partition_keeps_has_nothing_to_prove() {
    assertThat(Upkeeps.needsNoProof(healthy(scaledToOne(1, 4, STAMP)))).isTrue();
  }

  @Test
  void but_what_its_partition_keeps_has_to_be_available_and_the_restart_has_to_stand() {
    assertThat(Upkeeps.needsNoProof(healthy(scaledToOne(0, 4, STAMP)))).isFalse();
    assertThat(Upkeeps.needsNoProof(healthy(scaledToOne(1, 3, STAMP)))).as("unobserved").isFalse();
    assertThat(Upkeeps.needsNoProof(healthy(scaledToOne(1, 4, "")))).as("reverted").isFalse();
  }

  @Test
  void a_process_that_continues_the_run_takes_it_for_healthy_too() {
    Restart restart = Restart.of(set(3, 3, 3, 2, 3, STAMP), STAMP, List.of(), NOW);
    RolloutStatus whole =
        RolloutRules.judge(scaledToOne(1, 4, STAMP), restart.expectationSinceProven());
    RolloutStatus broken =
        RolloutRules.judge(scaledToOne(0, 4, STAMP), restart.expectationSinceProven());

    assertThat(Upkeeps.isWhole(whole)).isTrue();
    assertThat(Upkeeps.isWhole(broken)).isFalse();
  }

  private static WorkloadState healthy(StatefulSetSnapshot now) {
    Restart restart = Restart.of(set(3, 3, 3, 2, 3, STAMP), STAMP, List.of(), NOW);
    RolloutStatus proven = new RolloutStatus(Status.CURRENT, "Partial", "partition 1");
    return new FinalState.Healthy(restart, now, proven, Upkeep.Changed.at(NOW, Optional.empty()));
  }

  // Partition 1 keeps the one pod that is left.
  private static StatefulSetSnapshot scaledToOne(int available, long observed, String stamp) {
    return set(4, observed, 1, 0, available, stamp);
  }

  private static StatefulSetSnapshot set(
      long generation, long observed, int desired, int updated, int available, String stamp) {
    ObjectState object =
        new ObjectState(
            new WorkloadRef(WorkloadKind.STATEFUL_SET, "shop", "db"),
            "uid-1",
            "100",
            generation,
            observed,
            false,
            Optional.of(stamp).filter(it -> !it.isEmpty()),
            Optional.of(new RestartMark("run-1", "test", STAMP)),
            "template-1",
            Optional.empty());
    return new StatefulSetSnapshot(
        object, desired, desired, updated, available, available, 0, 1, false, "old", "new", 0, 1);
  }
}
