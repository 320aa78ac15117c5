package dev.rollwave.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workload whose pods need a node each, and of which none may be unavailable. */
class RehearseDeadlockTest {
  @TempDir private Path directory;

  private Typed rehearse(int maxUnavailable) throws IOException {
    return rehearse(
        "Deployment",
        """
        replicas: 3
        strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: %d}}
        """
            .formatted(maxUnavailable));
  }

  private Typed rehearse(String kind, String spec) throws IOException {
    Path snapshot =
        Files.writeString(
            directory.resolve("world.yaml"),
            """
            apiVersion: apps/v1
            kind: %s
            metadata: {name: ingress, namespace: edge, uid: ingress}
            status: {desiredNumberScheduled: 3}
            spec:
            %s  template:
                spec: {containers: [{name: main, ports: [{containerPort: 80, hostPort: 80}]}]}
            """
                .formatted(kind, spec.indent(2)));
    Path plan =
        Files.writeString(
            directory.resolve("plan.yaml"),
            """
            apiVersion: rollwave.dev/v1
            kind: RestartPlan
            metadata: {name: edge}
            spec:
              reason: Relieve the leak
              waves:
                - name: all
                  workloads: [{kind: %s, namespace: edge, name: ingress}]
            """
                .formatted(kind));
    return Typed.rollwave("rehearse", plan.toString(), "--snapshot", snapshot.toString());
  }

  @Test
  void it_is_warned_of_since_the_simulated_scheduler_always_finds_a_node() throws IOException {
    Typed typed = rehearse(0);

    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(typed.out())
        .containsPattern(
            "warning +edge/Deployment/ingress: May never finish: each pod takes host port 80 of its"
                + " node, .* unless a node is free for one pod more\\.");
  }

  @Test
  void a_daemon_set_that_surges_is_warned_of_as_well() throws IOException {
    Typed typed =
        rehearse(
            "DaemonSet",
            "updateStrategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable:"
                + " 0}}");

    assertThat(typed.out())
        .containsPattern("warning +edge/DaemonSet/ingress: May never finish: it surges, .*port 80");
  }

  @Test
  void it_is_not_warned_of_where_an_old_pod_makes_room() throws IOException {
    assertThat(rehearse(1).out()).doesNotContain("warning");
  }
}
