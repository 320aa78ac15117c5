package dev.rollwave.simulation;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.PlanRecordStore;
import dev.rollwave.workload.WorkloadRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The records of runs, in memory, as strict about versions as an API server. */
public final class SimulatedRecords implements PlanRecordStore {
  private final TreeMap<String, Reading.Found> kept = new TreeMap<>();
  private final TreeMap<String, List<Consumer<String>>> lookers = new TreeMap<>();
  private Optional<String> objection = Optional.empty();
  private long lastVersion;

  @Override
  public Reading read(String plan) {
    Reading.Found found = kept.get(plan);
    return found == null ? new Reading.Nothing() : found;
  }

  @Override
  public Writing write(String plan, PlanRecord planRecord, Optional<String> over) {
    Optional<String> present = Optional.ofNullable(kept.get(plan)).map(Reading.Found::version);
    if (!present.equals(over)) {
      return new Writing.Overtaken();
    }
    String version = Long.toString(++lastVersion);
    kept.put(plan, new Reading.Found(planRecord, version));
    tell(plan, version);
    return new Writing.Kept(version);
  }

  /** From now on no record has room for the whole of a run, because of {@code why}. */
  public void objectTo(String why) {
    objection = Optional.of(why);
  }

  @Override
  public Optional<String> objectionTo(
      String plan, PlanRecord planRecord, Collection<WorkloadRef> workloads) {
    return objection;
  }

  /** Throws the record of {@code plan} away. */
  public void lose(String plan) {
    if (kept.remove(plan) != null) {
      tell(plan, Long.toString(++lastVersion));
    }
  }

  private void tell(String plan, String version) {
    List.copyOf(lookers.getOrDefault(plan, List.of())).forEach(looker -> looker.accept(version));
  }

  @Override
  public Subscription watch(String plan, Consumer<String> onChange, Consumer<Event> sink) {
    List<Consumer<String>> all = lookers.computeIfAbsent(plan, _ -> new ArrayList<>());
    all.add(onChange);
    return () -> all.remove(onChange);
  }
}
