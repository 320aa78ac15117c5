package dev.rollwave.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pod in one line of a table; ready and Running unless it says otherwise. */
record PodRow(
    String name,
    String of,
    @Nullable Boolean ready,
    @Nullable String phase,
    @Nullable String node,
    @Nullable Boolean terminating,
    @Nullable String waiting,
    @Nullable String initWaiting,
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
      status
          .addNewInitContainerStatus()
          .withName("prepare")
          .withNewState()
          .withNewWaiting(message, initWaiting)
          .endState()
          .endInitContainerStatus();
    }
    if (waiting != null) {
      status
          .addNewContainerStatus()
          .withName("app")
          .withRestartCount(Objects.requireNonNullElse(restarts, 0))
          .withNewState()
          .withNewWaiting(message, waiting)
          .endState()
          .endContainerStatus();
    } else if (restarts != null) {
      status
          .addNewContainerStatus()
          .withName("app")
          .withRestartCount(restarts)
          .withNewState()
          .withNewRunning()
          .endRunning()
          .endState()
          .endContainerStatus();
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
        .endSpec()
        .withStatus(status.build())
        .build();
  }
}
