package dev.rollwave.workload.rollout;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * Pods that tell by the stamp on them that a rollout is complete, without a look at the objects in
 * which controllers keep revisions.
 *
 * <p>A controller copies the annotations of the template to each pod that it makes, and no two
 * restarts of a workload write the same stamp: a pod that carries it was made from the template of
 * that restart, or from a later one. Only a webhook can take it away, and then the revisions tell.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/controller_utils.go">GetPodFromTemplate</a>
 */
public final class StampedPods {
  private StampedPods() {}

  /**
   * {@code pods} as a proof that the rollout of {@code shown} is complete: as many are active as it
   * wants, one at least, and each of them is Ready, carries its stamp, and is of the same revision.
   * Empty where that is not so, which says nothing against the rollout.
   *
   * @param pods all that the workload owns
   */
  public static Optional<PodSet> proving(WorkloadSnapshot shown, List<PodSnapshot> pods) {
    Optional<String> stamp = shown.object().stamp();
    List<PodSnapshot> active = pods.stream().filter(PodSnapshot::isActive).toList();
    if (stamp.isEmpty() || active.isEmpty() || active.size() != shown.desired()) {
      return Optional.empty();
    }
    String revision = shown.newestRevision().orElse(active.getFirst().revision());
    boolean areProof =
        !revision.isEmpty()
            && active.stream()
                .allMatch(pod ->
                    pod.ready() && pod.stamp().equals(stamp) && pod.revision().equals(revision));
    return areProof ? Optional.of(new PodSet(Optional.of(revision), pods)) : Optional.empty();
  }
}
