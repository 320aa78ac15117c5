package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.process.ProcessIdentity;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed or interrupted, and those that come after them. */
@OnSharedCluster
class ResumedRunIT {
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
  }

  @Test
  void a_killed_run_is_gone_on_with_and_restarts_nothing_twice() throws IOException {
    Map<String, Long> before = bench.generations();
    Path plan = bench.plan("killed", HangingRun.PLAN);
    holdUp("two");
    try (JarProcess first = bench.run(plan)) {
      awaitOutput(first, " restarted " + namespace.name() + "/Deployment/two");
      first.kill();
    }
    assertThat(record("killed").require().getData().get("record.json"))
        .contains("\"outcome\" : null");
    kubelet.reset();
    try (JarProcess second = bench.run(plan)) {
      assertThat(second.awaitExit(Workbench.TIMEOUT)).as(second::transcript).isZero();
      assertThat(second.output())
          .contains(" continued plan/killed ")
          .doesNotContain(" started plan/killed ");
    }

    assertThat(bench.generations())
        .isEqualTo(Workbench.restarted(before, "Deployment/one", "Deployment/two"));
    try (JarProcess third = bench.run(plan)) {
      assertThat(third.awaitExit(Workbench.TIMEOUT)).as(third::transcript).isZero();
      assertThat(third.output()).contains(" started   plan/killed ");
    }
    assertThat(record("killed").require().getData().get("record.json")).contains("\"history\"");
  }

  @Test
  void
      an_interrupted_run_is_gone_on_with_at_once_and_an_edited_plan_is_refused_with_the_difference()
          throws IOException {
    Map<String, Long> before = bench.generations();
    Path plan = bench.plan("edited", HangingRun.PLAN);
    holdUp("one");
    try (JarProcess first = bench.run(plan)) {
      awaitOutput(first, " restarted " + namespace.name() + "/Deployment/one");
      first.terminate();
      assertThat(first.awaitExit(Workbench.TIMEOUT)).as(first::transcript).isEqualTo(7);
    }
    kubelet.reset();
    String text = Files.readString(plan);
    Files.writeString(plan, text.replace("a test", "another test"));
    try (JarProcess second = bench.run(plan)) {
      assertThat(second.awaitExit(Workbench.TIMEOUT)).as(second::transcript).isEqualTo(3);
      assertThat(second.errors())
          .contains("- reason: a test")
          .contains("+ reason: another test")
          .contains("--new-run")
          .contains("--continue-with-new-plan");
    }
    assertThat(bench.generations()).isEqualTo(Workbench.restarted(before, "Deployment/one"));
    try (JarProcess third = bench.run(plan, "--continue-with-new-plan")) {
      assertThat(third.awaitExit(Workbench.TIMEOUT)).as(third::transcript).isZero();
    }
    assertThat(bench.generations())
        .isEqualTo(Workbench.restarted(before, "Deployment/one", "Deployment/two"));
  }

  @Test
  void a_second_pod_of_a_job_whose_run_has_ended_restarts_nothing() throws IOException {
    Map<String, Long> before = bench.generations();
    Path plan = bench.plan("job", HangingRun.PLAN);
    Map<String, String> pod = Map.of(ProcessIdentity.JOB, "0b5e5a53-uid-of-the-job");
    for (int attempt = 0; attempt < 2; attempt++) {
      try (JarProcess run = bench.run(pod, bench.cluster().kubeconfig(), plan)) {
        assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isZero();
      }
    }
    assertThat(bench.generations())
        .isEqualTo(Workbench.restarted(before, "Deployment/one", "Deployment/two"));
  }

  @Test
  void a_torn_record_is_refused_and_replaced_when_a_person_says_so() throws IOException {
    Map<String, Long> before = bench.generations();
    Path plan = bench.plan("torn", HangingRun.PLAN);
    try (JarProcess first = bench.run(plan)) {
      assertThat(first.awaitExit(Workbench.TIMEOUT)).as(first::transcript).isZero();
    }
    record("torn")
        .edit(map -> {
          map.getData().compute("record.json", (_, json) -> json.substring(0, json.length() / 2));
          return map;
        });
    try (JarProcess second = bench.run(plan)) {
      assertThat(second.awaitExit(Workbench.TIMEOUT)).as(second::transcript).isEqualTo(3);
      assertThat(second.errors()).contains("configmaps/rollwave-torn").contains("--new-run");
    }
    assertThat(bench.generations())
        .isEqualTo(Workbench.restarted(before, "Deployment/one", "Deployment/two"));
    try (JarProcess third = bench.run(plan, "--new-run")) {
      assertThat(third.awaitExit(Workbench.TIMEOUT)).as(third::transcript).isZero();
    }
  }

  private Resource<ConfigMap> record(String plan) {
    return bench
        .cluster()
        .client()
        .configMaps()
        .inNamespace(namespace.name())
        .withName("rollwave-" + plan);
  }

  private void holdUp(String name) {
    kubelet
        .when(Pods.of(namespace.deployment(name)).and(Pods.stamped()))
        .then(PodBehaviour.neverReady());
  }

  private static void awaitOutput(JarProcess process, String text) {
    Awaitility.await()
        .atMost(Workbench.TIMEOUT)
        .until(() -> process.output().contains(text) || !process.isAlive());
    assertThat(process.output()).as(process::transcript).contains(text);
  }
}
