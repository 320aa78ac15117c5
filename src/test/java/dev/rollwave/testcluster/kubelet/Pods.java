package dev.rollwave.testcluster.kubelet;

import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Says which pods a rule of {@link FakeKubelet} is for. */
public final class Pods {
  /** The annotation of a restarted template that carries the stamp. */
  public static final String STAMP = "kubectl.kubernetes.io/restartedAt";

  private static final Pattern ROLLWAVE = Pattern.compile("(^|/)rollwave(:|@|$)");

  private Pods() {}

  /** The pods in {@code namespace}. */
  public static Predicate<Pod> in(TestNamespace namespace) {
    return pod -> pod.getMetadata().getNamespace().equals(namespace.name());
  }

  /** The pods with this label. */
  public static Predicate<Pod> labelled(String key, String value) {
    return pod -> value.equals(of(pod.getMetadata().getLabels()).get(key));
  }

  /** The pod of this name, such as {@code cache-0} of a StatefulSet. */
  public static Predicate<Pod> named(String name) {
    return pod -> pod.getMetadata().getName().equals(name);
  }

  /** The pods that were made from a template with a restart stamp. */
  public static Predicate<Pod> stamped() {
    return pod -> of(pod.getMetadata().getAnnotations()).containsKey(STAMP);
  }

  /** The pods that run Rollwave itself, by their image. */
  public static Predicate<Pod> ofRollwave() {
    return pod ->
        pod.getSpec().getContainers().stream()
            .anyMatch(container -> ROLLWAVE.matcher(container.getImage()).find());
  }

  /** The pods of one workload, by their controlling owner. */
  public static Predicate<Pod> of(WorkloadRef workload) {
    return pod ->
        pod.getMetadata().getNamespace().equals(workload.namespace())
            && owner(pod).filter(owner -> owns(workload, owner, pod)).isPresent();
  }

  private static boolean owns(WorkloadRef workload, OwnerReference owner, Pod pod) {
    if (workload.kind() != WorkloadKind.DEPLOYMENT) {
      return owner.getKind().equals(workload.kind().kind())
          && owner.getName().equals(workload.name());
    }
    // A Deployment's ReplicaSets are named after it and the hash of their template.
    String hash = of(pod.getMetadata().getLabels()).get("pod-template-hash");
    return owner.getKind().equals("ReplicaSet")
        && owner.getName().equals(workload.name() + "-" + hash);
  }

  private static Optional<OwnerReference> owner(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .findFirst();
  }

  private static Map<String, String> of(Map<String, String> labelsOrAnnotations) {
    return Optional.ofNullable(labelsOrAnnotations).orElse(Map.of());
  }
}
