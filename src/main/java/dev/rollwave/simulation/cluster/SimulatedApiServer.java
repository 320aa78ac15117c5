package dev.rollwave.simulation.cluster;

import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.WorkloadQuery;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Stores the workloads, refuses what the real API server refuses, and tells of each write. */
public final class SimulatedApiServer {
  private static final String FIELD_MANAGER = "rollwave";
  private final Map<WorkloadRef, SimulatedWorkload> stored = new HashMap<>();
  private final List<Consumer<Event>> watchers = new ArrayList<>();
  private final List<Consumer<WorkloadRef>> podReadWatchers = new ArrayList<>();
  private final List<Consumer<PodAnswer>> podAnswerWatchers = new ArrayList<>();
  private final Map<WorkloadRef, ArrayDeque<Remembered>> checkpoint = new HashMap<>();
  private Duration memory = Duration.ZERO;
  private long lastVersion;

  private record Remembered(Instant at, WorkloadSnapshot snapshot) {}

  /** Puts a workload there; the watchers see it. */
  void add(SimulatedWorkload workload) {
    if (stored.putIfAbsent(workload.ref(), workload) != null) {
      throw new IllegalArgumentException(workload.ref() + " exists already");
    }
    written(workload);
  }

  Optional<SimulatedWorkload> find(WorkloadRef ref) {
    return Optional.ofNullable(stored.get(ref));
  }

  /** A workload as it is now; empty when there is none. */
  public Optional<WorkloadSnapshot> snapshotOf(WorkloadRef ref) {
    return find(ref).map(SimulatedWorkload::snapshot);
  }

  /** The names of the workloads that {@code query} is for. */
  public SortedSet<String> names(WorkloadQuery query) {
    SortedSet<String> names = new TreeSet<>();
    for (SimulatedWorkload workload : stored.values()) {
      if (query.matches(workload.ref(), workload.common.labels())) {
        names.add(workload.ref().name());
      }
    }
    return names;
  }

  /** A workload as it was {@code age} ago, or as it was first when it is younger. */
  public Optional<WorkloadSnapshot> asOf(WorkloadRef ref, Duration age) {
    Optional<SimulatedWorkload> now = find(ref);
    ArrayDeque<Remembered> versions = checkpoint.get(ref);
    if (now.isEmpty() || versions == null || age.isZero()) {
      return now.map(SimulatedWorkload::snapshot);
    }
    Instant then = now.get().instant().minus(age);
    Instant forgotten = now.get().instant().minus(memory);
    WorkloadSnapshot found = versions.getFirst().snapshot();
    for (Remembered version : versions) {
      if (version.at().isAfter(then)) {
        break;
      }
      found = version.snapshot();
    }
    while (versions.size() > 1 && versions.getFirst().at().isBefore(forgotten)) {
      versions.removeFirst();
    }
    return Optional.of(found);
  }

  void rememberFor(Duration age) {
    memory = age;
  }

  /** In order of their references. */
  Collection<SimulatedWorkload> all() {
    return new TreeMap<>(stored).values();
  }

  void delete(WorkloadRef ref) {
    SimulatedWorkload gone = stored.remove(ref);
    checkpoint.remove(ref);
    if (gone != null) {
      gone.delete();
      tell(new Event.Deleted(ref));
    }
  }

  /** Every write gets a resourceVersion of its own. */
  void written(SimulatedWorkload workload) {
    lastVersion++;
    workload.becomeVersion(Long.toString(lastVersion));
    if (stored.get(workload.ref()) != workload) {
      return;
    }
    WorkloadSnapshot now = workload.snapshot();
    if (!memory.isZero()) {
      checkpoint
          .computeIfAbsent(workload.ref(), _ -> new ArrayDeque<>())
          .addLast(new Remembered(workload.instant(), now));
    }
    if (!watchers.isEmpty()) {
      tell(new Event.Observed(now));
    }
  }

  /** From now on {@code watcher} is told of every write and deletion. */
  public void watch(Consumer<Event> watcher) {
    watchers.add(watcher);
  }

  /** From now on {@code watcher} is told of nothing any more. */
  public void unwatch(Consumer<Event> watcher) {
    watchers.remove(watcher);
  }

  /** From now on {@code watcher} is told whenever the pods of a workload are read. */
  void whenPodsAreRead(Consumer<WorkloadRef> watcher) {
    podReadWatchers.add(watcher);
  }

  /** From now on {@code watcher} is told of each answer about pods that reaches the runner. */
  void whenPodsAreTold(Consumer<PodAnswer> watcher) {
    podAnswerWatchers.add(watcher);
  }

  /** {@code answer} reached the runner that asked for it. */
  public void podsAreTold(PodAnswer answer) {
    podAnswerWatchers.forEach(watcher -> watcher.accept(answer));
  }

  /** The pods of a workload as a list of many shows them, without logs; no watcher is told. */
  public Optional<PodSet> podsListed(WorkloadRef ref) {
    return find(ref).map(workload -> workload.podSet(false));
  }

  /** The pods of a workload as they are now; empty when it is not there. */
  public Optional<PodSet> pods(WorkloadRef ref, boolean withEvidence) {
    Optional<SimulatedWorkload> workload = find(ref);
    if (workload.isPresent()) {
      podReadWatchers.forEach(watcher -> watcher.accept(ref));
    }
    return workload.map(it -> it.podSet(withEvidence));
  }

  /** Applies a restart, or says why not. */
  public Event restart(PatchRestart patch) {
    Optional<String> refusal = refusal(patch);
    if (refusal.isPresent()) {
      return new Event.RestartRefused(patch.ref(), refusal.get());
    }
    SimulatedWorkload workload = find(patch.ref()).orElseThrow();
    if (!workload.object().uid().equals(patch.uid())) {
      return new Event.RestartUnknown(
          patch.ref(), "409 Conflict: the uid is no longer " + patch.uid());
    }
    if (!workload.object().resourceVersion().equals(patch.resourceVersion())) {
      return new Event.RestartUnknown(
          patch.ref(), "409 Conflict: the object was modified since it was read");
    }
    workload.restart(patch.mark(), FIELD_MANAGER);
    return new Event.RestartAccepted(workload.snapshot());
  }

  /** Why a restart would be refused for good. */
  public Optional<String> refusal(PatchRestart patch) {
    if (stored.containsKey(patch.ref())) {
      return Optional.empty();
    }
    return Optional.of(
        "404 Not Found: cannot patch "
            + patch.ref().kind().plural()
            + " \""
            + patch.ref().name()
            + "\" in namespace \""
            + patch.ref().namespace()
            + "\"");
  }

  private void tell(Event event) {
    for (Consumer<Event> watcher : List.copyOf(watchers)) {
      watcher.accept(event);
    }
  }
}
