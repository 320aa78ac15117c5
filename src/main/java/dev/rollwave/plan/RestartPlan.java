package dev.rollwave.plan;

import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.WindowCalendar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was asked: the waves to restart, when that may happen, and how careful to be. A plan that
 * was built is sound: its waves have different names and form a DAG.
 *
 * @param name an RFC 1123 label; names the run's lock and record in the cluster
 * @param reason written on every restart; not blank
 * @param calendar the windows and freezes, in the plan's zone
 * @param schedule when {@code serve} starts a run; empty when never
 * @param throttle over all waves together
 * @param onFailure what a failed workload stops
 * @param resumeWithin how long after its last sign of life an unfinished run is gone on with;
 *     positive
 * @param waves in the plan's order, 1 to 1,000
 * @param stateNamespace where the lock and the record are kept, an RFC 1123 label; empty when the
 *     plan does not say, so that whoever runs it has to
 */
public record RestartPlan(
    String name,
    String reason,
    WindowCalendar calendar,
    Optional<CronSchedule> schedule,
    Throttle throttle,
    FailurePolicy onFailure,
    Duration resumeWithin,
    List<Wave> waves,
    Optional<String> stateNamespace) {
  /** What a plan gets that says nothing. */
  public static final Duration RESUME_WITHIN = Duration.ofHours(24);

  public RestartPlan {
    if (resumeWithin.isNegative() || resumeWithin.isZero()) {
      throw new IllegalArgumentException("resumeWithin is positive: " + resumeWithin);
    }
    waves = List.copyOf(waves);
    WaveGraph.of(waves).requireSound();
  }

  /** A plan that does not say where its lock and its record are kept. */
  public RestartPlan(
      String name,
      String reason,
      WindowCalendar calendar,
      Optional<CronSchedule> schedule,
      Throttle throttle,
      FailurePolicy onFailure,
      Duration resumeWithin,
      List<Wave> waves) {
    this(
        name,
        reason,
        calendar,
        schedule,
        throttle,
        onFailure,
        resumeWithin,
        waves,
        Optional.empty());
  }

  /** A plan whose unfinished runs are gone on with for {@link #RESUME_WITHIN}. */
  public RestartPlan(
      String name,
      String reason,
      WindowCalendar calendar,
      Optional<CronSchedule> schedule,
      Throttle throttle,
      FailurePolicy onFailure,
      List<Wave> waves) {
    this(name, reason, calendar, schedule, throttle, onFailure, RESUME_WITHIN, waves);
  }

  /** This plan, with its lock and its record in {@code namespace}. */
  public RestartPlan keptIn(String namespace) {
    return new RestartPlan(
        name,
        reason,
        calendar,
        schedule,
        throttle,
        onFailure,
        resumeWithin,
        waves,
        Optional.of(namespace));
  }

  /** Where the lock and the record are kept; empty when the plan does not say. */
  public Optional<StatePlace> place() {
    return stateNamespace.map(namespace -> new StatePlace(namespace, name));
  }
}
