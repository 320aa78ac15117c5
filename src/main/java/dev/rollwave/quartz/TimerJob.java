package dev.rollwave.quartz;

import java.util.Objects;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.spi.JobFactory;
import org.quartz.spi.TriggerFiredBundle;

/** The only job there is: does what its timer was made for. */
final class TimerJob implements Job {
  private static final String ACTION = "action";

  private final Runnable action;

  private TimerJob(Runnable action) {
    this.action = action;
  }

  /** What a job with this action is stored with. */
  static JobDataMap with(Runnable action) {
    JobDataMap map = new JobDataMap();
    map.put(ACTION, action);
    return map;
  }

  @Override
  public void execute(JobExecutionContext context) {
    action.run();
  }

  /** Finds the action where {@link #with} put it. */
  static final class Factory implements JobFactory {
    @Override
    public Job newJob(TriggerFiredBundle fired, Scheduler scheduler) {
      Object action = fired.getJobDetail().getJobDataMap().get(ACTION);
      return new TimerJob((Runnable) Objects.requireNonNull(action, "every timer has an action"));
    }
  }
}
