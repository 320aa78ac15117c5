package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A window that opens once a week, for fewer minutes than its plan takes. */
@OnSharedCluster
class WeeklyWindowIT extends FaultIT {
  private static final String[] NAMES = {"app-1", "app-2", "app-3", "app-4"};

  private final LeapingTime time = new LeapingTime();

  @BeforeEach
  void create() {
    bench()
        .create(
            Stream.of(NAMES)
                .map(name -> Manifests.deployment(bench().namespace(), name, 1))
                .toArray(HasMetadata[]::new));
  }

  private WorkloadRef[] workloads() {
    return Stream.of(NAMES).map(bench().namespace()::deployment).toArray(WorkloadRef[]::new);
  }

  private Path plan() throws IOException {
    return bench()
        .planOf(
            """
            timeZone: UTC
            windows: [{days: [Sun], from: "02:00", to: "02:10"}]
            health: {timeout: 1h, soak: 0s}
            waves:
              - name: one
                throttle: {maxInFlight: 1}
                workloads:
                  - {kind: Deployment, namespace: HERE, name: app-1}
                  - {kind: Deployment, namespace: HERE, name: app-2}
                  - {kind: Deployment, namespace: HERE, name: app-3}
                  - {kind: Deployment, namespace: HERE, name: app-4}
            """);
  }

  private void leapToNextOpening() {
    ZonedDateTime now = time.instant().atZone(ZoneOffset.UTC);
    ZonedDateTime opening =
        now.with(TemporalAdjusters.next(DayOfWeek.SUNDAY)).with(LocalTime.of(2, 0, 1));
    time.leap(Duration.between(now, opening));
  }

  private boolean isStamped(WorkloadRef workload) {
    return bench().truth().facts(workload).stamp().isPresent();
  }

  @Test
  void what_was_not_reached_is_restarted_a_week_later_and_nothing_twice() throws IOException {
    WorkloadRef second = bench().namespace().deployment("app-2");
    FakeKubelet.Withdrawal held =
        kubelet().when(Pods.of(second).and(Pods.stamped())).then(PodBehaviour.neverReady());
    leapToNextOpening();
    try (HereRun run = bench().begin(plan(), time.clocks())) {
      Bench.await("the second restart", () -> isStamped(second));
      time.leap(Duration.ofMinutes(10));
      run.lookAtTheTime();
      Bench.await("word of the closed window", () -> run.output().contains(" stopping "));
      held.withdraw();
      assertThat(run.awaitExit()).as(run::output).isEqualTo(4);
    }
    assertThat(workloads()).filteredOn(this::isStamped).hasSize(2);

    leapToNextOpening();
    try (HereRun run = bench().begin(plan(), time.clocks())) {
      assertThat(run.awaitExit()).as(run::output).isZero();
    }

    assertThat(EndState.of(bench(), workloads())).isEqualTo(EndState.eachRestarted(NAMES));
  }
}
