package dev.rollwave.workload.rollout;

import static dev.rollwave.workload.trouble.TroubleCause.CONFIGURATION;
import static dev.rollwave.workload.trouble.TroubleCause.CONTAINER_START;
import static dev.rollwave.workload.trouble.TroubleCause.CRASH_LOOP;
import static dev.rollwave.workload.trouble.TroubleCause.IMAGE_PULL;
import static dev.rollwave.workload.trouble.TroubleCause.INVALID_IMAGE;

import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.trouble.TroubleCause;
import java.util.Map;
import java.util.Optional;

/**
 * The kubelet's reasons for a container that waits and, most likely, will go on waiting.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/types.go">images/types.go</a>
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/container/sync_result.go">sync_result.go</a>
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/kuberuntime_container.go">kuberuntime_container.go</a>
 */
final class WaitingReasons {
  private static final Map<String, TroubleCause> CAUSES =
      Map.ofEntries(
          Map.entry("CrashLoopBackOff", CRASH_LOOP),
          Map.entry("ErrImagePull", IMAGE_PULL),
          Map.entry("ImagePullBackOff", IMAGE_PULL),
          Map.entry("ImageInspectError", IMAGE_PULL),
          Map.entry("RegistryUnavailable", IMAGE_PULL),
          Map.entry("ErrImageNeverPull", INVALID_IMAGE),
          Map.entry("InvalidImageName", INVALID_IMAGE),
          Map.entry("SignatureValidationFailed", INVALID_IMAGE),
          Map.entry("CreateContainerConfigError", CONFIGURATION),
          Map.entry("PreCreateHookError", CONTAINER_START),
          Map.entry("CreateContainerError", CONTAINER_START),
          Map.entry("PreStartHookError", CONTAINER_START),
          Map.entry("RunContainerError", CONTAINER_START),
          Map.entry("PostStartHookError", CONTAINER_START));

  private WaitingReasons() {}

  /** What keeps {@code container} from starting; empty when it does not wait, or may yet start. */
  static Optional<TroubleCause> cause(PodSnapshot.ContainerState container) {
    return container.waitingReason().flatMap(reason -> Optional.ofNullable(CAUSES.get(reason)));
  }
}
