package dev.rollwave.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection.BySelector;
import dev.rollwave.simulation.WorkloadSpec.Common;
import dev.rollwave.simulation.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.Estimate;
import dev.rollwave.workload.ForeignChange;
import dev.rollwave.workload.PodPace;
import dev.rollwave.workload.SurveyedWorkload;
import dev.rollwave.workload.SurveyedWorkload.Replacement;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SurveyedWorldTest {
  private static final Map<String, String> LABELS = Map.of("tier", "data");
  private static final PodPace UNKNOWN =
      new PodPace(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ZERO,
          Duration.ofSeconds(30));

  @Test
  void a_stateful_set_that_works_in_parallel_does_so_in_memory_too() {
    StatefulSetSpec spec = StatefulSetSpec.of(Common.of("shop", "db").with(LABELS), 3).inParallel();

    WorkloadSpec played =
        surveyed(spec, new Replacement(7, Optional.empty(), 0, 0, true), UNKNOWN).spec();

    assertThat(played)
        .isInstanceOfSatisfying(
            StatefulSetSpec.class,
            it -> {
              assertThat(it.parallel()).isTrue();
              assertThat(it.minReadySeconds()).isEqualTo(7);
              assertThat(it.with(it.common())).isEqualTo(it);
            });
  }

  @Test
  void a_daemon_set_that_surges_replaces_as_many_at_a_time() {
    DaemonSetSpec spec = DaemonSetSpec.of(Common.of("shop", "db").with(LABELS));

    WorkloadSpec played =
        surveyed(spec, new Replacement(0, Optional.empty(), 2, 0, false), UNKNOWN).spec();

    assertThat(played)
        .isInstanceOfSatisfying(
            DaemonSetSpec.class, it -> assertThat(it.maxUnavailable()).isEqualTo(2));
  }

  @Test
  void where_no_pod_was_measured_the_last_rollout_tells_how_long_one_takes() {
    StatefulSetSpec spec = StatefulSetSpec.of(Common.of("shop", "db").with(LABELS), 3);
    PodPace pace =
        new PodPace(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Estimate(Duration.ofSeconds(90), "seen")),
            Duration.ofSeconds(60),
            Duration.ofSeconds(4));

    var assumed = surveyed(spec, new Replacement(0, Optional.empty(), 0, 0, false), pace).assumed();

    // Three pods in 90 s, of which 5 s each are taken to pass before it runs.
    assertThat(assumed.ready())
        .isEqualTo(new Estimate(Duration.ofSeconds(25), "as its last rollout took so long"));
    assertThat(assumed.termination())
        .isEqualTo(new Estimate(Duration.ofSeconds(4), "its grace period"));
  }

  private static Scenery.Actor surveyed(WorkloadSpec spec, Replacement replacement, PodPace pace) {
    SimulatedWorld world = new SimulatedWorld(WorldSettings.of(1, Instant.EPOCH));
    world.add(spec);
    WorkloadRef ref = spec.ref();
    WorkloadSnapshot found = world.snapshotOf(ref).orElseThrow();
    Wave wave =
        new Wave(
            "all",
            List.of(),
            Throttle.NONE,
            Duration.ZERO,
            new HealthPolicy(
                Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO, ForeignChange.WAIT),
            List.of(new BySelector(ref.kind(), "shop", "tier=data")),
            false);
    RestartPlan plan =
        new RestartPlan(
            "plan",
            "because",
            WindowCalendar.ALWAYS,
            Optional.empty(),
            Throttle.NONE,
            FailurePolicy.HALT,
            List.of(wave));
    Scenery scenery =
        new SurveyedWorld(
                plan, List.of(new SurveyedWorkload(found, LABELS, replacement, pace)), "as found")
            .scenery();
    return Optional.ofNullable(scenery.workloads().get(ref)).orElseThrow();
  }
}
