package dev.rollwave.simulation.cluster;

import dev.rollwave.engine.message.Event;
import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.simulation.cluster.spec.WorldSettings;
import dev.rollwave.simulation.time.Latencies;
import dev.rollwave.simulation.time.VirtualTime;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A cluster and its clock. Runners connect to it; the code that made it sees the truth, and may do
 * what other people do to a cluster. All on one thread, with no clock but its own, and nothing
 * random but from its seed: the same questions in the same order get the same answers, to the byte.
 */
public final class SimulatedWorld {
  private final WorldSettings settings;
  private final VirtualTime time;
  private final SimulatedApiServer api = new SimulatedApiServer();
  private final Surroundings surroundings;
  private final List<Consumer<WorkloadRef>> restartWatchers = new ArrayList<>();

  /** A world without workloads. */
  public SimulatedWorld(WorldSettings settings) {
    this.settings = settings;
    this.time = new VirtualTime(settings.start());
    this.surroundings =
        new Surroundings(
            time,
            settings.latencies().controller(),
            settings.nodes(),
            new Kubelet(time),
            new Names(),
            api::written,
            ref -> restartWatchers.forEach(watcher -> watcher.accept(ref)));
  }

  /** The world's clock. */
  public VirtualTime time() {
    return time;
  }

  /**
   * Puts a workload there, fully rolled out.
   *
   * @throws IllegalArgumentException when there is one of its name
   */
  public void add(WorkloadSpec spec) {
    add(spec, settings.nodes());
  }

  /**
   * As {@link #add(WorkloadSpec)}, for a workload that only runs on {@code nodes}; a DaemonSet that
   * runs on none has no pods.
   */
  public void add(WorkloadSpec spec, List<String> nodes) {
    Surroundings there = surroundings.on(nodes);
    api.add(
        switch (spec) {
          case DeploymentSpec it -> new SimulatedDeployment(it, settings.seed(), there);
          case StatefulSetSpec it -> new SimulatedStatefulSet(it, settings.seed(), there);
          case DaemonSetSpec it -> new SimulatedDaemonSet(it, settings.seed(), there);
        });
  }

  /** How long messages and controllers take in it. */
  public Latencies latencies() {
    return settings.latencies();
  }

  /** What runners speak to; {@code Connection} makes a way there. */
  public SimulatedApiServer api() {
    return api;
  }

  /** The truth: every stamp that was written on a workload, oldest first. */
  public List<RestartRecord> restartsOf(WorkloadRef ref) {
    return existing(ref).restarts();
  }

  /** The truth: {@code watcher} is told of each stamp at the instant at which it is written. */
  public void whenRestarted(Consumer<WorkloadRef> watcher) {
    restartWatchers.add(watcher);
  }

  /** The truth: {@code watcher} is told of each state of a workload as it is written. */
  public void whenWritten(Consumer<WorkloadSnapshot> watcher) {
    api.watch(event -> {
      if (event instanceof Event.Observed(WorkloadSnapshot snapshot)) {
        watcher.accept(snapshot);
      }
    });
  }

  /** The truth: {@code watcher} is told whenever the pods of a workload are read. */
  public void whenPodsAreRead(Consumer<WorkloadRef> watcher) {
    api.whenPodsAreRead(watcher);
  }

  /** {@code watcher} is told of each answer about pods that reaches the runner in time. */
  public void whenPodsAreTold(Consumer<PodAnswer> watcher) {
    api.whenPodsAreTold(watcher);
  }

  /** The truth: a workload as it is now; empty when there is none. */
  public Optional<WorkloadSnapshot> snapshotOf(WorkloadRef ref) {
    return api.find(ref).map(SimulatedWorkload::snapshot);
  }

  /** The truth: a workload's pods as they are now. */
  public PodSet podsOf(WorkloadRef ref) {
    return existing(ref).podSet(true);
  }

  /** The truth: how many pods of a workload are as they should be now. */
  public PodTally podsCounted(WorkloadRef ref) {
    SimulatedWorkload workload = existing(ref);
    return PodTally.of(workload.pods(), workload.newestRevision());
  }

  /** The truth: the newest revision of a workload; empty when no controller has made one yet. */
  public Optional<String> newestRevision(WorkloadRef ref) {
    return existing(ref).newestRevision();
  }

  /**
   * The truth: since when each pod of a workload's newest revision that is Ready, and is not to go,
   * is so.
   */
  public List<Instant> readySince(WorkloadRef ref) {
    SimulatedWorkload workload = existing(ref);
    List<Instant> since = new ArrayList<>();
    for (SimulatedPod pod : workload.pods()) {
      if (!pod.terminating && workload.newestRevision().filter(pod.revision::equals).isPresent()) {
        pod.readySince.ifPresent(since::add);
      }
    }
    return since;
  }

  /** Changes what the pods run, as {@code manager}. */
  public void edit(WorkloadRef ref, String content, String manager) {
    SimulatedWorkload workload = existing(ref);
    workload.edit(Template.of(content, workload.template().stamp()), manager);
  }

  /** Puts the template back as it was before any restart, as operators do. */
  public void takeStampAway(WorkloadRef ref, String manager) {
    SimulatedWorkload workload = existing(ref);
    workload.edit(Template.of(workload.template().content(), Optional.empty()), manager);
  }

  /** Restarts it as kubectl does, with {@code stamp}. */
  public void restartByHand(WorkloadRef ref, String stamp, String manager) {
    SimulatedWorkload workload = existing(ref);
    workload.edit(workload.template().stamped(stamp), manager);
  }

  /** Changes how many pods are wanted, as an autoscaler does. */
  public void scale(WorkloadRef ref, int replicas) {
    switch (existing(ref)) {
      case SimulatedDeployment it -> it.scaleTo(replicas);
      case SimulatedStatefulSet it -> it.scaleTo(replicas);
      case SimulatedDaemonSet it ->
          throw new IllegalArgumentException(it.ref() + " has a pod for each node");
    }
  }

  /** From now on the workload's new pods behave otherwise. */
  public void behave(WorkloadRef ref, PodBehaviour behaviour) {
    existing(ref).behave(behaviour);
  }

  /** From now on the workload's counts run ahead of its pods, or are right again. */
  public void hurryCounts(WorkloadRef ref, boolean ahead) {
    existing(ref).hurryCounts(ahead);
  }

  /** A pod of the workload, if it has any, is told to go, as by a node that is drained. */
  public void evict(WorkloadRef ref) {
    existing(ref).evict();
  }

  /**
   * A container of a pod that is Ready, if there is one, ends by itself; the pod is Ready again
   * {@code unready} later.
   */
  public void restartContainer(WorkloadRef ref, Duration unready) {
    existing(ref).restartContainer(unready);
  }

  /**
   * From now on the pods that there are look to runners as they do now, whatever becomes of them,
   * since no kubelet can report; or as they are again.
   */
  public void silenceKubelets(boolean silent) {
    api.all().forEach(workload -> workload.silenceKubelets(silent));
  }

  /**
   * A Deployment is found stuck: none of its pods is Ready, and its progress deadline has passed.
   */
  public void beStuck(WorkloadRef ref) {
    switch (existing(ref)) {
      case SimulatedDeployment it -> it.beStuck();
      case SimulatedStatefulSet _, SimulatedDaemonSet _ ->
          throw new IllegalArgumentException(ref + " knows no progress deadline");
    }
  }

  /** From now on no pod of the workload can be created, for want of quota. */
  public void forbidPods(WorkloadRef ref) {
    existing(ref).forbidPods(true);
  }

  /** Pods of the workload can be created again. */
  public void allowPods(WorkloadRef ref) {
    existing(ref).forbidPods(false);
  }

  /** Reads may show workloads as they were up to {@code age} ago, where a wire says so. */
  public void rememberFor(Duration age) {
    api.rememberFor(age);
  }

  /** Deletes a workload and its pods. */
  public void delete(WorkloadRef ref) {
    api.delete(ref);
  }

  private SimulatedWorkload existing(WorkloadRef ref) {
    return api.find(ref).orElseThrow(() -> new IllegalArgumentException("there is no " + ref));
  }
}
