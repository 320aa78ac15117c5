package dev.rollwave.simulation.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection.BySelector;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.simulation.cluster.spec.WorldSettings;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import dev.rollwave.workload.label.LabelSelector;
import dev.rollwave.workload.rollout.ForeignChange;
import dev.rollwave.workload.survey.Estimate;
import dev.rollwave.workload.survey.PodPace;
import dev.rollwave.workload.survey.SurveyedWorkload;
import dev.rollwave.workload.survey.SurveyedWorkload.Replacement;
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
    assertThat(assumed.rollout()).contains(new Estimate(Duration.ofSeconds(90), "seen"));
  }

  @Test
  void where_no_rollout_was_measured_its_pods_tell_how_long_one_takes() {
    PodPace pace = measured(Optional.of(Duration.ofSeconds(8)), Optional.of(Duration.ofSeconds(2)));
    Replacement oneByOne = new Replacement(3, Optional.empty(), 0, 1, false);
    StatefulSetSpec set = StatefulSetSpec.of(Common.of("shop", "db").with(LABELS), 3);
    // On three nodes; one that replaces two at a time is through after two steps.
    DaemonSetSpec everywhere = DaemonSetSpec.of(Common.of("shop", "db").with(LABELS));
    Replacement twoByTwo = new Replacement(3, Optional.empty(), 0, 2, false);

    assertThat(surveyed(set, oneByOne, pace).assumed().rollout())
        .contains(new Estimate(Duration.ofSeconds(39), "3 times as long as a pod takes"));
    assertThat(surveyed(everywhere, oneByOne, pace).assumed().rollout())
        .contains(new Estimate(Duration.ofSeconds(39), "3 times as long as a pod takes"));
    assertThat(
            surveyed(new DaemonSetSpec(everywhere.common(), 2, 3, false), twoByTwo, pace)
                .assumed()
                .rollout())
        .contains(new Estimate(Duration.ofSeconds(26), "2 times as long as a pod takes"));
  }

  @Test
  void the_pods_of_a_deployment_are_replaced_as_many_at_a_time_as_its_strategy_says() {
    PodPace pace = measured(Optional.of(Duration.ofSeconds(8)), Optional.empty());
    Replacement usual = new Replacement(0, Optional.empty(), 0, 0, false);
    DeploymentSpec four = DeploymentSpec.of(Common.of("shop", "db").with(LABELS), 4);

    assertThat(
            surveyed(four.with(new RollingUpdate(2, 0)), usual, pace)
                .assumed()
                .rollout()
                .map(Estimate::time))
        .contains(Duration.ofSeconds(16));
    assertThat(surveyed(four.with(new Recreate()), usual, pace).assumed().rollout())
        .contains(new Estimate(Duration.ofSeconds(8), "as long as a pod takes"));
  }

  @Test
  void where_nothing_was_measured_no_rollout_is_known_whatever_is_usual() {
    StatefulSetSpec spec = StatefulSetSpec.of(Common.of("shop", "db").with(LABELS), 3);

    RehearsalCluster cluster =
        world(spec, new Replacement(0, Optional.empty(), 0, 0, false), UNKNOWN);

    assertThat(cluster.workloads()).hasSize(1);
    assertThat(cluster.rollouts()).isEmpty();
  }

  private static PodPace measured(Optional<Duration> ready, Optional<Duration> termination) {
    return new PodPace(
        Optional.of(new Estimate(Duration.ZERO, "seen")),
        ready.map(time -> new Estimate(time, "seen")),
        termination.map(time -> new Estimate(time, "seen")),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO,
        Duration.ofSeconds(30));
  }

  private static RehearsalCluster.Participant surveyed(
      WorkloadSpec spec, Replacement replacement, PodPace pace) {
    return Optional.ofNullable(world(spec, replacement, pace).workloads().get(spec.ref()))
        .orElseThrow();
  }

  private static RehearsalCluster world(WorkloadSpec spec, Replacement replacement, PodPace pace) {
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
            List.of(new BySelector(ref.kind(), "shop", LabelSelector.of("tier=data"))),
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
    return new SurveyedWorld(
            plan, List.of(new SurveyedWorkload(found, LABELS, replacement, pace)), "as found")
        .cluster();
  }
}
