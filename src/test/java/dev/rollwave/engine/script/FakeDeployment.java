package dev.rollwave.engine.script;

import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.workload.Condition;
import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.PodSnapshot.ContainerState;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Deployment whose controllers a script plays by hand. */
public final class FakeDeployment {
  private final WorkloadRef ref;
  private int desired;
  private String uid = "uid-1";
  private int resourceVersion = 100;
  private long generation = 3;
  private long observedGeneration = 3;
  private int updated;
  private int available;
  private Optional<String> stamp = Optional.empty();
  private Optional<RestartMark> mark = Optional.empty();
  private String replaced = "";
  private String flapped = "";
  private int template = 1;
  private int restarts;
  private Optional<String> waiting = Optional.empty();
  private Optional<String> unschedulable = Optional.empty();
  private boolean hasOldPods;
  private boolean paused;
  private boolean unready;
  private Instant readySince = Instant.EPOCH;
  private final List<Condition> conditions = new ArrayList<>();

  public FakeDeployment(WorkloadRef ref, int desired) {
    this.ref = ref;
    this.desired = desired;
    this.updated = desired;
    this.available = desired;
  }

  public WorkloadSnapshot snapshot() {
    return new DeploymentSnapshot(
        new ObjectState(
            ref,
            uid,
            Integer.toString(resourceVersion),
            generation,
            observedGeneration,
            false,
            stamp,
            mark,
            "template-" + template,
            Optional.of("gitops")),
        desired,
        desired,
        updated,
        available,
        available,
        paused,
        new RollingUpdate(1, 0),
        List.copyOf(conditions),
        0,
        List.of());
  }

  /**
   * What the API server makes of a restart; a resourceVersion that is no longer true is a fault of
   * the script.
   */
  public WorkloadSnapshot apply(PatchRestart patch) {
    if (!patch.resourceVersion().equals(Integer.toString(resourceVersion))) {
      throw new AssertionError("the API server would answer 409");
    }
    resourceVersion++;
    generation++;
    template++;
    stamp = Optional.of(patch.mark().stamp());
    mark = Optional.of(patch.mark());
    return snapshot();
  }

  /** The controller takes the newest generation up: one new pod, not available yet. */
  public FakeDeployment startRollout() {
    resourceVersion++;
    observedGeneration = generation;
    updated = 1;
    available = desired;
    return this;
  }

  public FakeDeployment finishRollout() {
    resourceVersion++;
    observedGeneration = generation;
    updated = desired;
    available = desired;
    return this;
  }

  /** So many new pods, and so many available of these and the old ones together. */
  public FakeDeployment progress(int newPods, int availablePods) {
    resourceVersion++;
    observedGeneration = generation;
    updated = newPods;
    available = availablePods;
    return this;
  }

  public FakeDeployment loseOnePod() {
    resourceVersion++;
    available = desired - 1;
    return this;
  }

  public FakeDeployment writeStatus() {
    resourceVersion++;
    return this;
  }

  /** Its controller takes the newest generation up, and is refused any new pod. */
  public FakeDeployment refusePods(String time) {
    resourceVersion++;
    observedGeneration = generation;
    updated = 0;
    conditions.add(
        new Condition("ReplicaFailure", "True", "FailedCreate", "exceeded quota: team", time));
    return this;
  }

  /** New pods are no longer refused. */
  public FakeDeployment allowPods() {
    resourceVersion++;
    conditions.removeIf(condition -> condition.type().equals("ReplicaFailure"));
    return this;
  }

  /** Its controller says, at {@code time}, that its rollout makes no progress. */
  public FakeDeployment timeOut(String time) {
    resourceVersion++;
    conditions.removeIf(condition -> condition.type().equals("Progressing"));
    conditions.add(
        new Condition("Progressing", "False", "ProgressDeadlineExceeded", "timed out", time));
    return this;
  }

  /** Its pods run and never get ready. */
  public FakeDeployment neverGetReady() {
    unready = true;
    return this;
  }

  /** Somebody pauses its rollouts. */
  public FakeDeployment pause() {
    resourceVersion++;
    paused = true;
    return this;
  }

  /** Somebody restarts it, as {@code kubectl rollout restart} does. */
  public FakeDeployment restartByHand(String newStamp) {
    resourceVersion++;
    generation++;
    template++;
    stamp = Optional.of(newStamp);
    return this;
  }

  /** Another run of the same plan restarts it. */
  public FakeDeployment restartByRun(String runId, String newStamp) {
    restartByHand(newStamp);
    mark = Optional.of(new RestartMark(runId, "test", newStamp));
    return this;
  }

  public FakeDeployment takeStampAway() {
    resourceVersion++;
    generation++;
    observedGeneration = generation;
    template++;
    stamp = Optional.empty();
    return this;
  }

  /** Somebody takes the annotations of its own metadata away. */
  public FakeDeployment takeMarkAway() {
    resourceVersion++;
    mark = Optional.empty();
    return this;
  }

  public FakeDeployment recreate() {
    uid = "uid-2";
    generation = 1;
    observedGeneration = 1;
    stamp = Optional.empty();
    mark = Optional.empty();
    return this;
  }

  public FakeDeployment scale(int replicas) {
    resourceVersion++;
    generation++;
    desired = replicas;
    return this;
  }

  public FakeDeployment crash(String reason) {
    waiting = Optional.of(reason);
    restarts++;
    return this;
  }

  /** What its containers waited for after a crash is over: they run, and are not ready yet. */
  public FakeDeployment runAgain() {
    waiting = Optional.empty();
    restarts++;
    unready = true;
    return this;
  }

  /** The scheduler finds no node for its pods, until there is one. */
  public FakeDeployment findsNoNode(boolean none) {
    unschedulable = none ? Optional.of("0/3 nodes are available") : Optional.empty();
    unready = true;
    return this;
  }

  /** Its pods went unready for a moment, and nobody looked. */
  public FakeDeployment flap() {
    readySince = readySince.plusSeconds(1);
    return this;
  }

  /** One of its pods went unready for a moment, and nobody looked. */
  public FakeDeployment flapOnePod() {
    flapped = ref.name() + "-0";
    return this;
  }

  /** Another pod of the same name took its place, and nobody looked. */
  public FakeDeployment replaceOnePod() {
    replaced = ref.name() + "-0";
    return this;
  }

  public FakeDeployment restartContainers() {
    restarts++;
    return this;
  }

  public FakeDeployment keepOldPods(boolean old) {
    hasOldPods = old;
    return this;
  }

  public PodSet pods() {
    List<PodSnapshot> pods = new ArrayList<>();
    for (int i = 0; i < desired; i++) {
      pods.add(pod(ref.name() + "-" + i, "rev-" + template));
    }
    if (hasOldPods) {
      pods.add(pod(ref.name() + "-old", "rev-" + (template - 1)));
    }
    return new PodSet(Optional.of("rev-" + template), pods);
  }

  private PodSnapshot pod(String name, String revision) {
    return new PodSnapshot(
        name,
        "uid-" + name + (name.equals(replaced) ? "-again" : ""),
        revision,
        Optional.empty(),
        Optional.of("node-1"),
        true,
        false,
        Optional.empty(),
        Duration.ZERO,
        "Running",
        waiting.isEmpty() && !unready,
        Optional.of(name.equals(flapped) ? readySince.plusSeconds(1) : readySince),
        unschedulable,
        List.of(
            new ContainerState(
                "main", false, restarts, waiting, "back-off", List.of("boom at line 7"))));
  }
}
