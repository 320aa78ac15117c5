package dev.rollwave.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.plan.WorkloadSelection.BySelector;
import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.Freeze;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.label.LabelSelector;
import dev.rollwave.workload.rollout.ForeignChange;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
  private static final String FULL =
      """
      apiVersion: rollwave.dev/v1
      kind: RestartPlan
      metadata:
        name: nightly-leak-relief
      spec:
        reason: Relieve the session leak until OPS-1423 ships
        timeZone: Europe/Madrid
        schedule: "30 1 * * 1-5"
        windows:
          - days: [Mon, Tue, Wed, Thu, Fri]
            from: 23:00
            to: "05:00"
          - {cron: "0 22 * * 6", duration: 6h}
        freezes:
          - {name: Black Friday, from: 2026-11-26, to: 2026-11-30}
        throttle: {maxInFlight: 4, minInterval: 5s}
        cooldown: 2m
        health: {timeout: 10m, soak: 30s}
        onFailure: continue
        stateNamespace: rollwave
        waves:
          - name: caches
            workloads:
              - {kind: StatefulSet, namespace: shop, name: session-cache}
          - name: backends
            dependsOn: [caches]
            throttle: {maxInFlight: 2}
            cooldown: 0s
            health: {soak: 1m30s, onForeignChange: fail}
            allowEmpty: true
            workloads:
              - {kind: Deployment, namespace: shop, selector: "tier=backend"}
          - name: batch
            dependsOn: []
            workloads:
              - {kind: DaemonSet, namespace: jobs, name: spooler}
      """;

  @TempDir Path directory;

  @Test
  void everything_a_plan_says_is_read() {
    RestartPlan plan = Documents.plan(FULL);

    assertThat(plan.name()).isEqualTo("nightly-leak-relief");
    assertThat(plan.reason()).isEqualTo("Relieve the session leak until OPS-1423 ships");
    assertThat(plan.schedule()).contains(CronSchedule.parse("30 1 * * 1-5"));
    assertThat(plan.throttle()).isEqualTo(new Throttle(OptionalInt.of(4), Duration.ofSeconds(5)));
    assertThat(plan.onFailure()).isEqualTo(FailurePolicy.CONTINUE);
    assertThat(plan.place()).contains(new StatePlace("rollwave", "nightly-leak-relief"));
    assertThat(plan.calendar().zone()).isEqualTo(ZoneId.of("Europe/Madrid"));
    assertThat(plan.calendar().windows())
        .containsExactly(
            new MaintenanceWindow.Weekly(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(23, 0),
                LocalTime.of(5, 0)),
            new MaintenanceWindow.Recurring(CronSchedule.parse("0 22 * * 6"), Duration.ofHours(6)));
    assertThat(plan.calendar().freezes())
        .containsExactly(
            new Freeze("Black Friday", LocalDate.of(2026, 11, 26), LocalDate.of(2026, 11, 30)));
  }

  @Test
  void a_time_for_pending_pods_that_is_not_said_follows_the_timeout_of_each_wave() {
    String said = FULL.replace("soak: 30s}", "soak: 30s, pendingGrace: 2m}");

    assertThat(Documents.plan(FULL).waves())
        .allSatisfy(it -> assertThat(it.health().pendingGrace()).isEmpty());
    assertThat(Documents.plan(said).waves())
        .allSatisfy(it -> assertThat(it.health().pendingGrace()).contains(Duration.ofMinutes(2)));
  }

  @Test
  void waves_inherit_what_they_do_not_say() {
    List<Wave> waves = Documents.plan(FULL).waves();
    HealthPolicy usual =
        new HealthPolicy(
            Duration.ofMinutes(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            ForeignChange.WAIT);

    assertThat(waves)
        .containsExactly(
            new Wave(
                "caches",
                List.of(),
                Throttle.NONE,
                Duration.ofMinutes(2),
                usual,
                List.of(
                    new ByName(
                        new WorkloadRef(WorkloadKind.STATEFUL_SET, "shop", "session-cache"))),
                false),
            new Wave(
                "backends",
                List.of("caches"),
                new Throttle(OptionalInt.of(2), Duration.ZERO),
                Duration.ZERO,
                new HealthPolicy(
                    usual.timeout(), Duration.ofSeconds(90), usual.grace(), ForeignChange.FAIL),
                List.of(
                    new BySelector(
                        WorkloadKind.DEPLOYMENT, "shop", LabelSelector.of("tier=backend"))),
                true),
            new Wave(
                "batch",
                List.of(),
                Throttle.NONE,
                Duration.ofMinutes(2),
                usual,
                List.of(new ByName(new WorkloadRef(WorkloadKind.DAEMON_SET, "jobs", "spooler"))),
                false));
  }

  @Test
  void a_wave_takes_the_total_of_its_plan_unless_it_says_its_own() {
    List<Wave> waves =
        Documents.plan(
                """
                apiVersion: rollwave.dev/v1
                kind: RestartPlan
                metadata: {name: nightly}
                spec:
                  reason: because
                  health: {total: 40m}
                  waves:
                    - name: agents
                      health: {soak: 1m}
                      workloads: [{kind: DaemonSet, namespace: ops, name: agent}]
                    - name: storage
                      health: {timeout: 1h, total: 3h}
                      workloads: [{kind: StatefulSet, namespace: ops, name: store}]
                """)
            .waves();

    assertThat(waves)
        .extracting(wave -> wave.health().total().orElseThrow())
        .containsExactly(Duration.ofMinutes(40), Duration.ofHours(3));
  }

  @Test
  void a_plan_that_says_little_gets_the_defaults() {
    RestartPlan plan = Documents.plan(Documents.withSpec(""));

    assertThat(plan.schedule()).isEmpty();
    assertThat(plan.calendar().windows()).isEmpty();
    assertThat(plan.throttle()).isEqualTo(Throttle.NONE);
    assertThat(plan.onFailure()).isEqualTo(FailurePolicy.HALT);
    assertThat(plan.waves().getFirst().cooldown()).isZero();
    assertThat(plan.waves().getFirst().health()).isEqualTo(HealthPolicy.DEFAULT);
    assertThat(plan.waves().getFirst().allowEmpty()).isFalse();
  }

  @Test
  void a_wave_without_dependsOn_follows_the_one_above() {
    RestartPlan plan =
        Documents.plan(
            Documents.withWaves(
                """
                - {name: a, workloads: [{kind: Deployment, namespace: n, name: a}]}
                - {name: b, workloads: [{kind: Deployment, namespace: n, name: b}]}
                - {name: c, dependsOn: [], workloads: [{kind: Deployment, namespace: n, name: c}]}
                - {name: d, workloads: [{kind: Deployment, namespace: n, name: d}]}
                """));

    assertThat(plan.waves())
        .extracting(Wave::dependsOn)
        .containsExactly(List.of(), List.of("a"), List.of(), List.of("c"));
  }

  @Test
  void a_file_that_is_not_there_is_a_problem() {
    PlanReading reading = PlanFile.read(directory.resolve("none.yaml"));

    assertThat(((PlanReading.Faulty) reading).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.file()).endsWith("none.yaml");
          assertThat(problem.what()).isEqualTo("the file cannot be read: there is no such file");
        });
  }

  @Test
  void a_directory_is_a_problem() {
    assertThat(((PlanReading.Faulty) PlanFile.read(directory)).problems())
        .extracting(problem -> problem.what())
        .containsExactly("the file cannot be read: Is a directory");
  }
}
