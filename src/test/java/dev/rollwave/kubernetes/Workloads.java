package dev.rollwave.kubernetes;

import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What tests do to workloads behind the adapter's back. */
final class Workloads {
  private Workloads() {}

  static void delete(KubernetesClient client, WorkloadRef ref) {
    switch (ref.kind()) {
      case DEPLOYMENT ->
          client.apps().deployments().inNamespace(ref.namespace()).withName(ref.name()).delete();
      case STATEFUL_SET ->
          client.apps().statefulSets().inNamespace(ref.namespace()).withName(ref.name()).delete();
      case DAEMON_SET ->
          client.apps().daemonSets().inNamespace(ref.namespace()).withName(ref.name()).delete();
    }
  }
}
