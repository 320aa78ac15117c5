package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.PodSnapshot.ContainerState;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Maps what the kubelet says about a pod's containers; their log lines are read elsewhere. */
final class ContainerStates {
  private ContainerStates() {}

  /** Init containers first, then containers, each in the kubelet's order. */
  static List<ContainerState> of(Pod pod) {
    PodStatus status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
    Set<String> sidecars = sidecars(pod);
    List<ContainerState> states = new ArrayList<>();
    for (ContainerStatus init : orNone(status.getInitContainerStatuses())) {
      states.add(of(init, !sidecars.contains(init.getName()) && succeeded(init)));
    }
    for (ContainerStatus container : orNone(status.getContainerStatuses())) {
      states.add(of(container, false));
    }
    return List.copyOf(states);
  }

  /**
   * Init containers that are restarted for as long as the pod lives, as other containers are.
   *
   * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/">sidecar
   *     containers</a>
   */
  private static Set<String> sidecars(Pod pod) {
    List<Container> inits =
        Optional.ofNullable(pod.getSpec()).map(PodSpec::getInitContainers).orElse(List.of());
    return inits.stream()
        .filter(init -> "Always".equals(init.getRestartPolicy()))
        .map(Container::getName)
        .collect(Collectors.toSet());
  }

  private static boolean succeeded(ContainerStatus status) {
    return Optional.ofNullable(status.getState())
        .map(state -> state.getTerminated())
        .map(ContainerStateTerminated::getExitCode)
        .filter(code -> code == 0)
        .isPresent();
  }

  private static ContainerState of(ContainerStatus status, boolean completed) {
    Optional<ContainerStateWaiting> waiting =
        Optional.ofNullable(status.getState()).map(state -> state.getWaiting());
    return new ContainerState(
        Objects.requireNonNullElse(status.getName(), ""),
        completed,
        Objects.requireNonNullElse(status.getRestartCount(), 0),
        waiting.map(ContainerStateWaiting::getReason),
        waiting.map(ContainerStateWaiting::getMessage).orElse(""),
        List.of());
  }

  private static <T> List<T> orNone(List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }
}
