package dev.rollwave.quartz;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.window.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/**
 * Starts runs of plans at their times, each on a thread of its own.
 *
 * <p>The times are those of the plan's {@link CronSchedule} in its zone, given to Quartz one by one
 * as instants. Misfire policy: times that pass while the process is suspended or the clock is set
 * forward make one run, for the last of them, unless that is longer ago than the starting deadline;
 * then they make none. Times that passed before the process was started are not made up for.
 *
 * <p>No plan has two runs at once: a time that comes while the last run still goes on is skipped.
 */
public final class PlanSchedules implements AutoCloseable {
  /** How late a run may start. */
  public static final Duration STARTING_DEADLINE = Duration.ofMinutes(10);

  private final Scheduler scheduler = Schedulers.standby("serve");
  private final List<PlanSchedule> schedules;

  /**
   * Waits for the times of {@code plans} from now on.
   *
   * @param plans each with a schedule, no two of one name
   * @throws IllegalArgumentException when one has no schedule
   */
  public PlanSchedules(List<RestartPlan> plans, ScheduledRuns runs) {
    this(plans, runs, InstantSource.system(), UnaryOperator.identity());
  }

  /**
   * As above, by another clock than the system's: one that runs faster, say.
   *
   * @param clock what time it is
   * @param onSystemClock where an instant of {@code clock} lies on the system's clock, the only one
   *     that Quartz reads
   */
  public PlanSchedules(
      List<RestartPlan> plans,
      ScheduledRuns runs,
      InstantSource clock,
      UnaryOperator<Instant> onSystemClock) {
    this.schedules =
        plans.stream()
            .map(plan -> new PlanSchedule(scheduler, plan, runs, clock, onSystemClock))
            .toList();
    try {
      scheduler.start();
    } catch (SchedulerException impossible) {
      throw new IllegalStateException("Quartz cannot be started", impossible);
    }
    schedules.forEach(PlanSchedule::start);
  }

  /**
   * Waits until no run goes on, at most until {@code timeout} has passed.
   *
   * @return whether none goes on
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public boolean awaitEndOfRuns(Duration timeout) throws InterruptedException {
    Instant until = Instant.now().plus(timeout);
    boolean allEnded = true;
    for (PlanSchedule schedule : schedules) {
      allEnded &= schedule.awaitEnd(Duration.between(Instant.now(), until));
    }
    return allEnded;
  }

  /** Starts no more runs; those under way go on. */
  @Override
  public void close() {
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException impossible) {
      throw new IllegalStateException("Quartz cannot be shut down", impossible);
    }
  }
}
