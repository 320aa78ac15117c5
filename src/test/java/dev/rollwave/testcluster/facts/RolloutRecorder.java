package dev.rollwave.testcluster.facts;

import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.awaitility.Awaitility;

/**
 * Watches the workloads of one namespace and writes down each state that they go through. Which
 * came first is told by the resource version, the store's own counter, so that no clock and no
 * delay of a watch can blur it.
 */
public final class RolloutRecorder implements AutoCloseable {
  private final Map<WorkloadRef, List<WorkloadFacts>> history = new LinkedHashMap<>();
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

  /** Records from now on; what is there already is the first entry of its history. */
  public RolloutRecorder(KubernetesClient client, TestNamespace namespace) {
    String name = namespace.name();
    informers.add(
        client
            .apps()
            .deployments()
            .inNamespace(name)
            .inform(new Pen<>(WorkloadKind.DEPLOYMENT, WorkloadFacts::of)));
    informers.add(
        client
            .apps()
            .statefulSets()
            .inNamespace(name)
            .inform(new Pen<>(WorkloadKind.STATEFUL_SET, WorkloadFacts::of)));
    informers.add(
        client
            .apps()
            .daemonSets()
            .inNamespace(name)
            .inform(new Pen<>(WorkloadKind.DAEMON_SET, WorkloadFacts::of)));
  }

  /** All states of one workload so far, in order. */
  public synchronized List<WorkloadFacts> history(WorkloadRef workload) {
    return List.copyOf(history.getOrDefault(workload, List.of()));
  }

  /** The state in which it was first seen with a stamp other than it had when recording began. */
  public Optional<WorkloadFacts> restarted(WorkloadRef workload) {
    List<WorkloadFacts> states = history(workload);
    return states.stream()
        .filter(state -> !state.stamp().equals(states.getFirst().stamp()))
        .findFirst();
  }

  /** The first state after {@link #restarted} in which the rollout was complete. */
  public Optional<WorkloadFacts> completed(WorkloadRef workload) {
    return restarted(workload)
        .flatMap(restart ->
            history(workload).stream()
                .filter(state -> state.resourceVersion() > restart.resourceVersion())
                .filter(WorkloadFacts::complete)
                .findFirst());
  }

  /** Waits for {@link #restarted}: a watch may lag behind what has happened. */
  public WorkloadFacts awaitRestart(WorkloadRef workload) {
    return Awaitility.await("restart of " + workload)
        .until(() -> restarted(workload), Optional::isPresent)
        .orElseThrow();
  }

  /** Waits for {@link #completed}. */
  public WorkloadFacts awaitCompletion(WorkloadRef workload) {
    return Awaitility.await("completed rollout of " + workload)
        .until(() -> completed(workload), Optional::isPresent)
        .orElseThrow();
  }

  private synchronized void write(WorkloadRef workload, WorkloadFacts facts) {
    history.computeIfAbsent(workload, _ -> new ArrayList<>()).add(facts);
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }

  private final class Pen<T extends HasMetadata> implements ResourceEventHandler<T> {
    private final WorkloadKind kind;
    private final Function<T, WorkloadFacts> reader;

    Pen(WorkloadKind kind, Function<T, WorkloadFacts> reader) {
      this.kind = kind;
      this.reader = reader;
    }

    @Override
    public void onAdd(T object) {
      WorkloadRef workload =
          new WorkloadRef(
              kind, object.getMetadata().getNamespace(), object.getMetadata().getName());
      write(workload, reader.apply(object));
    }

    @Override
    public void onUpdate(T before, T object) {
      onAdd(object);
    }

    @Override
    public void onDelete(T object, boolean deletedFinalStateUnknown) {
      // What was recorded stays true.
    }
  }
}
