package dev.rollwave.testcluster.workloads;

import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Restarts as a shell loop around kubectl does: a stamp, and no look at anything. */
public final class BlindRestart {
  private BlindRestart() {}

  /** Writes {@code stamp} on the workload's pod template. */
  public static void of(KubernetesClient client, WorkloadRef workload, String stamp) {
    String patch =
        """
        {"spec": {"template": {"metadata": {"annotations": {
          "kubectl.kubernetes.io/restartedAt": "%s"}}}}}
        """
            .formatted(stamp);
    PatchContext strategic = PatchContext.of(PatchType.STRATEGIC_MERGE);
    String namespace = workload.namespace();
    String name = workload.name();
    switch (workload.kind()) {
      case DEPLOYMENT ->
          client.apps().deployments().inNamespace(namespace).withName(name).patch(strategic, patch);
      case STATEFUL_SET ->
          client
              .apps()
              .statefulSets()
              .inNamespace(namespace)
              .withName(name)
              .patch(strategic, patch);
      case DAEMON_SET ->
          client.apps().daemonSets().inNamespace(namespace).withName(name).patch(strategic, patch);
    }
  }
}
