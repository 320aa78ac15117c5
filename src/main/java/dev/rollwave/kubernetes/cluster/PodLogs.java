package dev.rollwave.kubernetes.cluster;

import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.PodSnapshot.ContainerState;
import java.util.ArrayList;
import java.util.List;

/** Reads what containers in trouble said last; what cannot be read is left empty. */
final class PodLogs {
  private static final int LINES = 5;
  private static final int MOST_BYTES = 8_192;
  private static final int MOST_CONTAINERS = 10;

  private final Requests requests;

  PodLogs(Requests requests) {
    this.requests = requests;
  }

  /** {@code pods} with the last lines of those containers that were restarted. */
  PodSet addTo(PodSet pods, String namespace) throws InterruptedException {
    int left = MOST_CONTAINERS;
    List<PodSnapshot> withLines = new ArrayList<>();
    for (PodSnapshot pod : pods.pods()) {
      List<ContainerState> containers = new ArrayList<>();
      for (ContainerState container : pod.containers()) {
        boolean wanted = left > 0 && hasSomethingToSay(pod, container);
        left -= wanted ? 1 : 0;
        containers.add(wanted ? with(lines(namespace, pod, container), container) : container);
      }
      withLines.add(with(containers, pod));
    }
    return new PodSet(pods.newestRevision(), withLines);
  }

  // One that was never started, for want of an image or of configuration, has no log; and what an
  // init container said before it completed explains nothing.
  private static boolean hasSomethingToSay(PodSnapshot pod, ContainerState container) {
    boolean crashed =
        container.restarts() > 0
            || container.waitingReason().stream().anyMatch(r -> r.startsWith("CrashLoop"));
    return !pod.ready() && pod.node().isPresent() && crashed && !container.completed();
  }

  private List<String> lines(String namespace, PodSnapshot pod, ContainerState container)
      throws InterruptedException {
    ApiRequest request =
        ApiRequest.get(ApiPath.core("pods", namespace).named(pod.name()).sub("log"))
            .with("container", container.name())
            .with("tailLines", Integer.toString(LINES))
            .with("limitBytes", Integer.toString(MOST_BYTES));
    List<String> present = lines(request);
    return present.isEmpty() ? lines(request.with("previous", "true")) : present;
  }

  private List<String> lines(ApiRequest request) throws InterruptedException {
    return requests.aside(request, String.class) instanceof Ok<String>(String text)
        ? text.lines().toList()
        : List.of();
  }

  private static ContainerState with(List<String> lines, ContainerState container) {
    return new ContainerState(
        container.name(),
        container.completed(),
        container.restarts(),
        container.waitingReason(),
        container.waitingMessage(),
        lines);
  }

  private static PodSnapshot with(List<ContainerState> containers, PodSnapshot pod) {
    return new PodSnapshot(
        pod.name(),
        pod.uid(),
        pod.revision(),
        pod.stamp(),
        pod.node(),
        pod.nodeReady(),
        pod.terminating(),
        pod.terminatingSince(),
        pod.deletionGrace(),
        pod.phase(),
        pod.ready(),
        pod.readySince(),
        pod.unschedulable(),
        containers);
  }
}
