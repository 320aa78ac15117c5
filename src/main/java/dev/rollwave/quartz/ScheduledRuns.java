package dev.rollwave.quartz;

import dev.rollwave.plan.RestartPlan;
import java.time.Instant;

/** What is done when a plan's time has come. */
public interface ScheduledRuns {

  /**
   * Carries a run of {@code plan} to its end, on the calling thread.
   *
   * @param due the time of the schedule that started it
   */
  void run(RestartPlan plan, Instant due);

  /**
   * The last run of {@code plan} is still going on, so none was started.
   *
   * @param due the time of the schedule that is skipped
   */
  void overlapped(RestartPlan plan, Instant due);

  /**
   * A run of {@code plan} could only have started too late, so none was.
   *
   * @param due the last time of the schedule that was missed
   * @param noticed when that was seen
   */
  void missed(RestartPlan plan, Instant due, Instant noticed);
}
