package dev.rollwave.kubernetes.manifest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.kubernetes.model.KindMapping;
import dev.rollwave.workload.WorkloadKind;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionList;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** The kinds in a manifest that tell of a rollout: all workloads, and what stands beside them. */
final class ManifestKinds {
  private static final List<Class<? extends KubernetesResource>> BESIDE =
      List.of(
          ReplicaSet.class,
          ReplicaSetList.class,
          ControllerRevision.class,
          ControllerRevisionList.class,
          Pod.class,
          PodList.class,
          Node.class,
          NodeList.class);

  private ManifestKinds() {}

  /**
   * Reads those kinds into classes of their own, and every other into a generic one; quicker than
   * to search the class path for all kinds that there are.
   */
  static KubernetesSerialization serialization() {
    KubernetesSerialization kubernetes = new KubernetesSerialization(new ObjectMapper(), false);
    kubernetes.registerKubernetesResource("v1", "List", KubernetesList.class);
    for (WorkloadKind kind : WorkloadKind.values()) {
      kubernetes.registerKubernetesResource(KindMapping.of(kind).type());
      kubernetes.registerKubernetesResource(
          KindMapping.of(kind).listType().asSubclass(KubernetesResource.class));
    }
    BESIDE.forEach(kubernetes::registerKubernetesResource);
    return kubernetes;
  }
}
