package dev.rollwave.runner.record;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.runner.record.PlanRecordStore.Writing;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the record of one run, for one process. It takes in what others write meanwhile: it hands a
 * person's instructions on to the run, and tells which process took the run over.
 */
public final class RecordSession {
  private static final int MAX_ATTEMPTS = 5;

  private final PlanRecordStore records;
  private final String plan;
  private final Consumer<Event> sink;
  private Optional<String> version;
  private PlanRecord planRecord;

  private RecordSession(
      PlanRecordStore records,
      String plan,
      PlanRecord planRecord,
      String version,
      Consumer<Event> sink) {
    this.records = records;
    this.plan = plan;
    this.planRecord = planRecord;
    this.version = Optional.of(version);
    this.sink = sink;
  }

  /**
   * Puts {@code first} into the record of {@code plan}, as the run that this process works on from
   * now on.
   *
   * @param records where the record is kept
   * @param plan whose record
   * @param found what this process read before it decided to work on the run
   * @param closing how the unfinished run before it is closed; empty when there is none, or when
   *     this is the same run
   * @param first the run as it stands
   * @param sink is told what people ask of the run
   * @return empty when another process wrote since, so that this one has to read and decide again
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  public static Optional<RecordSession> open(
      PlanRecordStore records,
      String plan,
      Reading found,
      Optional<Ending> closing,
      RunRecord first,
      Consumer<Event> sink)
      throws ClusterException {
    PlanRecord planRecord = planRecord(found, closing, first);
    Optional<String> over =
        switch (found) {
          case Reading.Nothing() -> Optional.empty();
          case Reading.Unreadable unreadable -> Optional.of(unreadable.version());
          case Reading.Found(PlanRecord _, String version) -> Optional.of(version);
        };
    return switch (records.write(plan, planRecord, over)) {
      case Writing.Kept(String version) ->
          Optional.of(new RecordSession(records, plan, planRecord, version, sink));
      case Writing.Overtaken() -> Optional.empty();
    };
  }

  /** What {@link #open} writes. */
  static PlanRecord planRecord(Reading found, Optional<Ending> closing, RunRecord first) {
    return switch (found) {
      case Reading.Nothing() -> PlanRecord.of(first);
      case Reading.Unreadable _ -> PlanRecord.of(first);
      case Reading.Found(PlanRecord kept, String _) ->
          closing.map(kept::closed).orElse(kept).with(first);
    };
  }

  /**
   * Keeps {@code run} as it stands now.
   *
   * @return the process that took the run over, so that nothing was kept; empty when the run is
   *     ours
   * @throws ClusterException when the cluster refuses or cannot be reached; then the record may or
   *     may not have been kept
   */
  public synchronized Optional<String> keep(RunRecord run) throws ClusterException {
    for (int tried = 0; tried < MAX_ATTEMPTS; tried++) {
      PlanRecord next = planRecord.with(run);
      switch (records.write(plan, next, version)) {
        case Writing.Kept(String kept) -> {
          version = Optional.of(kept);
          planRecord = next;
          return Optional.empty();
        }
        case Writing.Overtaken() -> {
          Optional<String> successor = takeIn();
          if (successor.isPresent()) {
            return successor;
          }
        }
      }
    }
    throw new ClusterException.Refused(
        "the record of plan %s kept changing while it was written; does another process write it?"
            .formatted(plan));
  }

  /**
   * Takes in what others wrote, unless {@code seen} is what this process wrote itself. Brings a
   * deleted record back at once: a paused run writes nothing of its own accord, and without a
   * record it could not be resumed.
   *
   * @param seen version that the watch told; empty when that is not known
   * @return the process that took the run over; empty when the run is ours
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  public synchronized Optional<String> refresh(String seen) throws ClusterException {
    if (version.isPresent() && version.get().equals(seen)) {
      return Optional.empty();
    }
    Optional<String> successor = takeIn();
    return successor.isEmpty() && version.isEmpty() ? keep(planRecord.newest()) : successor;
  }

  private Optional<String> takeIn() throws ClusterException {
    return switch (records.read(plan)) {
      case Reading.Nothing() -> {
        // The record was deleted; the next writing brings it back.
        version = Optional.empty();
        yield Optional.empty();
      }
      // The next writing replaces what cannot be read.
      case Reading.Unreadable unreadable -> {
        version = Optional.of(unreadable.version());
        yield Optional.empty();
      }
      case Reading.Found(PlanRecord found, String at) -> {
        Owner other = found.newest().owner();
        if (!found.newest().runId().equals(planRecord.newest().runId())
            || !other.holder().equals(planRecord.newest().owner().holder())) {
          yield Optional.of(other.holder());
        }
        Instructions known = planRecord.instructions();
        version = Optional.of(at);
        planRecord = found;
        found.instructions().newsFor(known).forEach(sink);
        yield Optional.empty();
      }
    };
  }
}
