package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnSharedCluster
class HealthIT {
  private TestCluster cluster;
  private TestNamespace namespace;
  private String out = "";

  @BeforeEach
  void onFreshNamespace(TestCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  @Test
  void what_rolled_out_is_current_read_from_the_cluster_and_from_what_it_prints(
      @TempDir Path directory) throws IOException {
    createOneOfEachKind();

    assertThat(healthOf("deploy/web", "sts/cache", "ds/spooler")).as(out).isZero();
    assertThat(out.lines().skip(1)).hasSize(3).allMatch(line -> line.contains("Current"));

    Path file = Files.writeString(directory.resolve("all.yaml"), everythingAsYaml());
    assertThat(health("-f", file.toString())).as(out).isZero();
    assertThat(out.lines().skip(1)).hasSize(3).allMatch(line -> line.contains("Current"));
  }

  @Test
  void a_pod_that_cannot_pull_its_image_is_named(FakeKubelet kubelet) {
    kubelet.when(Pods.of(namespace.deployment("web"))).then(PodBehaviour.failingToPull());
    cluster.client().resource(Manifests.deployment(namespace, "web", 1)).create();

    Awaitility.await()
        .untilAsserted(() -> {
          assertThat(healthOf("deployment/web")).isEqualTo(1);
          assertThat(out)
              .contains("InProgress")
              .containsPattern("pod web-\\S+, container main: (ErrImagePull|ImagePullBackOff)");
        });
  }

  @Test
  void a_workload_that_is_not_there_is_not_found() {
    assertThat(healthOf("statefulset/nowhere")).isEqualTo(1);
    assertThat(out).contains("NotFound");
  }

  private void createOneOfEachKind() {
    KubernetesClient client = cluster.client();
    client.resource(Manifests.deployment(namespace, "web", 2)).create();
    client.resource(Manifests.statefulSet(namespace, "cache", 2)).create();
    client.resource(Manifests.daemonSet(namespace, "spooler")).create();
    Rollouts.awaitAll(client, namespace);
  }

  private String everythingAsYaml() {
    KubernetesClient client = cluster.client();
    String where = namespace.name();
    List<HasMetadata> all = new ArrayList<>();
    all.addAll(client.apps().deployments().inNamespace(where).list().getItems());
    all.addAll(client.apps().statefulSets().inNamespace(where).list().getItems());
    all.addAll(client.apps().daemonSets().inNamespace(where).list().getItems());
    all.addAll(client.apps().replicaSets().inNamespace(where).list().getItems());
    all.addAll(client.apps().controllerRevisions().inNamespace(where).list().getItems());
    all.addAll(client.pods().inNamespace(where).list().getItems());
    return client
        .getKubernetesSerialization()
        .asYaml(new KubernetesListBuilder().withItems(all).build());
  }

  private int healthOf(String... names) {
    List<String> arguments = new ArrayList<>(List.of(names));
    arguments.addAll(
        List.of("-n", namespace.name(), "--kubeconfig", cluster.kubeconfig().toString()));
    return health(arguments.toArray(String[]::new));
  }

  private int health(String... arguments) {
    List<String> all = new ArrayList<>(List.of("health"));
    all.addAll(List.of(arguments));
    StringWriter written = new StringWriter();
    int status =
        Rollwave.commandLine()
            .setOut(new PrintWriter(written))
            .setErr(new PrintWriter(written))
            .execute(all.toArray(String[]::new));
    out = written.toString();
    return status;
  }
}
