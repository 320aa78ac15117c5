package dev.rollwave.plan;

import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.WindowCalendar;
import java.time.Instant;
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
 * @param resumeWithin how long after its last sign of life an unfinished run is continued
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
    ResumeWithin resumeWithin,
    List<Wave> waves,
    Optional<String> stateNamespace) {
  public RestartPlan {
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
      ResumeWithin resumeWithin,
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

  /** A plan that does not say how long an unfinished run is continued. */
  public RestartPlan(
      String name,
      String reason,
      WindowCalendar calendar,
      Optional<CronSchedule> schedule,
      Throttle throttle,
      FailurePolicy onFailure,
      List<Wave> waves) {
    this(
        name,
        reason,
        calendar,
        schedule,
        throttle,
        onFailure,
        new ResumeWithin.OpeningAfterNext(),
        waves);
  }

  /**
   * The last instant, inclusive, at which an unfinished run of this plan is continued.
   *
   * @param lastSign of life that the run gave
   */
  public Instant resumableUntil(Instant lastSign) {
    return resumeWithin.until(lastSign, calendar);
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
