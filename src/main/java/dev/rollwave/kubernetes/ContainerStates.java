package dev.rollwave.kubernetes;

import dev.rollwave.workload.PodSnapshot.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Maps what the kubelet says about a pod's containers; their log lines are read elsewhere. */
final class ContainerStates {
  private ContainerStates() {}

  /** Init containers first, then containers, each in the kubelet's order. */
  static List<ContainerState> of(PodStatus status) {
    return Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .map(ContainerStates::of)
        .toList();
  }

  private static ContainerState of(ContainerStatus status) {
    Optional<ContainerStateWaiting> waiting =
        Optional.ofNullable(status.getState()).map(state -> state.getWaiting());
    return new ContainerState(
        Objects.requireNonNullElse(status.getName(), ""),
        Objects.requireNonNullElse(status.getRestartCount(), 0),
        waiting.map(ContainerStateWaiting::getReason),
        waiting.map(ContainerStateWaiting::getMessage).orElse(""),
        List.of());
  }
}
