package dev.rollwave.runner;

import dev.rollwave.engine.message.Event;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A sink that keeps what a cluster tells, in the order in which it came. */
public final class ReceivedEvents implements Consumer<Event> {
  private final List<Event> events = new CopyOnWriteArrayList<>();

  @Override
  public void accept(Event event) {
    events.add(event);
  }

  /** All of them so far. */
  public List<Event> all() {
    return List.copyOf(events);
  }

  /** Those of one type, so far. */
  public <E extends Event> List<E> of(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The first of a type that {@code wanted} holds for, if it has come. */
  public <E extends Event> Optional<E> first(Class<E> type, Predicate<E> wanted) {
    return of(type).stream().filter(wanted).findFirst();
  }

  /** What a watch showed of {@code ref}, in order. */
  public List<WorkloadSnapshot> observed(WorkloadRef ref) {
    return of(Event.Observed.class).stream()
        .map(Event.Observed::snapshot)
        .filter(snapshot -> snapshot.ref().equals(ref))
        .toList();
  }
}
