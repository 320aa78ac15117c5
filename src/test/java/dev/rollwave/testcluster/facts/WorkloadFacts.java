package dev.rollwave.testcluster.facts;

import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.workloads.Rollouts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one workload's object says at one moment.
 *
 * @param uid of the object
 * @param resourceVersion the store's counter at its last change: it orders the changes of all
 *     objects of the cluster
 * @param generation of the specification
 * @param stamp of the restart on the pod template
 * @param marks the annotations of the object itself, sorted by key
 * @param complete whether its rollout is
 */
public record WorkloadFacts(
    String uid,
    long resourceVersion,
    long generation,
    Optional<String> stamp,
    Map<String, String> marks,
    boolean complete) {

  /** What {@code deployment} says. */
  public static WorkloadFacts of(Deployment deployment) {
    return of(deployment, deployment.getSpec().getTemplate(), Rollouts.isComplete(deployment));
  }

  /** What {@code statefulSet} says. */
  public static WorkloadFacts of(StatefulSet statefulSet) {
    return of(statefulSet, statefulSet.getSpec().getTemplate(), Rollouts.isComplete(statefulSet));
  }

  /** What {@code daemonSet} says. */
  public static WorkloadFacts of(DaemonSet daemonSet) {
    return of(daemonSet, daemonSet.getSpec().getTemplate(), Rollouts.isComplete(daemonSet));
  }

  private static WorkloadFacts of(HasMetadata object, PodTemplateSpec template, boolean complete) {
    ObjectMeta metadata = object.getMetadata();
    Map<String, String> onTemplate = annotations(template.getMetadata());
    return new WorkloadFacts(
        metadata.getUid(),
        Long.parseLong(metadata.getResourceVersion()),
        metadata.getGeneration(),
        Optional.ofNullable(onTemplate.get(Pods.STAMP)),
        new TreeMap<>(annotations(metadata)),
        complete);
  }

  private static Map<String, String> annotations(ObjectMeta metadata) {
    return Optional.ofNullable(metadata).map(ObjectMeta::getAnnotations).orElse(Map.of());
  }
}
