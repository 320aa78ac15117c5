package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.AuditEvent;
import dev.rollwave.testcluster.controlplane.AuditLog;
import dev.rollwave.testcluster.controlplane.ControlPlane;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --dry-run}: everything is said and nothing is done. */
@OnCluster
class DryRunIT {
  @TempDir private Path folder;

  @Test
  void the_waves_are_shown_in_their_order_and_no_object_is_changed(
      TestCluster cluster, TestNamespace namespace) throws IOException {
    Workbench bench = new Workbench(cluster, namespace, folder);
    bench.create(
        Manifests.deployment(namespace, "web", 1),
        Manifests.deployment(namespace, "asleep", 0),
        Manifests.statefulSet(namespace, "cache", 1));
    Path plan =
        bench.plan(
            "rehearsed",
            """
            reason: a test
            health: {soak: 0s}
            waves:
              - name: fronts
                dependsOn: [stores]
                workloads: [{kind: Deployment, namespace: HERE, selector: "app in (web, asleep)"}]
              - name: stores
                dependsOn: []
                workloads: [{kind: StatefulSet, namespace: HERE, name: cache}]
            """);
    Map<String, String> before = versions(bench);

    try (JarProcess run = bench.run(plan, "--dry-run")) {
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isZero();
      assertThat(run.errors()).isEmpty();
      assertThat(run.output())
          .containsSubsequence(
              "stores",
              namespace.statefulSet("cache").toString(),
              "fronts",
              namespace.deployment("asleep").toString(),
              "skipped",
              namespace.deployment("web").toString())
          .doesNotContain("\u001b");
    }
    assertThat(versions(bench)).isEqualTo(before);
    cluster
        .controlPlane()
        .map(ControlPlane::auditLog)
        .ifPresent(log -> assertTried(log, namespace));
  }

  private static Map<String, String> versions(Workbench bench) {
    Map<String, String> versions = new TreeMap<>();
    for (HasMetadata workload : bench.workloads()) {
      versions.put(
          workload.getFullResourceName() + workload.getMetadata().getName(),
          workload.getMetadata().getResourceVersion());
    }
    return versions;
  }

  private static void assertTried(AuditLog log, TestNamespace namespace) {
    Awaitility.await()
        .untilAsserted(() -> {
          List<AuditEvent> changing =
              log.events(event ->
                  event.caller().agent().startsWith("rollwave/")
                      && event.isMutating()
                      && event.target().namespace().equals(namespace.name()));
          assertThat(changing)
              .extracting(event -> event.verb() + " " + event.target().name())
              .containsExactlyInAnyOrder("patch cache", "patch web");
          assertThat(changing).allMatch(AuditEvent::isDryRun);
        });
  }
}
