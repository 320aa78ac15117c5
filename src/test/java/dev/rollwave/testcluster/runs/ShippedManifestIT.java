package dev.rollwave.testcluster.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.LimitedUser;
import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.Kubeconfig;
import dev.rollwave.testcluster.facts.ClusterTruth;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plan of {@code k8s-cronjob.yaml}, run with the rights of its service account and no others.
 */
@OnCluster
class ShippedManifestIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @Test
  void the_shipped_roles_are_enough_for_the_shipped_plan(
      TestCluster cluster,
      TestNamespace own,
      TestNamespace shop,
      TestNamespace jobs,
      @TempDir Path folder)
      throws IOException {
    KubernetesClient admin = cluster.client();
    List<WorkloadRef> workloads = workloads(admin, shop, jobs);
    List<HasMetadata> shipped = shipped(own, shop, jobs);
    shipped.stream()
        .filter(object -> !(object instanceof Namespace))
        .forEach(object -> admin.resource(object).create());

    try (JarProcess run =
        PackagedJar.in(folder)
            .start(
                "run",
                plan(shipped, folder).toString(),
                "--yes",
                "--ignore-windows",
                "--reason",
                "a test at any hour",
                "--kubeconfig",
                kubeconfig(cluster, own, folder).toString())) {
      assertThat(run.awaitExit(TIMEOUT)).as(run::transcript).isZero();
    }

    ClusterTruth truth = new ClusterTruth(admin);
    assertThat(workloads)
        .allSatisfy(
            workload -> assertThat(truth.facts(workload).stamp()).as("%s", workload).isPresent());
    assertThat(admin.leases().inNamespace(own.name()).list().getItems())
        .as("the lock, taken and given back")
        .singleElement()
        .satisfies(lease -> assertThat(lease.getSpec().getHolderIdentity()).isNullOrEmpty());
  }

  private static List<WorkloadRef> workloads(
      KubernetesClient admin, TestNamespace shop, TestNamespace jobs) {
    admin.resource(Manifests.statefulSet(shop, "session-cache", 2)).create();
    admin
        .resource(
            Manifests.deployment(shop, "cart", 2)
                .edit()
                .editMetadata()
                .withLabels(Map.of("tier", "backend"))
                .endMetadata()
                .build())
        .create();
    admin.resource(Manifests.daemonSet(jobs, "spooler")).create();
    Rollouts.awaitAll(admin, shop);
    Rollouts.awaitAll(admin, jobs);
    return List.of(
        shop.statefulSet("session-cache"), shop.deployment("cart"), jobs.daemonSet("spooler"));
  }

  /** The manifest's objects, in namespaces of this test's own. */
  private static List<HasMetadata> shipped(
      TestNamespace own, TestNamespace shop, TestNamespace jobs) throws IOException {
    String text =
        Files.readString(Path.of("k8s-cronjob.yaml"))
            .replaceAll("(namespace|stateNamespace): rollwave\\b", "$1: " + own)
            .replaceAll("namespace: shop\\b", "namespace: " + shop)
            .replaceAll("namespace: jobs\\b", "namespace: " + jobs);
    List<HasMetadata> objects = new ArrayList<>();
    Collection<?> all = new KubernetesSerialization().unmarshal(text);
    all.forEach(object -> objects.add((HasMetadata) object));
    return objects;
  }

  /** The shipped plan, in a hurry. */
  private static Path plan(List<HasMetadata> shipped, Path folder) throws IOException {
    ConfigMap map =
        shipped.stream()
            .filter(ConfigMap.class::isInstance)
            .map(ConfigMap.class::cast)
            .findFirst()
            .orElseThrow();
    String shippedPlan = Objects.requireNonNull(map.getData().get("plan.yaml"));
    String inAHurry =
        shippedPlan
            .replace("minInterval: 30s", "minInterval: 0s")
            .replace("cooldown: 2m", "cooldown: 0s")
            .replace("soak: 2m", "soak: 1s");
    assertThat(inAHurry).doesNotContain("2m").doesNotContain("30s");
    return Files.writeString(folder.resolve("plan.yaml"), inAHurry);
  }

  private static Path kubeconfig(TestCluster cluster, TestNamespace own, Path folder)
      throws IOException {
    String token =
        cluster
            .client()
            .serviceAccounts()
            .inNamespace(own.name())
            .withName("rollwave")
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    return new Kubeconfig(
            cluster.client().getConfiguration().getMasterUrl(),
            LimitedUser.authority(cluster.client().getConfiguration()),
            token,
            own.name())
        .writeTo(folder.resolve("kubeconfig"));
  }
}
