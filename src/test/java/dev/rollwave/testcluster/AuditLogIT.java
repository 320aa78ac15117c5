package dev.rollwave.testcluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.controlplane.AuditEvent;
import dev.rollwave.testcluster.controlplane.AuditLog;
import dev.rollwave.testcluster.workloads.BlindRestart;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@OnCluster
class AuditLogIT {
  private static final String STAMP = "2026-01-02T03:04:05Z";

  @Test
  void the_audit_log_shows_who_patched_what(TestCluster cluster, TestNamespace namespace) {
    KubernetesClient client = cluster.client();
    AuditLog log = cluster.ownControlPlane().auditLog();
    client.resource(Manifests.deployment(namespace, "web", 1)).create();
    Instant before = Instant.now();

    BlindRestart.of(client, namespace.deployment("web"), STAMP);

    List<AuditEvent> patches =
        Awaitility.await()
            .until(
                () -> log.events(event -> event.isRestartOf(namespace.name(), "web")),
                events -> !events.isEmpty());
    assertThat(patches).hasSize(1);
    AuditEvent patch = patches.getFirst();
    assertThat(patch.code()).isEqualTo(200);
    assertThat(patch.caller()).isEqualTo(new AuditEvent.Caller("admin", "test-fixture", ""));
    assertThat(patch.received()).isBetween(before, Instant.now());
    assertThat(patch.bodies().request().orElseThrow().toString()).contains(STAMP);
    assertThat(patch.bodies().response().orElseThrow().at("/metadata/generation").asLong())
        .isEqualTo(2);
    assertThat(log.count("test-fixture", before, Instant.now()).mutating()).isEqualTo(1);
    assertThat(log.fromNow().events(event -> event.isRestartOf(namespace.name(), "web"))).isEmpty();
  }
}
