package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two starts of one plan whose contexts point to different namespaces. */
@OnSharedCluster
class TwoPlacesIT {
  @TempDir private Path folder;
  private Workbench bench;
  private TestNamespace shop;
  private TestNamespace laptop;
  private FakeKubelet.Withdrawal held;

  @BeforeEach
  void withARolloutThatTakesLong(
      TestCluster cluster, TestNamespace shop, TestNamespace laptop, FakeKubelet kubelet) {
    this.shop = shop;
    this.laptop = laptop;
    bench = new Workbench(cluster, shop, folder);
    bench.create(Manifests.deployment(shop, "one", 1), Manifests.deployment(shop, "two", 1));
    held =
        kubelet
            .when(Pods.of(shop.deployment("one")).and(Pods.stamped()))
            .then(PodBehaviour.neverReady());
  }

  @Test
  void a_run_at_work_is_not_taken_for_lost_by_a_start_that_looks_elsewhere() throws IOException {
    Map<String, Long> before = bench.generations();
    Path plan = bench.plan("apart", HangingRun.PLAN);
    try (JarProcess run = in(shop, "run", plan.toString(), "--yes")) {
      awaitOutput(run, " restarted " + shop.name() + "/Deployment/one");
      assertThat(bench.truth().facts(shop.deployment("one")).marks())
          .containsEntry("rollwave.dev/state-namespace", shop.name());

      try (JarProcess other = in(laptop, "run", plan.toString(), "--yes")) {
        assertThat(other.awaitExit(Workbench.TIMEOUT)).as(other::transcript).isEqualTo(3);
        assertThat(other.errors())
            .contains("may be at work under another lock")
            .contains("restarted " + shop.name() + "/Deployment/one ")
            .contains("its record is in namespace " + shop.name() + ", not in " + laptop.name())
            .contains("rollwave status apart --state-namespace " + shop.name());
      }
      assertThat(bench.generations()).isEqualTo(Workbench.restarted(before, "Deployment/one"));
      held.withdraw();
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isZero();
    }
    assertThat(bench.generations())
        .isEqualTo(Workbench.restarted(before, "Deployment/one", "Deployment/two"));
  }

  @Test
  void a_plan_that_names_the_place_has_one_lock_and_one_record_for_all() throws IOException {
    Map<String, Long> before = bench.generations();
    Path plan = bench.plan("together", "stateNamespace: " + shop.name() + "\n" + HangingRun.PLAN);
    Path report = folder.resolve("report.json");
    try (JarProcess run = started("run", plan.toString(), "--yes", "--report", report.toString())) {
      awaitOutput(run, " restarted " + shop.name() + "/Deployment/one");

      try (JarProcess other = started("run", plan.toString(), "--yes")) {
        assertThat(other.awaitExit(Workbench.TIMEOUT)).as(other::transcript).isEqualTo(5);
        assertThat(other.errors())
            .contains("its lock and record: Lease and ConfigMap rollwave-together in namespace ");
      }
      try (JarProcess other = in(laptop, "run", plan.toString(), "--yes")) {
        assertThat(other.awaitExit(Workbench.TIMEOUT)).as(other::transcript).isEqualTo(2);
        assertThat(other.errors()).contains("contradicts the plan together");
      }
      assertThat(output("status", plan.toString(), "-o", "json"))
          .contains("\"isUnfinished\" : true")
          .contains("\"configMap\" : \"rollwave-together\"");
      assertThat(output("run", plan.toString(), "--dry-run"))
          .contains("Lease and ConfigMap rollwave-together in namespace " + shop.name());
      held.withdraw();
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isZero();
    }
    assertThat(bench.generations())
        .isEqualTo(Workbench.restarted(before, "Deployment/one", "Deployment/two"));
    JsonNode written = new ObjectMapper().readTree(Files.readString(report));
    assertThat(written.at("/keptIn/namespace").asText()).isEqualTo(shop.name());
    assertThat(written.at("/cluster/server").asText()).startsWith("https://");
    assertThat(written.at("/cluster/user").isTextual()).as("as the API server knows us").isTrue();
  }

  private String output(String... arguments) throws IOException {
    try (JarProcess process = started(arguments)) {
      assertThat(process.awaitExit(Workbench.TIMEOUT)).as(process::transcript).isZero();
      return process.output();
    }
  }

  private JarProcess in(TestNamespace place, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--state-namespace", place.name()));
    return started(all.toArray(String[]::new));
  }

  private JarProcess started(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--kubeconfig", bench.cluster().kubeconfig().toString()));
    return PackagedJar.in(folder).start(all.toArray(String[]::new));
  }

  private static void awaitOutput(JarProcess process, String text) {
    Awaitility.await()
        .atMost(Workbench.TIMEOUT)
        .until(() -> process.output().contains(text) || !process.isAlive());
    assertThat(process.output()).as(process::transcript).contains(text);
  }
}
