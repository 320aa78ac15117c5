package dev.rollwave.kubernetes.model;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pod in one line of a table; ready and Running unless it says otherwise. {@code initRestarts}
 * and {@code sidecarRestarts} give it an init container or a sidecar that was started as often
 * again: the one has completed unless {@code initWaiting}, the other runs unless {@code
 * sidecarWaiting}.
 */
record PodRow(
    String name,
    String of,
    @Nullable Boolean ready,
    @Nullable String phase,
    @Nullable String node,
    @Nullable Boolean terminating,
    @Nullable String waiting,
    @Nullable String initWaiting,
    @Nullable Integer initRestarts,
    @Nullable String sidecarWaiting,
    @Nullable Integer sidecarRestarts,
    @Nullable String message,
    @Nullable String unschedulable,
    @Nullable String owner,
    @Nullable Integer restarts) {

  /** The pod as an API server would show it. */
  Pod pod(String ownedBy, String revisionLabel) {
    var status =
        new PodStatusBuilder()
            .withPhase(Objects.requireNonNullElse(phase, "Running"))
            .addNewCondition()
            .withType("Ready")
            .withStatus(Boolean.FALSE.equals(ready) ? "False" : "True")
            .endCondition();
    if (unschedulable != null) {
      status
          .addNewCondition()
          .withType("PodScheduled")
          .withStatus("False")
          .withReason("Unschedulable")
          .withMessage(unschedulable)
          .endCondition();
    }
    if (initWaiting != null) {
      status.addToInitContainerStatuses(waiting("prepare", initWaiting, initRestarts));
    } else if (initRestarts != null) {
      status.addToInitContainerStatuses(completed("prepare", initRestarts));
    }
    if (sidecarWaiting != null) {
      status.addToInitContainerStatuses(waiting("mesh", sidecarWaiting, sidecarRestarts));
    } else if (sidecarRestarts != null) {
      status.addToInitContainerStatuses(running("mesh", sidecarRestarts));
    }
    if (waiting != null) {
      status.addToContainerStatuses(waiting("app", waiting, restarts));
    } else if (restarts != null) {
      status.addToContainerStatuses(running("app", restarts));
    }
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("shop")
        .withUid("uid-of-" + name)
        .withDeletionTimestamp(Boolean.TRUE.equals(terminating) ? "2026-11-21T01:03:00Z" : null)
        .addToLabels(revisionLabel, of)
        .addNewOwnerReference()
        .withController(true)
        .withUid(Objects.requireNonNullElse(owner, ownedBy))
        .endOwnerReference()
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .addNewInitContainer()
        .withName("prepare")
        .endInitContainer()
        .addNewInitContainer()
        .withName("mesh")
        .withRestartPolicy("Always")
        .endInitContainer()
        .endSpec()
        .withStatus(status.build())
        .build();
  }

  private ContainerStatus waiting(String name, String reason, @Nullable Integer restarted) {
    return new ContainerStatusBuilder()
        .withName(name)
        .withRestartCount(Objects.requireNonNullElse(restarted, 0))
        .withNewState()
        .withNewWaiting(message, reason)
        .endState()
        .build();
  }

  private static ContainerStatus running(String name, int restarted) {
    return new ContainerStatusBuilder()
        .withName(name)
        .withRestartCount(restarted)
        .withNewState()
        .withNewRunning()
        .endRunning()
        .endState()
        .build();
  }

  private static ContainerStatus completed(String name, int restarted) {
    return new ContainerStatusBuilder()
        .withName(name)
        .withRestartCount(restarted)
        .withNewState()
        .withNewTerminated()
        .withExitCode(0)
        .withReason("Completed")
        .endTerminated()
        .endState()
        .build();
  }
}
