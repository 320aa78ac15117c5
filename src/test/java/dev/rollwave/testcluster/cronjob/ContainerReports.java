package dev.rollwave.testcluster.cronjob;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells the API server how the one container of a pod fares. Conditions are merged into those that
 * others wrote, such as {@code PodScheduled} and {@code DisruptionTarget}, which are none of a
 * kubelet's business.
 */
final class ContainerReports {
  private static final List<String> WHILE_RUNNING =
      List.of("PodReadyToStartContainers", "Initialized", "ContainersReady", "Ready");

  private final KubernetesClient client;
  private final Pod pod;
  private final String started = now();

  ContainerReports(KubernetesClient client, Pod pod) {
    this.client = client;
    this.pod = pod;
  }

  /** The process is there. A container without a probe is ready as soon as it runs. */
  void running() {
    ContainerState state = new ContainerStateBuilder().withNewRunning(started).build();
    write(
        "Running", state, WHILE_RUNNING.stream().map(type -> condition(type, true, null)).toList());
  }

  /** The process has ended, with {@code exitCode}; 137 after SIGKILL, as container runtimes say. */
  void terminated(int exitCode) {
    ContainerState state =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(exitCode)
            .withReason(exitCode == 0 ? "Completed" : "Error")
            .withStartedAt(started)
            .withFinishedAt(now())
            .withContainerID(containerId())
            .endTerminated()
            .build();
    String why = exitCode == 0 ? "PodCompleted" : "PodFailed";
    write(
        exitCode == 0 ? "Succeeded" : "Failed",
        state,
        List.of(
            condition("PodReadyToStartContainers", false, null),
            condition("Initialized", true, exitCode == 0 ? why : null),
            condition("ContainersReady", false, why),
            condition("Ready", false, why)));
  }

  private void write(String phase, ContainerState state, List<PodCondition> conditions) {
    Pod patch =
        new PodBuilder()
            .withMetadata(new ObjectMetaBuilder().withUid(pod.getMetadata().getUid()).build())
            .withStatus(
                new PodStatusBuilder()
                    .withPhase(phase)
                    .withStartTime(started)
                    .withConditions(conditions)
                    .withContainerStatuses(status(state))
                    .build())
            .build();
    client
        .pods()
        .resource(pod)
        .subresource("status")
        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), Serialization.asJson(patch));
  }

  private ContainerStatus status(ContainerState state) {
    Container container = pod.getSpec().getContainers().getFirst();
    boolean runs = state.getRunning() != null;
    return new ContainerStatusBuilder()
        .withName(container.getName())
        .withImage(container.getImage())
        .withImageID(container.getImage() + "@sha256:here")
        .withContainerID(containerId())
        .withReady(runs)
        .withStarted(runs)
        .withRestartCount(0)
        .withState(state)
        .build();
  }

  private String containerId() {
    return "process://"
        + UUID.nameUUIDFromBytes(pod.getMetadata().getUid().getBytes(StandardCharsets.UTF_8));
  }

  private static PodCondition condition(String type, boolean holds, @Nullable String reason) {
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(holds ? "True" : "False")
        .withReason(reason)
        .withLastTransitionTime(now())
        .build();
  }

  // A kubelet writes whole seconds.
  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
