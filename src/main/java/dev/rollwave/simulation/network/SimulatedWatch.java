package dev.rollwave.simulation.network;

import dev.rollwave.engine.message.Event;
import dev.rollwave.simulation.cluster.SimulatedApiServer;
import dev.rollwave.simulation.network.Wire.Leg;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Tells one runner of the workloads that it watches, one watch for each kind. What a watch loses is
 * listed again some time later, and so is everything when the server is back within reach.
 */
final class SimulatedWatch {
  // The client tries again after a while, and then everything is listed first.
  private static final Duration NOTICED = Duration.ofMillis(500);
  private static final Duration TRIED_AGAIN = Duration.ofSeconds(2);

  private final SimulatedApiServer api;
  private final Traffic traffic;
  private final SeenVersions seen;
  private final SortedSet<WorkloadRef> watched;
  private final Consumer<Event> sink;
  private final Consumer<Event> watcher = this::written;

  SimulatedWatch(
      SimulatedApiServer api,
      Traffic traffic,
      SeenVersions seen,
      Collection<WorkloadRef> refs,
      Consumer<Event> sink) {
    this.api = api;
    this.traffic = traffic;
    this.seen = seen;
    this.watched = new TreeSet<>(refs);
    this.sink = sink;
  }

  void begin() {
    traffic.reachability().tell(traffic.guarded(sink), traffic.guarded(this::listAll));
    listAll();
    api.watch(watcher);
    for (BlindSpot spot : traffic.wire().blindSpots()) {
      if (spot.until().isAfter(now()) && !refs(spot).isEmpty()) {
        at(spot.from(), () -> lose(spot));
      }
    }
  }

  void close() {
    api.unwatch(watcher);
  }

  private Instant now() {
    return traffic.time().instant();
  }

  private void at(Instant instant, Runnable action) {
    traffic.time().at(instant.plus(NOTICED), traffic.guarded(action));
  }

  private void written(Event event) {
    WorkloadRef ref = refOf(event);
    if (watched.contains(ref) && !isHidden(ref)) {
      send(ref, event);
    }
  }

  private void send(WorkloadRef ref, Event event) {
    if (isLost(ref, event)) {
      traffic.time().after(SimulatedCluster.SILENCE, traffic.guarded(() -> list(ref)));
    }
  }

  private boolean isLost(WorkloadRef ref, Event event) {
    return traffic.isLost(
        Leg.WATCH,
        ref,
        () -> {
          traffic.reachability().answered();
          tell(event);
        });
  }

  private void tell(Event event) {
    if (!seen.isOutdated(event)) {
      sink.accept(event);
    }
  }

  private void listAll() {
    watched.forEach(this::list);
  }

  private void list(WorkloadRef ref) {
    if (!isHidden(ref)) {
      listed(ref).forEach(event -> answer(ref, event));
    }
  }

  // A watch may lose single events; a list is answered whole, or asked for again.
  private void answer(WorkloadRef ref, Event event) {
    boolean isLost = true;
    while (isLost) {
      isLost = isLost(ref, event);
    }
  }

  // What happened since a list that is old follows it, since a watch goes on from the list's
  // version.
  private List<Event> listed(WorkloadRef ref) {
    Optional<WorkloadSnapshot> now = api.snapshotOf(ref);
    if (now.isEmpty()) {
      return List.of(new Event.Deleted(ref));
    }
    Optional<WorkloadSnapshot> listed = api.asOf(ref, traffic.wire().staleness(ref));
    return listed.equals(now)
        ? List.of(new Event.Observed(now.get()))
        : List.of(new Event.Observed(listed.orElseThrow()), new Event.Observed(now.get()));
  }

  private boolean isHidden(WorkloadRef ref) {
    for (BlindSpot spot : traffic.wire().blindSpots()) {
      if (spot.kind() == ref.kind() && spot.covers(now())) {
        return true;
      }
    }
    return false;
  }

  private SortedSet<WorkloadRef> refs(BlindSpot spot) {
    SortedSet<WorkloadRef> refs = new TreeSet<>(watched);
    refs.removeIf(ref -> ref.kind() != spot.kind());
    return refs;
  }

  // A runner that cannot reach the server does not hear what it says.
  private void lose(BlindSpot spot) {
    if (!spot.until().isAfter(now())) {
      listAll();
    } else if (traffic.reachability().isDown()) {
      at(now().plus(TRIED_AGAIN), () -> lose(spot));
    } else {
      sink.accept(new Event.ScopeLost(refs(spot), spot.refused(), spot.answer()));
      at(spot.until().plus(TRIED_AGAIN), () -> find(spot));
    }
  }

  private void find(BlindSpot spot) {
    if (traffic.reachability().isDown()) {
      at(now().plus(TRIED_AGAIN), () -> find(spot));
    } else {
      refs(spot).forEach(ref -> listed(ref).forEach(this::tell));
      sink.accept(new Event.ScopeSeen(refs(spot)));
    }
  }

  private static WorkloadRef refOf(Event event) {
    return switch (event) {
      case Event.Observed(var snapshot) -> snapshot.ref();
      case Event.Deleted(var ref) -> ref;
      default -> throw new IllegalArgumentException("a watch does not tell of " + event);
    };
  }
}
