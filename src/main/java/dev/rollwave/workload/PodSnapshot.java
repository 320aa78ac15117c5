package dev.rollwave.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pod owned by a workload: only what diagnosis and proof need.
 *
 * @param name of the pod
 * @param uid tells a pod from its successor of the same name
 * @param revision its pod-template-hash or controller-revision-hash label; empty when it has none
 * @param stamp its own {@code kubectl.kubernetes.io/restartedAt}, which tells of the template that
 *     it was made from; empty when it has none, such as where a webhook took it
 * @param node where it is bound; empty when it is not
 * @param nodeReady whether that node is Ready; true where unknown
 * @param terminating whether a deletion was requested
 * @param terminatingSince when it was, by the API server's clock; empty when it was not, or where
 *     that cannot be read
 * @param deletionGrace how long it was given for that; zero when it was not, or was given none
 * @param phase such as {@code Running}
 * @param ready whether its Ready condition is True
 * @param readySince since when that condition is as it is, by the kubelet's clock, in whole seconds
 * @param unschedulable the scheduler's message when it found no node
 * @param containers init containers first, then containers
 */
public record PodSnapshot(
    String name,
    String uid,
    String revision,
    Optional<String> stamp,
    Optional<String> node,
    boolean nodeReady,
    boolean terminating,
    Optional<Instant> terminatingSince,
    Duration deletionGrace,
    String phase,
    boolean ready,
    Optional<Instant> readySince,
    Optional<String> unschedulable,
    List<ContainerState> containers) {
  public PodSnapshot {
    containers = List.copyOf(containers);
  }

  /**
   * Whether it runs or is about to. A pod that was evicted stays listed as {@code Failed} for long,
   * and counts for its controller no more than one on its way out.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/controller_utils.go">IsPodActive</a>
   */
  public boolean isActive() {
    return !terminating && !phase.equals("Failed") && !phase.equals("Succeeded");
  }

  /** The container of that name; empty when the kubelet says nothing of it. */
  public Optional<ContainerState> container(String wanted) {
    return containers.stream().filter(it -> it.name().equals(wanted)).findFirst();
  }

  /** Restarts of all containers together, 0 or more. */
  public int restarts() {
    int sum = 0;
    for (ContainerState container : containers) {
      sum += container.restarts();
    }
    return sum;
  }

  /**
   * A container of a pod.
   *
   * @param name of the container
   * @param completed whether it is an init container that has done its work: it runs no more, and
   *     how often it was tried is over. A sidecar (an init container that is always restarted)
   *     never is
   * @param restarts how often the kubelet restarted it
   * @param waitingReason such as {@code CrashLoopBackOff}; empty when not waiting
   * @param waitingMessage as the kubelet wrote it, empty when absent
   * @param lastLogLines what it said last, oldest first; empty unless asked for and to be had
   */
  public record ContainerState(
      String name,
      boolean completed,
      int restarts,
      Optional<String> waitingReason,
      String waitingMessage,
      List<String> lastLogLines) {
    public ContainerState {
      lastLogLines = List.copyOf(lastLogLines);
    }
  }
}
