package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.testcluster.FakeKubelet;
import dev.rollwave.testcluster.JarProcess;
import dev.rollwave.testcluster.Manifests;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.PackagedJar;
import dev.rollwave.testcluster.PodBehaviour;
import dev.rollwave.testcluster.Pods;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person looks at a run and interferes with it, from another process. */
@OnSharedCluster
class RunVerbsIT {
  private static final String PLAN =
      """
      reason: a test
      health: {soak: 0s}
      waves:
        - name: one
          workloads: [{kind: Deployment, namespace: HERE, name: one}]
        - name: two
          workloads: [{kind: Deployment, namespace: HERE, name: two}]
      """;

  @TempDir private Path folder;
  private Workbench bench;
  private TestNamespace namespace;
  private FakeKubelet kubelet;

  @BeforeEach
  void withARolloutThatTakesLong(
      TestCluster cluster, TestNamespace namespace, FakeKubelet kubelet) {
    this.namespace = namespace;
    this.kubelet = kubelet;
    bench = new Workbench(cluster, namespace, folder);
    bench.create(
        Manifests.deployment(namespace, "one", 1), Manifests.deployment(namespace, "two", 1));
    kubelet
        .when(Pods.of(namespace.deployment("one")).and(Pods.stamped()))
        .then(PodBehaviour.neverReady());
  }

  @Test
  void a_run_is_paused_looked_at_let_go_on_and_remembered() throws IOException {
    Map<String, Long> before = bench.generations();
    Path plan = bench.plan("verbs", PLAN);
    try (JarProcess run = bench.run(plan)) {
      awaitOutput(run, " restarted " + namespace.name() + "/Deployment/one");
      assertThat(verb(0, "pause", plan.toString(), "--reason", "database is busy"))
          .contains("asked to pause");
      awaitOutput(run, " paused    plan/verbs ");
      verb(3, "pause", plan.toString(), "--reason", "once more");
      kubelet.reset();
      awaitOutput(run, " released  wave/one");

      String text = verb(0, "status", plan.toString());
      assertThat(text).contains("of plan verbs: paused").contains("database is busy");
      assertThat(text).contains("1 of 2 healthy");
      JsonNode json = new ObjectMapper().readTree(verb(0, "status", "verbs", "-o", "json"));
      assertThat(json.at("/run/isPaused").asBoolean()).isTrue();
      assertThat(json.at("/run/instructions/0/reason").asText()).isEqualTo("database is busy");
      assertThat(bench.generations()).isEqualTo(Workbench.restarted(before, "Deployment/one"));

      verb(0, "resume", plan.toString(), "--reason", "it is not any more");
      assertThat(run.awaitExit(Workbench.PATIENCE)).as(run::transcript).isZero();
    }
    assertThat(bench.generations())
        .isEqualTo(Workbench.restarted(before, "Deployment/one", "Deployment/two"));
    verb(3, "cancel", plan.toString(), "--reason", "too late");
    assertThat(verb(0, "history", plan.toString())).contains(" Done ");
  }

  @Test
  void a_cancelled_run_leaves_with_4_and_the_next_start_begins_a_new_one() throws IOException {
    Path plan = bench.plan("cancelled", PLAN);
    try (JarProcess run = bench.run(plan)) {
      awaitOutput(run, " restarted " + namespace.name() + "/Deployment/one");
      verb(0, "cancel", "cancelled", "--reason", "wrong plan");
      awaitOutput(run, " stopping  plan/cancelled ");
      kubelet.reset();
      assertThat(run.awaitExit(Workbench.PATIENCE)).as(run::transcript).isEqualTo(4);
      assertThat(run.output()).contains("Cancelled: cancelled by ").contains("wrong plan");
    }
    assertThat(bench.truth().facts(namespace.deployment("two")).stamp()).isEmpty();
    assertThat(verb(0, "history", plan.toString())).contains(" Cancelled ");
    try (JarProcess next = bench.run(plan)) {
      assertThat(next.awaitExit(Workbench.PATIENCE)).as(next::transcript).isZero();
      assertThat(next.output()).contains(" started   plan/cancelled ");
    }
  }

  private String verb(int status, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--kubeconfig", bench.cluster().kubeconfig().toString()));
    all.addAll(List.of("--state-namespace", namespace.name()));
    try (JarProcess process = PackagedJar.in(folder).start(all.toArray(String[]::new))) {
      assertThat(process.awaitExit(Workbench.PATIENCE)).as(process::transcript).isEqualTo(status);
      return process.output();
    }
  }

  private static void awaitOutput(JarProcess process, String text) {
    Awaitility.await()
        .atMost(Workbench.PATIENCE)
        .until(() -> process.output().contains(text) || !process.isAlive());
    assertThat(process.output()).as(process::transcript).contains(text);
  }
}
