package dev.rollwave.testcluster.recording;

import dev.rollwave.recording.Act;
import dev.rollwave.recording.Experiment;
import dev.rollwave.recording.PlayedPod;
import dev.rollwave.recording.PlayedPod.State;
import dev.rollwave.recording.Stage;
import dev.rollwave.testcluster.kubelet.PodStatusBook;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.kubelet.Scene.Containers;
import dev.rollwave.testcluster.workloads.BlindRestart;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** A workload of a real control plane, whose pods are on {@link HandPlayedNodes}. */
final class RealStage implements Stage {
  // Real controllers answer a change within some milliseconds; on a machine that is busy with
  // other things, much later.
  private static final Duration QUIET = Duration.ofMillis(800);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String STAMP = "2026-01-02T03:04:05Z";

  private final KubernetesClient client;
  private final ChangeWatch watch;
  private final WorkloadRef workload;
  private final Map<String, PodStatusBook> books = new ConcurrentHashMap<>();
  private volatile long lastAct = System.nanoTime();

  /** Creates the workload and brings it to where all of its pods are Ready. */
  RealStage(
      KubernetesClient client, ChangeWatch watch, TestNamespace namespace, Experiment experiment) {
    this.client = client;
    this.watch = watch;
    this.workload = new WorkloadRef(experiment.style().kind(), namespace.name(), experiment.name());
    client.resource(ExperimentManifests.of(experiment, namespace)).create();
    Awaitility.await(workload + " is rolled out")
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(200))
        .atMost(TIMEOUT)
        .until(this::isRolledOut);
  }

  private boolean isRolledOut() {
    for (PlayedPod pod : pods()) {
      if (pod.state() == State.CREATED) {
        play(pod, Act.GETS_READY);
      }
    }
    return Rollouts.isComplete(client, workload);
  }

  @Override
  public List<String> statuses() {
    return watch.statusesOf(workload.name());
  }

  @Override
  public List<PlayedPod> pods() {
    return client
        .pods()
        .inNamespace(workload.namespace())
        .withLabel("app", workload.name())
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getSpec().getNodeName() != null)
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .map(this::played)
        .toList();
  }

  private PlayedPod played(Pod pod) {
    boolean isOutdated = !Pods.stamped().test(pod);
    String label =
        switch (workload.kind()) {
          case DEPLOYMENT, DAEMON_SET -> isOutdated ? "an old pod" : "a new pod";
          case STATEFUL_SET ->
              "pod " + pod.getMetadata().getName().substring(workload.name().length() + 1);
        };
    return new PlayedPod(pod.getMetadata().getUid(), label, isOutdated, stateOf(pod));
  }

  private static State stateOf(Pod pod) {
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return State.TERMINATING;
    }
    if (!"Running".equals(pod.getStatus().getPhase())) {
      return State.CREATED;
    }
    boolean ready =
        pod.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    return ready ? State.READY : State.RUNNING;
  }

  @Override
  public void restart() {
    BlindRestart.of(client, workload, STAMP);
    lastAct = System.nanoTime();
  }

  @Override
  public void scale(int replicas) {
    client
        .apps()
        .deployments()
        .inNamespace(workload.namespace())
        .withName(workload.name())
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\": {\"replicas\": %d}}".formatted(replicas));
    lastAct = System.nanoTime();
  }

  @Override
  public void play(PlayedPod played, Act act) {
    Pod pod =
        client.pods().inNamespace(workload.namespace()).list().getItems().stream()
            .filter(it -> it.getMetadata().getUid().equals(played.id()))
            .findFirst()
            .orElseThrow();
    switch (act) {
      case STARTS -> write(pod, Containers.UNREADY);
      case GETS_READY -> write(pod, Containers.READY);
      case IS_DELETED -> client.pods().resource(pod).delete();
      case IS_GONE -> client.pods().resource(pod).withGracePeriod(0).delete();
    }
    lastAct = System.nanoTime();
  }

  private void write(Pod pod, Containers containers) {
    String uid = pod.getMetadata().getUid();
    PodStatusBook book =
        books.computeIfAbsent(
            uid, _ -> new PodStatusBook(pod, "10.244.0.1", "10.1.0.1", Instant.now()));
    Pod patch =
        new PodBuilder()
            .withMetadata(new ObjectMetaBuilder().withUid(uid).build())
            .withStatus(book.write(containers, Instant.now()))
            .build();
    client
        .pods()
        .resource(pod)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(patch));
  }

  @Override
  public void settle() {
    Awaitility.await(workload + " at rest")
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(50))
        .atMost(TIMEOUT)
        .until(this::isQuiet);
  }

  private boolean isQuiet() {
    long now = System.nanoTime();
    long since = Math.min(now - lastAct, now - watch.lastChangeOf(workload.name()));
    return since >= QUIET.toNanos();
  }
}
