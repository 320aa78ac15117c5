package dev.rollwave.engine.message;

import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.trouble.PodTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/** Something that a person watching a run would want to be told, once, when it happens. */
public sealed interface Notification {

  /** The run began. */
  record RunStarted(int waves, int workloads) implements Notification {}

  /**
   * Another process continues a run that began earlier.
   *
   * @param startedAt when it began
   * @param settled how many workloads had come to their end
   * @param workloads how many there are
   */
  record RunContinued(Instant startedAt, int settled, int workloads) implements Notification {}

  /** A person paused the run; {@code inFlight} workloads are seen through. */
  record Paused(String by, String reason, int inFlight) implements Notification {}

  /** A person resumes the run. */
  record PauseLifted(String by, String reason) implements Notification {}

  /** Every wave that {@code wave} depends on was released, so its workloads may be restarted. */
  record WaveReady(String wave, int workloads) implements Notification {}

  /**
   * A restart was sent.
   *
   * @param wave it belongs to
   * @param ref which workload
   * @param stamp it writes
   * @param reason of the restart
   */
  record RestartSent(String wave, WorkloadRef ref, String stamp, String reason)
      implements Notification {}

  /** The API server acknowledged a restart; its controller now has to act on {@code generation}. */
  record RestartConfirmed(String wave, WorkloadRef ref, long generation) implements Notification {}

  /** Whether a restart was applied is not known; the workload is read again. */
  record RestartDoubtful(String wave, WorkloadRef ref, String cause) implements Notification {}

  /** The numbers, or the reason why it is not there yet, changed. */
  record RolloutProgressed(
      String wave, WorkloadRef ref, int updated, int available, int desired, String message)
      implements Notification {}

  /** It was proven healthy and now has to stay so for {@code soak}. */
  record SoakStarted(String wave, WorkloadRef ref, Duration soak) implements Notification {}

  /** It was healthy, and is no longer. */
  record FellBack(String wave, WorkloadRef ref, String message) implements Notification {}

  /** It is healthy, for good. */
  record WorkloadHealthy(String wave, WorkloadRef ref, Duration took, String message)
      implements Notification {}

  /** There was nothing to restart. */
  record WorkloadSkipped(String wave, WorkloadRef ref, String reason, String message)
      implements Notification {}

  /** It failed. */
  record WorkloadFailed(
      String wave, WorkloadRef ref, String reason, String message, Optional<PodTrouble> trouble)
      implements Notification {}

  /** Every workload of a wave is healthy or skipped; its dependents wait for {@code cooldown}. */
  record WaveHealthy(String wave, Duration cooldown) implements Notification {}

  /**
   * Workloads of {@code wave} were to be restarted, and something that it depends on is no longer
   * healthy, or cannot be seen to be: none is until that is known to be healthy.
   *
   * @param wave that is held
   * @param hold what holds it, and why
   */
  record GateHeld(String wave, GateHold hold) implements Notification {}

  /** All that {@code wave} depends on is healthy again, {@code held} later. */
  record GateLifted(String wave, Duration held) implements Notification {}

  /** The cooldown is over. */
  record WaveReleased(String wave) implements Notification {}

  /** A wave that depends, perhaps over others, on a failed one will stay untouched. */
  record WaveWithheld(String wave, String reason) implements Notification {}

  /** No further workload is restarted; those in flight are seen through. */
  record Stopping(String cause, int inFlight) implements Notification {}

  /** The API server cannot be reached. */
  record OutageBegan(String cause) implements Notification {}

  /** The API server answers again. */
  record OutageEnded(Duration lasted) implements Notification {}

  /**
   * Workloads are not seen any more, since the API server does not let them be listed or watched.
   */
  record ScopeLost(SortedSet<WorkloadRef> refs, String cause) implements Notification {}

  /** Workloads are seen again. */
  record ScopeSeen(SortedSet<WorkloadRef> refs, Duration lasted) implements Notification {}

  /** The clock was set, forward or back when negative, and all waits with it. */
  record ClockStepped(Duration by) implements Notification {}

  /** The process stood still, and was to take a step that long ago. */
  record StoodStill(Duration late) implements Notification {}

  /** The run is over. */
  record RunEnded(RunOutcome outcome, Instant startedAt) implements Notification {}
}
