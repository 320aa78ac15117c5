package dev.rollwave.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ReceivedEvents;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnSharedCluster
class OutageIT {
  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final Duration LONG_SILENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  private final ReceivedEvents events = new ReceivedEvents();
  private TestCluster testCluster;
  private WorkloadRef web;
  private TcpProxy proxy;
  private KubernetesConnection connection;

  @BeforeEach
  void connect(TestCluster testCluster, TestNamespace namespace) throws Exception {
    this.testCluster = testCluster;
    web = namespace.deployment("web");
    testCluster.client().resource(Manifests.deployment(namespace, "web", 1)).create();
    Rollouts.awaitAll(testCluster.client(), namespace);
    proxy = TcpProxy.before(testCluster.kubeconfig());
    connection = Connections.impatient(proxy.leadingThrough(testCluster.kubeconfig(), folder));
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
    proxy.close();
  }

  private static void await(Callable<Boolean> what) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(what);
  }

  private Deployment deployment() {
    return testCluster
        .client()
        .apps()
        .deployments()
        .inNamespace(web.namespace())
        .withName(web.name())
        .get();
  }

  private void annotate(String value) {
    testCluster
        .client()
        .apps()
        .deployments()
        .inNamespace(web.namespace())
        .withName(web.name())
        .edit(d ->
            new DeploymentBuilder(d)
                .editMetadata()
                .addToAnnotations("changed", value)
                .endMetadata()
                .build());
  }

  private boolean isSeen() {
    String newest = deployment().getMetadata().getResourceVersion();
    return events.observed(web).stream().anyMatch(s -> s.object().resourceVersion().equals(newest));
  }

  private PatchRestart restart() {
    Deployment now = deployment();
    return new PatchRestart(
        web,
        now.getMetadata().getUid(),
        now.getMetadata().getResourceVersion(),
        new RestartMark("run-1", "nightly", "2026-11-21T01:00:00Z"),
        "a test",
        Instant.MAX);
  }

  @Test
  void a_watch_whose_connection_is_reset_goes_on() throws Exception {
    try (Cluster cluster = Connections.cluster(connection, LONG_SILENCE)) {
      cluster.watch(List.of(web), events);
      await(this::isSeen);

      proxy.cut();
      annotate("after the reset");

      await(this::isSeen);
      assertThat(events.of(Event.Deleted.class)).isEmpty();
    }
  }

  @Test
  void a_watch_that_went_silent_is_noticed_by_reading_again() throws Exception {
    try (Cluster cluster = Connections.cluster(connection, SILENCE)) {
      cluster.watch(List.of(web), events);
      await(this::isSeen);

      proxy.silence();
      annotate("in the silence");

      await(this::isSeen);
    }
  }

  @Test
  void a_restart_whose_answer_is_lost_is_unknown_and_the_reread_shows_that_it_was_applied()
      throws Exception {
    try (Cluster cluster = Connections.cluster(connection, LONG_SILENCE)) {
      cluster.carryOut(new Command.Reread(web), events);
      await(() -> events.of(Event.Reread.class).size() == 1);
      PatchRestart restart = restart();

      proxy.swallowAnswers(true);
      cluster.carryOut(restart, events);
      await(() -> !events.of(Event.RestartUnknown.class).isEmpty());
      await(() -> !events.of(Event.OutageBegan.class).isEmpty());
      proxy.swallowAnswers(false);
      cluster.carryOut(new Command.Reread(web), events);
      await(() -> events.of(Event.Reread.class).size() == 2);

      assertThat(events.of(Event.Reread.class).getLast().snapshot().orElseThrow().object().mark())
          .contains(restart.mark());
      await(() -> !events.of(Event.OutageEnded.class).isEmpty());
      assertThat(events.of(Event.OutageBegan.class)).hasSize(1);
      assertThat(events.of(Event.OutageEnded.class)).hasSize(1);
    }
  }

  @Test
  void an_outage_of_many_requests_and_a_watch_is_told_once_and_its_end_too() throws Exception {
    try (Cluster cluster = Connections.cluster(connection, LONG_SILENCE)) {
      cluster.watch(List.of(web), events);
      await(this::isSeen);

      proxy.refuse(true);
      cluster.carryOut(new Command.Reread(web), events);
      cluster.carryOut(new Command.InspectPods(web, true, Instant.now()), events);
      await(() -> !events.of(Event.OutageBegan.class).isEmpty());
      proxy.refuse(false);
      await(() ->
          !events.of(Event.Reread.class).isEmpty()
              && !events.of(Event.PodsInspected.class).isEmpty());

      assertThat(events.of(Event.OutageBegan.class)).hasSize(1);
      await(() -> events.of(Event.OutageEnded.class).size() == 1);
    }
  }
}
