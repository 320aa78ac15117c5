package dev.rollwave.testcluster.kubelet;

import dev.rollwave.testcluster.kubelet.Scene.Containers;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the status of one pod as a kubelet would, scene by scene, remembering what a status says
 * of the past: when it started, how often it was restarted, since when a condition holds.
 */
public final class PodStatusBook {
  /** How often each init container of a pod was tried before it completed, by its annotation. */
  private static final String INIT_RESTARTS = "rollwave.test/init-restarts";

  private final Pod pod;
  private final String podIp;
  private final String hostIp;
  private final Map<String, PodCondition> conditions = new LinkedHashMap<>();
  private final String started;
  private String runningSince;
  private String crashedAt;
  private int restarts;
  private boolean crashed;

  /** Of a pod that its node has taken on at {@code now}. */
  public PodStatusBook(Pod pod, String podIp, String hostIp, Instant now) {
    this.pod = pod;
    this.podIp = podIp;
    this.hostIp = hostIp;
    started = text(now);
    runningSince = started;
    crashedAt = started;
  }

  /** The status at {@code now}, when its containers do that from now on. */
  public PodStatus write(Containers containers, Instant now) {
    note(containers, now);
    boolean ready = containers == Containers.READY;
    condition("Initialized", true, "", now);
    condition("Ready", ready, "ContainersNotReady", now);
    condition("ContainersReady", ready, "ContainersNotReady", now);
    condition("PodScheduled", true, "", now);
    return new PodStatusBuilder()
        .withPhase(hasRun(containers) ? "Running" : "Pending")
        .withHostIP(hostIp)
        .withPodIP(podIp)
        .addNewPodIP(podIp)
        .withStartTime(started)
        .withConditions(List.copyOf(conditions.values()))
        .withContainerStatuses(
            pod.getSpec().getContainers().stream().map(c -> containerOf(c, containers)).toList())
        .withInitContainerStatuses(
            pod.getSpec().getInitContainers().stream().map(this::initialised).toList())
        .build();
  }

  private void note(Containers containers, Instant now) {
    switch (containers) {
      case READY, UNREADY -> {
        if (crashed) {
          restarts++;
          runningSince = text(now);
        }
        crashed = false;
      }
      case ERROR -> {
        crashed = true;
        crashedAt = text(now);
      }
      case CONTAINER_CREATING,
          CRASH_LOOP_BACK_OFF,
          ERR_IMAGE_PULL,
          IMAGE_PULL_BACK_OFF,
          CREATE_CONTAINER_CONFIG_ERROR -> {}
    }
  }

  private void condition(String type, boolean holds, String reasonIfNot, Instant now) {
    String status = holds ? "True" : "False";
    PodCondition before = conditions.get(type);
    if (before != null && before.getStatus().equals(status)) {
      return;
    }
    conditions.put(
        type,
        new PodConditionBuilder()
            .withType(type)
            .withStatus(status)
            .withReason(holds ? null : reasonIfNot)
            .withMessage(holds ? null : "containers with unready status: " + names())
            .withLastTransitionTime(text(now))
            .build());
  }

  private List<String> names() {
    return pod.getSpec().getContainers().stream().map(Container::getName).toList();
  }

  private static boolean hasRun(Containers containers) {
    return switch (containers) {
      case READY, UNREADY, ERROR, CRASH_LOOP_BACK_OFF -> true;
      case CONTAINER_CREATING, ERR_IMAGE_PULL, IMAGE_PULL_BACK_OFF, CREATE_CONTAINER_CONFIG_ERROR ->
          false;
    };
  }

  private ContainerStatus containerOf(Container container, Containers containers) {
    boolean running = containers == Containers.READY || containers == Containers.UNREADY;
    ContainerStatusBuilder status =
        new ContainerStatusBuilder()
            .withName(container.getName())
            .withImage(container.getImage())
            .withImageID(hasRun(containers) ? container.getImage() + "@sha256:fake" : "")
            .withContainerID(hasRun(containers) ? id(container, restarts) : null)
            .withReady(containers == Containers.READY)
            .withStarted(running)
            .withRestartCount(restarts)
            .withState(state(container, containers));
    boolean crashedBefore = restarts > 0 || containers == Containers.CRASH_LOOP_BACK_OFF;
    return crashedBefore ? status.withLastState(terminated(container)).build() : status.build();
  }

  private ContainerState state(Container container, Containers containers) {
    return switch (containers) {
      case READY, UNREADY -> new ContainerStateBuilder().withNewRunning(runningSince).build();
      case ERROR -> terminated(container);
      case CONTAINER_CREATING -> waiting("ContainerCreating", null);
      case CRASH_LOOP_BACK_OFF ->
          waiting(
              "CrashLoopBackOff",
              "back-off 10s restarting failed container=" + container.getName());
      case ERR_IMAGE_PULL ->
          waiting("ErrImagePull", "manifest for " + container.getImage() + " not found");
      case IMAGE_PULL_BACK_OFF ->
          waiting("ImagePullBackOff", "Back-off pulling image \"" + container.getImage() + "\"");
      case CREATE_CONTAINER_CONFIG_ERROR ->
          waiting("CreateContainerConfigError", "configmap \"settings\" not found");
    };
  }

  private static ContainerState waiting(
      String reason, @org.jspecify.annotations.Nullable String message) {
    return new ContainerStateBuilder().withNewWaiting(message, reason).build();
  }

  private ContainerState terminated(Container container) {
    return new ContainerStateBuilder()
        .withNewTerminated()
        .withExitCode(1)
        .withReason("Error")
        .withStartedAt(runningSince)
        .withFinishedAt(crashedAt)
        .withContainerID(id(container, Math.max(0, crashed ? restarts : restarts - 1)))
        .endTerminated()
        .build();
  }

  private ContainerStatus initialised(Container container) {
    return new ContainerStatusBuilder()
        .withName(container.getName())
        .withImage(container.getImage())
        .withImageID(container.getImage() + "@sha256:fake")
        .withContainerID(id(container, 0))
        .withReady(true)
        .withRestartCount(initRestarts())
        .withNewState()
        .withNewTerminated()
        .withExitCode(0)
        .withReason("Completed")
        .withStartedAt(started)
        .withFinishedAt(started)
        .endTerminated()
        .endState()
        .build();
  }

  private int initRestarts() {
    Map<String, String> annotations = pod.getMetadata().getAnnotations();
    return annotations == null ? 0 : Integer.parseInt(annotations.getOrDefault(INIT_RESTARTS, "0"));
  }

  private String id(Container container, int incarnation) {
    String seed = pod.getMetadata().getUid() + container.getName() + incarnation;
    return "fake://" + UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
  }

  // A kubelet writes whole seconds.
  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
