package dev.rollwave.runner.record;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.message.GateHold;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.runner.Observer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides when a run's record is written: whenever a wave moves on, a workload fails, a person
 * intervenes or the run ends, and otherwise at most every few seconds; that of a large plan less
 * often, so that the record of a run of ten times as many workloads, which takes ten times as long
 * and is ten times as large, is not written a hundred times as much.
 */
public final class RecordWritePolicy implements Observer {
  /** Shortest time between two writings while only workloads make progress. */
  static final Duration APART = Duration.ofSeconds(5);

  /**
   * Shortest time between two writings while a rollout stands still or a gate is held: a process
   * that continues the run has to know since when.
   */
  static final Duration APART_WHEN_STILL = Duration.ofSeconds(30);

  /** Shortest time between two writings, for each workload of the plan. */
  static final Duration APART_FOR_EACH = Duration.ofMillis(1);

  private final RunRecord first;
  private final Consumer<RunRecord> writer;
  private Instant written;
  private Optional<String> lastError;
  private boolean isOutdated;

  /**
   * A policy for one run.
   *
   * @param first the record as it was written before the run's first step
   * @param writer writes a record, at once or soon
   */
  public RecordWritePolicy(RunRecord first, Consumer<RunRecord> writer) {
    this.first = first;
    this.writer = writer;
    written = first.writtenAt();
    lastError = first.lastError();
  }

  @Override
  public void stepped(RunState state, List<Notification> notifications, Instant now) {
    boolean isMilestone = false;
    for (Notification notification : notifications) {
      isMilestone |= isMilestone(notification);
      lastError = error(notification).or(() -> lastError);
    }
    isOutdated |= !notifications.isEmpty();
    Duration apart = apart(state, isOutdated ? APART : APART_WHEN_STILL);
    boolean isDue = !now.isBefore(written.plus(apart)) && (isOutdated || isAnyWaitedFor(state));
    if (isMilestone || isDue) {
      writer.accept(record(state, now));
      written = now;
      isOutdated = false;
    }
  }

  private static Duration apart(RunState state, Duration least) {
    Duration all = APART_FOR_EACH.multipliedBy(state.spec().size());
    return all.compareTo(least) > 0 ? all : least;
  }

  private static boolean isAnyWaitedFor(RunState state) {
    return state.waves().stream()
        .anyMatch(wave -> wave.inFlight() > 0 || wave.state() instanceof WaveState.Held);
  }

  private RunRecord record(RunState state, Instant now) {
    return first.later(
        now,
        Counts.of(state),
        lastError,
        state.outcome().map(outcome -> new Ending(outcome, now)),
        Checkpoint.of(state, now));
  }

  private static boolean isMilestone(Notification notification) {
    return switch (notification) {
      case Notification.WaveReady _,
          Notification.WaveHealthy _,
          Notification.WaveReleased _,
          Notification.WaveWithheld _,
          Notification.GateHeld _,
          Notification.GateLifted _,
          Notification.WorkloadFailed _,
          Notification.Paused _,
          Notification.PauseLifted _,
          Notification.Stopping _,
          Notification.ClockStepped _,
          Notification.StoodStill _,
          Notification.RunEnded _ ->
          true;
      case Notification.RunStarted _,
          Notification.RunContinued _,
          Notification.RestartSent _,
          Notification.RestartConfirmed _,
          Notification.RestartDoubtful _,
          Notification.RolloutProgressed _,
          Notification.SoakStarted _,
          Notification.FellBack _,
          Notification.WorkloadHealthy _,
          Notification.WorkloadSkipped _,
          Notification.OutageBegan _,
          Notification.OutageEnded _,
          Notification.ScopeLost _,
          Notification.ScopeSeen _ ->
          false;
    };
  }

  private static String why(GateHold hold) {
    return switch (hold) {
      case GateHold.Broken(var by, String what) -> by + " was healthy and is no longer: " + what;
      case GateHold.Unseen(var by, String what) -> by + " was healthy; " + what;
    };
  }

  private static Optional<String> error(Notification notification) {
    return switch (notification) {
      case Notification.WorkloadFailed failed ->
          Optional.of(failed.ref() + " failed: " + failed.reason() + ": " + failed.message());
      case Notification.RestartDoubtful doubtful ->
          Optional.of(doubtful.ref() + ": restart in doubt: " + doubtful.cause());
      case Notification.FellBack back ->
          Optional.of(back.ref() + " was healthy and fell back: " + back.message());
      case Notification.GateHeld held ->
          Optional.of("wave " + held.wave() + " is held: " + why(held.hold()));
      case Notification.OutageBegan(String cause) ->
          Optional.of("the API server was out of reach: " + cause);
      case Notification.ScopeLost(var _, String cause) ->
          Optional.of("workloads were not seen: " + cause);
      case Notification _ -> Optional.empty();
    };
  }
}
