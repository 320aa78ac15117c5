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
import dev.rollwave.testcluster.TerminalProcess;
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

/** What is shown of a run whose process was killed, or asked to end, and of the next start. */
@OnSharedCluster
class DeadRunIT {
  @TempDir private Path folder;
  private Workbench bench;
  private TestNamespace namespace;
  private Path plan;

  @BeforeEach
  void withARolloutThatTakesLong(TestCluster cluster, TestNamespace namespace, FakeKubelet kubelet)
      throws IOException {
    this.namespace = namespace;
    bench = new Workbench(cluster, namespace, folder);
    bench.create(
        Manifests.deployment(namespace, "one", 1), Manifests.deployment(namespace, "two", 1));
    kubelet
        .when(Pods.of(namespace.deployment("one")).and(Pods.stamped()))
        .then(PodBehaviour.neverReady());
    plan =
        bench.plan(
            "dead",
            """
            reason: a test
            health: {soak: 0s}
            waves:
              - name: one
                workloads: [{kind: Deployment, namespace: HERE, name: one}]
              - name: two
                workloads: [{kind: Deployment, namespace: HERE, name: two}]
            """);
  }

  @Test
  void a_killed_run_is_dead_and_the_next_start_says_what_it_waits_for_and_what_it_will_do()
      throws IOException {
    String holder;
    try (JarProcess run = bench.run(plan)) {
      awaitRestart(run);
      assertThat(output("status", plan.toString()))
          .contains("of plan dead: alive")
          .doesNotContain("next start");
      holder = json("status", "dead", "-o", "json").at("/run/holder").asText();
      run.kill();
      assertThat(run.awaitExit(Workbench.PATIENCE)).isNotZero();
    }
    Map<String, Long> before = bench.generations();

    Awaitility.await()
        .atMost(Workbench.PATIENCE)
        .untilAsserted(() ->
            assertThat(json("status", "dead", "-o", "json").at("/run/process").asText())
                .isEqualTo("Dead"));
    assertThat(output("status", plan.toString()))
        .contains("of plan dead: dead")
        .contains(
            "next start  continues it: restarts 1 workload and waits for 1 restarted, and not yet"
                + " proven healthy; --new-run starts over");
    assertThat(output("run", plan.toString(), "--dry-run"))
        .contains("dead: continues run ")
        .containsPattern("Deployment/one +1 +\\S+ +waited for: restarted ")
        .containsPattern("Deployment/two +1 +Current *\n")
        .contains("--new-run starts over");

    try (TerminalProcess next = TerminalProcess.start(folder, Map.of("NO_COLOR", "1"), start())) {
      next.answer("? [y/N] ", "n");
      assertThat(next.awaitExit(Workbench.PATIENCE)).as(next::shown).isEqualTo(3);
      assertThat(next.shown())
          .containsSubsequence(
              "plan dead is locked by " + holder,
              "a dead holder's lock is taken over after 15 s",
              "continues run ",
              "Deployment/one ",
              " waited for: restarted ",
              "restart 1 workload in 1 wave and wait for 1 restarted before on ");
    }
    assertThat(bench.generations()).isEqualTo(before);
  }

  @Test
  void a_run_that_was_asked_to_end_is_stopped_and_not_dead() throws IOException {
    try (JarProcess run = bench.run(plan)) {
      awaitRestart(run);
      run.terminate();
      assertThat(run.awaitExit(Workbench.PATIENCE)).as(run::transcript).isEqualTo(7);
    }
    assertThat(output("status", plan.toString()))
        .contains("of plan dead: stopped, Interrupted, ")
        .contains("next start  continues it: restarts 1 workload");
  }

  private void awaitRestart(JarProcess run) {
    Awaitility.await()
        .atMost(Workbench.PATIENCE)
        .until(() ->
            run.output().contains(" restarted " + namespace.name() + "/Deployment/one")
                || !run.isAlive());
  }

  private JsonNode json(String... arguments) throws IOException {
    return new ObjectMapper().readTree(output(arguments));
  }

  private String output(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(cluster());
    try (JarProcess process = PackagedJar.in(folder).start(all.toArray(String[]::new))) {
      assertThat(process.awaitExit(Workbench.PATIENCE)).as(process::transcript).isZero();
      return process.output();
    }
  }

  private String start() throws IOException {
    List<String> words = new ArrayList<>(PackagedJar.in(folder).command());
    words.addAll(List.of("run", plan.toString()));
    words.addAll(cluster());
    return TerminalProcess.line(words);
  }

  private List<String> cluster() {
    return List.of(
        "--kubeconfig",
        bench.cluster().kubeconfig().toString(),
        "--state-namespace",
        namespace.name());
  }
}
