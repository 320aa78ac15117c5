package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Deployment whose pods need a node each, and of which none may be unavailable. */
class RehearseDeadlockTest {
  @TempDir private Path directory;

  private Typed rehearse(int maxUnavailable) throws IOException {
    Path snapshot =
        Files.writeString(
            directory.resolve("world.yaml"),
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: ingress, namespace: edge, uid: ingress}
            spec:
              replicas: 3
              strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: %d}}
              template:
                spec: {containers: [{name: main, ports: [{containerPort: 80, hostPort: 80}]}]}
            """
                .formatted(maxUnavailable));
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
                  workloads: [{kind: Deployment, namespace: edge, name: ingress}]
            """);
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
  void it_is_not_warned_of_where_an_old_pod_makes_room() throws IOException {
    assertThat(rehearse(1).out()).doesNotContain("warning");
  }
}
