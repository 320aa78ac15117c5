package dev.rollwave.kubernetes.survey;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a pod came up.
 *
 * @param created it was asked for
 * @param started the last of its containers ran
 * @param readied it was Ready
 */
record PodTiming(Instant created, Instant started, Instant readied) {

  /**
   * The timing of {@code pod}; empty unless it is Ready, and all that is known of it is its first
   * start: after a container was restarted its times tell of the restart instead.
   */
  static Optional<PodTiming> of(Pod pod) {
    PodStatus status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
    List<ContainerStatus> containers =
        Objects.requireNonNullElse(status.getContainerStatuses(), List.of());
    Optional<Instant> created = instant(pod.getMetadata().getCreationTimestamp());
    Optional<Instant> readied = readied(status);
    List<Instant> starts =
        containers.stream().flatMap(container -> started(container).stream()).toList();
    if (pod.getMetadata().getDeletionTimestamp() != null
        || created.isEmpty()
        || readied.isEmpty()
        || starts.isEmpty()
        || starts.size() < containers.size()) {
      return Optional.empty();
    }
    Instant started = starts.stream().max(Instant::compareTo).orElseThrow();
    return started.isBefore(created.get()) || readied.get().isBefore(started)
        ? Optional.empty()
        : Optional.of(new PodTiming(created.get(), started, readied.get()));
  }

  Duration start() {
    return Duration.between(created, started);
  }

  Duration ready() {
    return Duration.between(started, readied);
  }

  Duration all() {
    return Duration.between(created, readied);
  }

  private static Optional<Instant> readied(PodStatus status) {
    return Objects.requireNonNullElse(status.getConditions(), List.<PodCondition>of()).stream()
        .filter(condition -> "Ready".equals(condition.getType()))
        .filter(condition -> "True".equals(condition.getStatus()))
        .flatMap(condition -> instant(condition.getLastTransitionTime()).stream())
        .findFirst();
  }

  private static Optional<Instant> started(ContainerStatus container) {
    Integer restarts = container.getRestartCount();
    return restarts != null && restarts > 0
        ? Optional.empty()
        : Optional.ofNullable(container.getState())
            .map(ContainerState::getRunning)
            .map(ContainerStateRunning::getStartedAt)
            .flatMap(PodTiming::instant);
  }

  /** The instant that an API server wrote; empty when there is none, or something else. */
  static Optional<Instant> instant(@Nullable String written) {
    if (written == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(written));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
