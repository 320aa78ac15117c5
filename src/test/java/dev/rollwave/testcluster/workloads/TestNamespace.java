package dev.rollwave.testcluster.workloads;

import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * A namespace that one test has for itself. A test's parameters are deleted, in the background,
 * when it ends.
 *
 * @param name not blank
 */
public record TestNamespace(String name) {

  /** A fresh one, in which pods can be created; the caller deletes it. */
  public static TestNamespace createdIn(KubernetesClient client) {
    String name = "t-" + UUID.randomUUID().toString().substring(0, 8);
    client
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    // Pods are refused, and tried again ever more slowly, until this account is there.
    Awaitility.await("service account of " + name)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() ->
            Optional.ofNullable(
                    client.serviceAccounts().inNamespace(name).withName("default").get())
                .isPresent());
    return new TestNamespace(name);
  }

  /** The Deployment of that name in it. */
  public WorkloadRef deployment(String workload) {
    return new WorkloadRef(WorkloadKind.DEPLOYMENT, name, workload);
  }

  /** The StatefulSet of that name in it. */
  public WorkloadRef statefulSet(String workload) {
    return new WorkloadRef(WorkloadKind.STATEFUL_SET, name, workload);
  }

  /** The DaemonSet of that name in it. */
  public WorkloadRef daemonSet(String workload) {
    return new WorkloadRef(WorkloadKind.DAEMON_SET, name, workload);
  }

  @Override
  public String toString() {
    return name;
  }
}
