package dev.rollwave.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A DaemonSet that moves steadily and takes longer than its plan lets it. */
class RehearseTooLongTest {
  @TempDir private Path directory;
  private Path snapshot = Path.of("");

  @BeforeEach
  void write_snapshot() throws IOException {
    snapshot =
        Files.writeString(
            directory.resolve("world.yaml"),
            """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: agent, namespace: ops, uid: agent}
            spec: {minReadySeconds: 20, updateStrategy: {type: RollingUpdate}}
            status: {desiredNumberScheduled: 60}
            """);
  }

  private Typed rehearse(String health) throws IOException {
    Path plan =
        Files.writeString(
            directory.resolve("plan.yaml"),
            """
            apiVersion: rollwave.dev/v1
            kind: RestartPlan
            metadata: {name: agents}
            spec:
              reason: Relieve the leak
              health: {%s}
              waves:
                - name: all
                  workloads: [{kind: DaemonSet, namespace: ops, name: agent}]
            """
                .formatted(health));
    return Typed.rollwave(
        "rehearse",
        plan.toString(),
        "--snapshot",
        snapshot.toString(),
        "--start",
        "2026-11-26T01:00Z");
  }

  @Test
  void it_may_take_as_long_as_it_moves() throws IOException {
    Typed typed = rehearse("timeout: 5m");

    assertThat(typed.status()).as(typed.out()).isZero();
    assertThat(typed.out())
        .doesNotContain("warning")
        .containsPattern("ops/DaemonSet/agent +Healthy");
  }

  @Test
  void a_total_that_it_cannot_keep_is_told_with_the_numbers_and_played() throws IOException {
    Typed typed = rehearse("timeout: 5m, total: 20m");

    assertThat(typed.out())
        .contains("a run would leave with 1: a workload failed")
        .containsPattern(
            "warning +ops/DaemonSet/agent: Too long: 60 pods, one after another and at least \\w+"
                + " each, need \\w+, and a rollout may take 20m in all \\(health.total\\)\\.")
        .contains("HealthTotal");
  }

  @Test
  void pods_that_are_never_available_within_the_timeout_are_told_with_the_numbers_and_played()
      throws IOException {
    Typed typed = rehearse("timeout: 20s");

    assertThat(typed.out())
        .contains("a run would leave with 1: a workload failed")
        .contains(
            "ops/DaemonSet/agent: Never available in time: each pod has to be Ready for 20s"
                + " (minReadySeconds), and a rollout may stand still for 20s (health.timeout).")
        .contains("HealthTimeout");
  }
}
