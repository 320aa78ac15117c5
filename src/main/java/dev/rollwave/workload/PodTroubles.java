package dev.rollwave.workload;

import dev.rollwave.workload.PodSnapshot.ContainerState;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Finds the pod that will not make it. */
final class PodTroubles {
  /**
   * The kubelet's reasons for a container that waits and, most likely, will go on waiting.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/types.go">images/types.go</a>
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/container/sync_result.go">sync_result.go</a>
   */
  private static final Set<String> HOPELESS =
      Set.of(
          "CrashLoopBackOff",
          "ImagePullBackOff",
          "ErrImagePull",
          "ErrImageNeverPull",
          "InvalidImageName",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError");

  /**
   * From how many restarts on an unready pod counts as looping; one restart may be a slow
   * dependency.
   */
  private static final int LOOPING = 2;

  private PodTroubles() {}

  /** The trouble that dooms the rollout; how long it has to last is for others to say. */
  static Optional<PodTrouble> dooming(WorkloadSnapshot workload, PodSet pods) {
    return switch (workload) {
      case DeploymentSnapshot _ -> ofEvery(pods.newest());
      case DaemonSetSnapshot _ -> ofAny(pods.newest(), PodTroubles::noMend);
      case StatefulSetSnapshot set -> {
        UnaryOperator<String> mend =
            pod -> "kubectl delete pod %s -n %s".formatted(pod, set.ref().namespace());
        yield ofAny(pods.newest(), mend).or(() -> blocking(pods, mend));
      }
    };
  }

  private static Optional<PodTrouble> ofEvery(List<PodSnapshot> newest) {
    for (PodSnapshot pod : newest) {
      if (of(pod, PodTroubles::noMend).isEmpty()) {
        return Optional.empty();
      }
    }
    return ofAny(newest, PodTroubles::noMend);
  }

  private static Optional<PodTrouble> ofAny(List<PodSnapshot> pods, UnaryOperator<String> mend) {
    for (PodSnapshot pod : pods) {
      Optional<PodTrouble> trouble = of(pod, mend);
      if (trouble.isPresent()) {
        return trouble;
      }
    }
    return Optional.empty();
  }

  /**
   * A broken pod of an older revision, because of which the rollout cannot even begin: the
   * controller waits for it before it touches any other (kubernetes#67250). Once a pod is being
   * replaced or was replaced, the controller does move, and its turn may come.
   */
  private static Optional<PodTrouble> blocking(PodSet pods, UnaryOperator<String> mend) {
    boolean nothingMoves =
        pods.newest().isEmpty() && pods.pods().stream().noneMatch(PodSnapshot::terminating);
    return nothingMoves ? ofAny(pods.outdated(), mend) : Optional.empty();
  }

  private static Optional<PodTrouble> of(PodSnapshot pod, UnaryOperator<String> mend) {
    if (pod.unschedulable().isPresent()) {
      return Optional.of(
          new PodTrouble(
              pod.name(),
              "",
              "Unschedulable",
              pod.unschedulable().get(),
              List.of(),
              mend.apply(pod.name())));
    }
    for (ContainerState container : pod.containers()) {
      Optional<String> reason = container.waitingReason().filter(HOPELESS::contains);
      if (reason.isPresent()) {
        return Optional.of(
            new PodTrouble(
                pod.name(),
                container.name(),
                reason.get(),
                container.waitingMessage(),
                container.lastLogLines(),
                mend.apply(pod.name())));
      }
    }
    return looping(pod, mend);
  }

  // Between two crashes a looping container runs for a moment; who looks just then must not take it
  // for healed.
  private static Optional<PodTrouble> looping(PodSnapshot pod, UnaryOperator<String> mend) {
    if (pod.ready()) {
      return Optional.empty();
    }
    for (ContainerState container : pod.containers()) {
      if (container.restarts() >= LOOPING) {
        return Optional.of(
            new PodTrouble(
                pod.name(),
                container.name(),
                "CrashLoop",
                "restarted " + container.restarts() + " times and not ready",
                container.lastLogLines(),
                mend.apply(pod.name())));
      }
    }
    return Optional.empty();
  }

  private static String noMend(String pod) {
    return "";
  }
}
