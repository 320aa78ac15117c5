package dev.rollwave.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ReceivedEvents;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.AuditEvent;
import dev.rollwave.testcluster.controlplane.AuditLog;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a run that only waits costs the API server, by its audit log. */
@OnSharedCluster
@Order(OnSharedCluster.LONG)
class QuietWatchIT {
  private static final Duration SILENCE = Duration.ofSeconds(25);

  /** An API server sends the first bookmark after a minute, and then one a minute. */
  private static final Duration BOOKMARKED = Duration.ofSeconds(70);

  private static final Duration LONG = Duration.ofSeconds(115);

  @Test
  void two_quiet_workloads_are_listed_by_name_until_bookmarks_come_and_then_no_more(
      TestCluster cluster, TestNamespace namespace) throws Exception {
    AuditLog log = cluster.ownControlPlane().auditLog();
    for (String name : List.of("cart", "search", "other")) {
      cluster.client().resource(Manifests.deployment(namespace, name, 1)).create();
    }
    Rollouts.awaitAll(cluster.client(), namespace);
    ReceivedEvents events = new ReceivedEvents();
    Instant started = Instant.now();

    try (KubernetesConnection connection = Connections.to(cluster.kubeconfig());
        Cluster watching = Connections.cluster(connection, SILENCE)) {
      watching.watch(List.of(namespace.deployment("cart"), namespace.deployment("search")), events);
      Awaitility.await()
          .pollDelay(LONG)
          .atMost(LONG.plusSeconds(20))
          .untilAsserted(
              () -> assertThat(events.observed(namespace.deployment("cart"))).isNotEmpty());

      List<AuditEvent> asked =
          log.events(event ->
              event.caller().agent().startsWith("rollwave/")
                  && event.target().namespace().equals(namespace.name())
                  && event.target().resource().equals("deployments"));
      System.out.printf("quiet for %s:%n", LONG);
      asked.forEach(event ->
          System.out.printf(
              "  after %3d s: %s %s%n",
              Duration.between(started, event.received()).toSeconds(),
              event.verb(),
              event.target().query()));
      assertThat(asked.stream().filter(event -> event.verb().equals("watch"))).hasSize(1);
      assertThat(asked.stream().filter(event -> event.verb().equals("list")))
          .isNotEmpty()
          .allMatch(event -> event.target().query().contains("metadata.name="))
          .allMatch(event -> event.received().isBefore(started.plus(BOOKMARKED)));
    }
  }
}
