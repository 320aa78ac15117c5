package dev.rollwave.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollwave.cli.Typed;
import dev.rollwave.testcluster.LimitedUser;
import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.ControlPlane;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.workloads.OnlineBoutique;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real shop on a real API server is rehearsed from what that knows of it. */
@OnCluster
class RehearseIT {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private TestCluster cluster;
  private TestNamespace shop;
  private Path plan = Path.of("");

  @BeforeEach
  void open_the_shop(TestCluster cluster, FakeKubelet kubelet, TestNamespace shop)
      throws IOException {
    this.cluster = cluster;
    this.shop = shop;
    kubelet
        .when(Pods.of(shop.deployment("productcatalogservice")))
        .then(PodBehaviour.readyAfter(Duration.ofSeconds(6)));
    OnlineBoutique.open(cluster.client(), shop);
    plan = OnlineBoutique.planFor(shop, folder);
  }

  @Test
  void the_live_cluster_and_what_kubectl_prints_of_it_give_the_same_rehearsal() throws IOException {
    Path snapshot = Files.writeString(folder.resolve("world.yaml"), everythingAsYaml());

    Typed live = rehearse("--cluster", "live", "--kubeconfig", cluster.kubeconfig().toString());
    Typed saved = rehearse("--snapshot", snapshot.toString());

    assertThat(live.status()).as(live.err()).isZero();
    assertThat(saved.status()).as(saved.err()).isZero();
    assertThat(JSON.readTree(live.out())).isEqualTo(JSON.readTree(saved.out()));
    JsonNode catalog = assumed(live, "productcatalogservice");
    assertThat(catalog.at("/ready/source").asText()).isEqualTo("measured from 1 pod");
    assertThat(Duration.parse(catalog.at("/ready/time").asText()))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(9));
    assertThat(catalog.at("/lastRollout/time").isTextual()).isTrue();
  }

  @Test
  void a_live_rehearsal_reads_and_changes_nothing() {
    rehearse("--cluster", "live", "--kubeconfig", cluster.kubeconfig().toString());

    cluster
        .controlPlane()
        .map(ControlPlane::auditLog)
        .ifPresent(log ->
            assertThat(
                    log.events(event ->
                        event.caller().agent().startsWith("rollwave/")
                            && event.isMutating()
                            && event.target().namespace().equals(shop.name())))
                .isEmpty());
  }

  @Test
  void a_rehearsal_from_a_snapshot_and_the_run_that_follows_lie_side_by_side() throws IOException {
    Path snapshot = Files.writeString(folder.resolve("world.yaml"), everythingAsYaml());
    Path report = folder.resolve("report.json");
    try (JarProcess run =
        PackagedJar.in(folder)
            .start(
                "run",
                plan.toString(),
                "--yes",
                "--kubeconfig",
                cluster.kubeconfig().toString(),
                "--state-namespace",
                shop.name(),
                "--report",
                report.toString())) {
      assertThat(run.awaitExit(Duration.ofMinutes(3))).as(run::transcript).isZero();
    }

    Typed typed = rehearse("--snapshot", snapshot.toString(), "--against", report.toString());

    assertThat(typed.status()).as(typed.err()).isZero();
    JsonNode against = JSON.readTree(typed.out()).at("/rehearsal/against");
    assertThat(against.at("/workloads")).hasSize(OnlineBoutique.calls().size());
    for (JsonNode workload : against.at("/workloads")) {
      assertThat(Duration.parse(workload.at("/took/difference").asText()).abs())
          .as(workload.toString())
          .isLessThan(Duration.ofSeconds(5));
    }
    System.out.println(
        Typed.rollwave(
                "rehearse",
                plan.toString(),
                "--snapshot",
                snapshot.toString(),
                "--against",
                report.toString())
            .out());
  }

  @Test
  void missing_rights_refuse_it_and_say_which() throws IOException {
    LimitedUser user =
        LimitedUser.create(
            cluster,
            shop,
            "onlooker",
            new PolicyRuleBuilder()
                .withApiGroups("apps")
                .withResources("deployments")
                .withVerbs("list")
                .build());

    Typed typed =
        rehearse("--cluster", "live", "--kubeconfig", user.kubeconfigIn(folder).toString());

    assertThat(typed.status()).isEqualTo(3);
    assertThat(typed.err())
        .contains("not allowed to list pods")
        .contains("not allowed to list replicasets.apps")
        .doesNotContain("deployments.apps");
  }

  private Typed rehearse(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("rehearse", plan.toString(), "-o", "json", "--start", "2026-11-26T01:00:00Z"));
    arguments.addAll(List.of(options));
    return Typed.rollwave(arguments.toArray(String[]::new));
  }

  private JsonNode assumed(Typed typed, String name) throws IOException {
    for (JsonNode workload : JSON.readTree(typed.out()).at("/rehearsal/assumed")) {
      if (workload.get("ref").asText().endsWith("/" + name)) {
        return workload;
      }
    }
    throw new AssertionError("nothing assumed of " + name + " in " + typed.out());
  }

  // As `kubectl get deploy,rs,pods -o yaml` has it.
  private String everythingAsYaml() {
    KubernetesClient client = cluster.client();
    List<HasMetadata> all = new ArrayList<>();
    all.addAll(client.apps().deployments().inNamespace(shop.name()).list().getItems());
    all.addAll(client.apps().replicaSets().inNamespace(shop.name()).list().getItems());
    all.addAll(client.pods().inNamespace(shop.name()).list().getItems());
    return client
        .getKubernetesSerialization()
        .asYaml(new KubernetesListBuilder().withItems(all).build());
  }
}
