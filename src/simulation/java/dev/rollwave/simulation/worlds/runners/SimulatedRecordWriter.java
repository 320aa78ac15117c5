package dev.rollwave.simulation.worlds.runners;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.RecordSession;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.simulation.worlds.environment.WorldContext;
import dev.rollwave.simulation.worlds.oracle.BrokenPromise;
import dev.rollwave.simulation.worlds.oracle.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a runner's record as {@link dev.rollwave.runner.record.AsyncRecordWriter} does, in virtual
 * time: of several that wait only the newest is written, and what waits when the runner dies is
 * lost.
 */
final class SimulatedRecordWriter implements Consumer<RunRecord> {
  private final WorldContext context;
  private final RecordSession session;
  private final Mortality mortality;
  private final Runner runner;
  private Optional<RunRecord> waiting = Optional.empty();
  private Duration ahead = Duration.ZERO;
  private Optional<String> heardOf = Optional.empty();
  private boolean isDue;
  private boolean isWriting;
  private boolean isClosed;

  SimulatedRecordWriter(
      WorldContext context, RecordSession session, Mortality mortality, Runner runner) {
    this.context = context;
    this.session = session;
    this.mortality = mortality;
    this.runner = runner;
  }

  @Override
  public void accept(RunRecord run) {
    waiting = Optional.of(run);
    ahead = Duration.between(context.now(), run.writtenAt());
    writeAt(context.now().plus(mortality.recordLag()));
  }

  /** Another process may have written the record. */
  void refresh(String version) {
    if (!isWriting && !isClosed) {
      heardOf = Optional.of(version);
      writeAt(context.now().plus(mortality.recordLag()));
    }
  }

  private void writeAt(Instant when) {
    if (!isDue) {
      isDue = true;
      Duration wait = Duration.between(context.now(), when);
      context.cluster().time().after(wait, this::attempt);
    }
  }

  private void attempt() {
    isDue = false;
    if (isClosed) {
      // A runner that is dead does not die once more.
      return;
    }
    if (context.isOutOfReach()) {
      writeAt(context.reachableFrom(context.now()).plusSeconds(1));
    } else {
      runner.write(this::write);
    }
  }

  private void write() {
    if (isClosed) {
      return;
    }
    Optional<RunRecord> next = waiting;
    Optional<String> version = heardOf;
    waiting = Optional.empty();
    heardOf = Optional.empty();
    isWriting = true;
    try {
      Optional<String> successor = next.isPresent() ? session.keep(next.get()) : Optional.empty();
      if (next.isPresent() && successor.isEmpty()) {
        requireItsOwn();
        runner.recorded(ahead);
      }
      if (successor.isEmpty() && version.isPresent()) {
        successor = session.refresh(version.get());
      }
      successor.ifPresent(
          other -> runner.tell(new Event.LockLost("the run was taken over by " + other)));
    } catch (ClusterException e) {
      context.tell(runner.term() + " cannot write the record: " + e.getMessage());
      switch (e) {
        case ClusterException.Refused _ -> requireRightlyRefused();
        case ClusterException.Unreachable _ -> {
          waiting = next;
          heardOf = version;
          writeAt(context.reachableFrom(context.now()).plusSeconds(1));
        }
      }
    } finally {
      isWriting = false;
    }
  }

  private void requireItsOwn() {
    if (runner.term().isOver()) {
      throw new BrokenPromise(
          Promise.NOTHING_LOST,
          runner.term() + " wrote over the record of the one that took its run over",
          context.now());
    }
  }

  // A runner without its lock must not bring back a record that is gone; all else is accepted.
  private void requireRightlyRefused() {
    if (!runner.term().isOver()) {
      throw new BrokenPromise(
          Promise.NOTHING_LOST, runner.term() + " is refused its own record", context.now());
    }
  }

  /** The run ended: what waits is written, as far as that is possible. */
  void close() {
    if (waiting.isPresent() && !context.isOutOfReach()) {
      write();
    }
    isClosed = true;
  }

  /** The runner died. */
  void drop() {
    isClosed = true;
  }
}
