package dev.rollwave.runner.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Settled;
import dev.rollwave.engine.UnderWay;
import dev.rollwave.engine.WorkloadProgress.Timeline;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.runner.Plans;
import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutDurationsTest {
  private static final WorkloadRef AGENT = ref("agent");
  private static final WorkloadRef PROXY = ref("proxy");
  private static final Duration SOAK = Duration.ofSeconds(30);

  @Test
  void a_healthy_workload_took_from_its_restart_until_it_was_proven_and_the_soak_is_not_counted() {
    Settled proven = new Settled.Healthy(took(Duration.ofSeconds(95)));

    assertThat(known(Map.of(AGENT, proven), AGENT))
        .isEqualTo(Map.of(AGENT, Duration.ofSeconds(95)));
  }

  @Test
  void what_failed_or_was_skipped_or_is_under_way_tells_nothing() {
    Timeline timeline = took(Duration.ofSeconds(95));
    Map<WorkloadRef, Settled> settled =
        Map.of(
            AGENT, new Settled.Failed(timeline, "CrashLoopBackOff", "it crashes"),
            PROXY, new Settled.Skipped(timeline, "NothingToRestart", "it has no pods"));

    assertThat(known(settled, AGENT, PROXY)).isEmpty();
    Checkpoint underWay =
        new Checkpoint(
            Records.START,
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(AGENT, new UnderWay(timeline, Optional.empty(), Optional.empty())),
            Optional.empty());
    assertThat(RolloutDurations.in(record(underWay), spec(AGENT))).isEmpty();
  }

  @Test
  void a_workload_that_the_plan_no_longer_restarts_does_not_count() {
    Settled proven = new Settled.Healthy(took(Duration.ofSeconds(95)));

    assertThat(known(Map.of(AGENT, proven, PROXY, proven), PROXY)).containsOnlyKeys(PROXY);
  }

  @Test
  void one_that_took_longer_than_a_timeout_for_each_pod_in_turn_was_not_watched_all_the_while() {
    Duration onThreeNodes = HealthPolicy.DEFAULT.timeout().multipliedBy(3);
    Map<WorkloadRef, Settled> settled =
        Map.of(
            AGENT, new Settled.Healthy(took(onThreeNodes)),
            PROXY, new Settled.Healthy(took(onThreeNodes.plusMillis(1))));

    assertThat(known(settled, AGENT, PROXY)).containsOnlyKeys(AGENT);
  }

  @Test
  void a_rollout_that_ended_before_it_began_as_a_clock_was_set_back_does_not_count() {
    Map<WorkloadRef, Settled> settled =
        Map.of(
            AGENT, new Settled.Healthy(took(Duration.ofSeconds(-1))),
            PROXY, new Settled.Healthy(took(Duration.ZERO)));

    assertThat(known(settled, AGENT, PROXY)).containsOnlyKeys(PROXY);
  }

  @Test
  void one_whose_restart_nobody_wrote_down_does_not_count() {
    Timeline torn =
        new Timeline(
            Optional.empty(), Optional.empty(), Optional.of(Records.START), Optional.empty());

    assertThat(known(Map.of(AGENT, new Settled.Healthy(torn)), AGENT)).isEmpty();
  }

  private static Map<WorkloadRef, Duration> known(
      Map<WorkloadRef, Settled> settled, WorkloadRef... targets) {
    Checkpoint checkpoint =
        new Checkpoint(
            Records.START, Optional.empty(), Map.of(), settled, Map.of(), Optional.empty());
    return RolloutDurations.in(record(checkpoint), spec(targets));
  }

  private static Timeline took(Duration rollout) {
    Instant proven = Records.START.plus(rollout);
    return new Timeline(
        Optional.of(Records.START),
        Optional.of(Records.START),
        Optional.of(proven),
        Optional.of(proven.plus(SOAK)));
  }

  private static RunRecord record(Checkpoint checkpoint) {
    RunRecord run = Records.run("run-1", "a process");
    return run.later(run.writtenAt(), run.counts(), run.lastError(), run.ending(), checkpoint);
  }

  private static RunSpec spec(WorkloadRef... refs) {
    RestartPlan plan =
        Plans.of(
            Plans.wave(
                "all", List.of(refs).stream().map(Plans::named).toArray(WorkloadSelection[]::new)));
    return new RunSpec(
        new RunId("run-2"),
        plan,
        Map.of("all", List.of(refs).stream().map(RolloutDurationsTest::snapshot).toList()),
        plan.calendar(),
        "because");
  }

  private static WorkloadSnapshot snapshot(WorkloadRef ref) {
    ObjectState object =
        new ObjectState(
            ref,
            "uid",
            "7",
            1,
            1,
            false,
            Optional.empty(),
            Optional.empty(),
            "t",
            Optional.empty());
    return new DaemonSetSnapshot(object, 3, 3, 3, 3, false, 0, 1, List.of());
  }

  private static WorkloadRef ref(String name) {
    return new WorkloadRef(WorkloadKind.DAEMON_SET, "ops", name);
  }
}
