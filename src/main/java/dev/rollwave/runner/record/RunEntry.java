package dev.rollwave.runner.record;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets a process that holds the lock of a plan enter a run, on a real cluster as on a simulated
 * one:
 *
 * <ol>
 *   <li>It reads the record of earlier runs, and {@link RunStart} decides.
 *   <li>The {@link Consent} of its caller has the last word.
 *   <li>It writes the run down before the first restart, since every later process has to know it.
 *       Where another process wrote meanwhile, it decides anew.
 * </ol>
 *
 * @param start decides
 * @param records of earlier runs
 * @param hold the lock
 * @param clock of this machine
 * @param sink is told what people ask of the run
 */
public record RunEntry(
    RunStart start,
    PlanRecordStore records,
    RunLock.Hold hold,
    InstantSource clock,
    Consumer<Event> sink) {
  private static final int MAX_ATTEMPTS = 5;

  /**
   * What came of it.
   *
   * @param <W> why a run is withheld
   */
  public sealed interface Result<W> {}

  /**
   * The run may be worked on.
   *
   * @param decision why it is this run, and what is known of it
   * @param spec what it is to do
   * @param session where its record is kept from now on
   */
  public record Entered<W>(StartDecision.Enter decision, RunSpec spec, RecordSession session)
      implements Result<W> {}

  /** Nothing must be restarted. */
  public record Left<W>(StartDecision.Leave decision) implements Result<W> {}

  /** A run could be worked on, and the caller withholds its consent. */
  public record Withheld<W>(W why) implements Result<W> {}

  /**
   * The caller's last word before anything is written.
   *
   * @param <W> why a run is withheld
   */
  @FunctionalInterface
  public interface Consent<W> {
    /**
     * Why the run is not entered after all; empty when it is. Called again when another process
     * wrote meanwhile.
     */
    Optional<W> withheld(StartDecision.Enter decision, RunSpec spec) throws InterruptedException;
  }

  /**
   * Enters a run with the workloads of {@code resolution}, which has no problems.
   *
   * @throws ClusterException when the cluster refuses or cannot be reached, when others wrote the
   *     record at each of several tries, or when the record of a run of so many workloads would not
   *     fit; nothing was restarted
   */
  public <W> Result<W> enter(Resolution resolution, Consent<W> consent)
      throws ClusterException, InterruptedException {
    for (int tried = 0; tried < MAX_ATTEMPTS; tried++) {
      Optional<Result<W>> result = attempt(resolution, consent);
      if (result.isPresent()) {
        return result.get();
      }
    }
    throw new ClusterException.Refused(
        "the record of plan "
            + start.plan().name()
            + " was changed by another process at each of several tries; nothing was restarted:"
            + " `rollwave status` shows who works on it");
  }

  /** Empty when the record was changed since it was read. */
  private <W> Optional<Result<W>> attempt(Resolution resolution, Consent<W> consent)
      throws ClusterException, InterruptedException {
    Reading found = records.read(start.plan().name());
    return switch (start.decide(found, resolution, clock.instant())) {
      case StartDecision.Leave leave -> Optional.of(new Left<>(leave));
      case StartDecision.Enter enter -> {
        RunSpec spec = start.spec(enter.run().runId(), resolution, found);
        RecordRoom.require(records, found, enter, spec);
        Optional<W> withheld = consent.withheld(enter, spec);
        yield withheld.isPresent()
            ? Optional.of(new Withheld<>(withheld.get()))
            : open(found, enter).map(session -> new Entered<>(enter, spec, session));
      }
    };
  }

  private Optional<RecordSession> open(Reading found, StartDecision.Enter enter)
      throws ClusterException {
    return RecordSession.open(
        new FencedRecords(records, hold),
        start.plan().name(),
        found,
        enter.closing(),
        enter.run(),
        sink);
  }
}
