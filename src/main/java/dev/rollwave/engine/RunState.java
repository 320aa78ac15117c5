package dev.rollwave.engine;

import dev.rollwave.engine.message.Pause;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.window.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a run knows. Made and changed by {@link Engine} alone.
 *
 * @param spec what is to be done
 * @param startedAt when the run began
 * @param waves in the plan's order
 * @param stopping why no further workload is restarted; empty while that is not so
 * @param sight what of the cluster can be seen
 * @param lastRestart when any workload was last restarted
 * @param pause a person's wish that nothing further be restarted for now
 * @param outcome present as soon as the run has ended
 */
public record RunState(
    RunSpec spec,
    Instant startedAt,
    List<WaveProgress> waves,
    Optional<Stop> stopping,
    Sight sight,
    Optional<Instant> lastRestart,
    Optional<Pause> pause,
    Optional<RunOutcome> outcome) {
  public RunState {
    waves = RunWaves.of(waves);
  }

  /** Why no further workload is restarted. */
  public sealed interface Stop {
    /** A workload failed and the plan says halt. */
    record Halted(String cause) implements Stop {}

    /** The window closed. */
    record WindowClosed(String cause) implements Stop {}

    /** A person cancelled the run. */
    record Cancelled(String cause) implements Stop {}
  }

  /**
   * The API server is out of reach.
   *
   * @param since when that was first noticed
   * @param giveUpAt when the run is given up unless it answers by then
   * @param cause for a person
   */
  public record Outage(Instant since, Instant giveUpAt, String cause) {
    Outage givenUpAtTheEarliest(Instant earliest, Instant stillPatientAt) {
      return giveUpAt.isBefore(stillPatientAt)
          ? this
          : new Outage(since, Instants.max(giveUpAt, earliest), cause);
    }

    Outage movedBy(Duration by) {
      return new Outage(since.plus(by), giveUpAt.plus(by), cause);
    }
  }

  /**
   * All its instants moved by as much as the clock was set, but for a pause's, which is its own.
   */
  RunState movedBy(Duration by) {
    return new RunState(
        spec,
        startedAt.plus(by),
        waves.stream().map(wave -> wave.movedBy(by)).toList(),
        stopping,
        sight.movedBy(by),
        lastRestart.map(at -> at.plus(by)),
        pause,
        outcome);
  }

  /** Since when and why the API server is out of reach; empty while it answers. */
  public Optional<Outage> outage() {
    return sight.outage();
  }

  /** How many workloads are in flight, over all waves. */
  public int inFlight() {
    return counted().inFlight();
  }

  /** Its waves, told apart by where they stand. */
  RunWaves counted() {
    return RunWaves.of(waves);
  }
}
