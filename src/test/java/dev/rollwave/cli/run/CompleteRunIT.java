package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.facts.Revision;
import dev.rollwave.testcluster.facts.WorkloadFacts;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that come to their own end: exit status 0 and 1, and what they leave behind. */
@OnSharedCluster
class CompleteRunIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  // A time in UTC, a word, and the rest; nothing that a terminal would act on.
  private static final String LOG_LINE =
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ [a-z-]+ +\\S.*";

  @TempDir private Path folder;
  private Workbench bench;
  private TestNamespace namespace;

  @BeforeEach
  void onFreshNamespace(TestCluster cluster, TestNamespace namespace) {
    this.namespace = namespace;
    bench = new Workbench(cluster, namespace, folder);
  }

  @Test
  void each_kind_is_restarted_once_and_log_and_report_say_what_the_cluster_says()
      throws IOException {
    bench.create(
        Manifests.statefulSet(namespace, "cache", 2),
        Manifests.daemonSet(namespace, "spooler"),
        Manifests.deployment(namespace, "web", 2));
    Path plan =
        bench.plan(
            "all-kinds",
            """
            reason: a test of "all" kinds
            health: {soak: 0s}
            waves:
              - name: stores
                workloads: [{kind: StatefulSet, namespace: HERE, name: cache}]
              - name: front
                workloads:
                  - {kind: DaemonSet, namespace: HERE, name: spooler}
                  - {kind: Deployment, namespace: HERE, name: web}
            """);
    List<WorkloadRef> all =
        List.of(
            namespace.statefulSet("cache"),
            namespace.daemonSet("spooler"),
            namespace.deployment("web"));
    Map<WorkloadRef, List<Revision>> before = new LinkedHashMap<>();
    all.forEach(ref -> before.put(ref, bench.truth().revisions(ref)));

    Path file = folder.resolve("report.json");
    Map<String, String> noColour = Map.of("NO_COLOR", "1");
    try (JarProcess run =
        bench.run(noColour, bench.cluster().kubeconfig(), plan, "--report", file.toString())) {
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isZero();
      assertThat(run.errors()).isEmpty();
      assertIsALog(run.output(), all);
    }

    JsonNode report = JSON.readTree(file.toFile());
    assertThat(report.path("exitStatus").asInt()).isZero();
    assertThat(report.path("outcome").asText()).isEqualTo("Done");
    before.forEach((ref, known) -> {
      assertThat(bench.truth().newRevisions(ref, known)).as("%s", ref).hasSize(1);
      assertIsReported(report, ref);
    });
  }

  private static void assertIsALog(String output, List<WorkloadRef> restarted) {
    List<String> log = output.lines().takeWhile(line -> !line.isBlank()).toList();
    assertThat(log).isNotEmpty().allMatch(line -> line.matches(LOG_LINE));
    assertThat(output).doesNotContain("\u001b").doesNotContain("\r");
    assertThat(output.strip()).endsWith("exit 0: " + ExitStatus.DONE.meaning());
    for (WorkloadRef ref : restarted) {
      for (String word : List.of("restart", "restarted", "healthy")) {
        assertThat(log)
            .as("%s %s", word, ref)
            .filteredOn(line -> line.matches("\\S+ " + word + " +" + ref + " .*"))
            .hasSize(1);
      }
    }
  }

  private void assertIsReported(JsonNode report, WorkloadRef ref) {
    WorkloadFacts facts = bench.truth().facts(ref);
    assertThat(facts.complete()).isTrue();
    assertThat(facts.marks())
        .containsEntry("rollwave.dev/run-id", report.path("runId").asText())
        .containsEntry("rollwave.dev/plan", "all-kinds")
        .containsEntry("rollwave.dev/reason", "a test of \"all\" kinds");
    JsonNode reported = workload(report, ref.name());
    assertThat(reported.path("state").asText()).isEqualTo("Healthy");
    assertThat(reported.path("generation").asLong()).isEqualTo(facts.generation());
    assertThat(reported.path("stamp").asText()).isEqualTo(facts.stamp().orElseThrow());
  }

  private static JsonNode workload(JsonNode report, String name) {
    for (JsonNode wave : report.path("waves")) {
      for (JsonNode workload : wave.path("workloads")) {
        if (workload.path("ref").path("name").asText().equals(name)) {
          return workload;
        }
      }
    }
    throw new AssertionError(name + " is not in " + report);
  }

  @Test
  void a_partition_counts_from_the_first_ordinal_and_what_it_keeps_is_no_hindrance()
      throws IOException {
    bench.create(
        new StatefulSetBuilder(Manifests.statefulSet(namespace, "ledger", 4))
            .editSpec()
            .withNewOrdinals(10)
            .withNewUpdateStrategy()
            .withType("RollingUpdate")
            .withNewRollingUpdate()
            .withPartition(2)
            .endRollingUpdate()
            .endUpdateStrategy()
            .endSpec()
            .build());
    Path plan =
        bench.plan(
            "partial",
            """
            reason: a test
            health: {timeout: 30s, soak: 0s}
            waves:
              - name: only
                workloads: [{kind: StatefulSet, namespace: HERE, name: ledger}]
            """);

    try (JarProcess run = bench.run(plan)) {
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isZero();
      assertThat(run.output())
          .contains("ordinals 12 to 13; partition 2 keeps ordinals 10 to 11 at the older one");
    }
    assertThat(bench.cluster().client().pods().inNamespace(namespace.name()).list().getItems())
        .filteredOn(Pods.stamped())
        .extracting(pod -> pod.getMetadata().getName())
        .containsExactlyInAnyOrder("ledger-12", "ledger-13");
  }

  @Test
  void nothing_due_is_0_and_nothing_is_touched() throws IOException {
    bench.create(
        Manifests.deployment(namespace, "asleep", 0),
        Manifests.statefulSet(namespace, "asleep-too", 0));
    Path plan =
        bench.plan(
            "nothing-due",
            """
            reason: a test
            health: {soak: 0s}
            waves:
              - name: one
                workloads: [{kind: Deployment, namespace: HERE, name: asleep}]
              - name: two
                cooldown: 1h
                workloads: [{kind: StatefulSet, namespace: HERE, name: asleep-too}]
            """);
    Map<String, Long> before = bench.generations();

    try (JarProcess run = bench.run(plan)) {
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isZero();
      assertThat(run.output()).contains("nothing was due").contains("ScaledToZero");
    }
    assertThat(bench.generations()).isEqualTo(before);
  }

  @Test
  void a_failure_that_the_plan_goes_on_after_is_1_and_holds_up_its_dependents_only(
      FakeKubelet kubelet) throws IOException {
    bench.create(
        Manifests.deployment(namespace, "broken", 1),
        Manifests.deployment(namespace, "dependent", 1),
        Manifests.deployment(namespace, "root", 1),
        Manifests.deployment(namespace, "leaf", 1));
    kubelet
        .when(Pods.of(namespace.deployment("broken")).and(Pods.stamped()))
        .then(PodBehaviour.neverReady());
    // Slow, so that its dependents start when the failure is known.
    kubelet
        .when(Pods.of(namespace.deployment("root")).and(Pods.stamped()))
        .then(PodBehaviour.readyAfter(Duration.ofSeconds(5)));
    Path plan =
        bench.plan(
            "going-on",
            """
            reason: a test
            onFailure: continue
            health: {timeout: 3s, soak: 0s}
            waves:
              - name: broken
                workloads: [{kind: Deployment, namespace: HERE, name: broken}]
              - name: dependent
                workloads: [{kind: Deployment, namespace: HERE, name: dependent}]
              - name: root
                dependsOn: []
                health: {timeout: 30s, soak: 0s}
                workloads: [{kind: Deployment, namespace: HERE, name: root}]
              - name: leaf
                workloads: [{kind: Deployment, namespace: HERE, name: leaf}]
            """);
    Map<String, Long> before = bench.generations();

    try (JarProcess run = bench.run(plan)) {
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isEqualTo(1);
      assertThat(run.output()).contains(" failed ").contains("Deployment/broken");
    }
    assertThat(bench.generations())
        .isEqualTo(
            Workbench.restarted(before, "Deployment/broken", "Deployment/root", "Deployment/leaf"));
    assertThat(bench.truth().facts(namespace.deployment("leaf")).complete()).isTrue();
  }
}
