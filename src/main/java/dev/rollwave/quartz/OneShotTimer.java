package dev.rollwave.quartz;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

/**
 * Rings once at an instant of the system's clock; setting it again replaces what was set before.
 *
 * <p>Misfire policy: a ring that is late for whatever reason (an instant in the past, a suspended
 * machine, a busy one) rings at once, and once.
 */
final class OneShotTimer {
  /** Quartz fires what is due within the next two milliseconds; a timer is never to be early. */
  private static final long FIRES_EARLY_BY_MILLIS = 2;

  private final Scheduler scheduler;
  private final JobDetail job;
  private final TriggerKey key;

  /**
   * A timer that is not set.
   *
   * @param name unlike that of any other timer of {@code scheduler}
   * @param action what to do when it rings; must be quick
   */
  OneShotTimer(Scheduler scheduler, String name, Runnable action) {
    this.scheduler = scheduler;
    this.key = TriggerKey.triggerKey(name);
    this.job =
        JobBuilder.newJob(TimerJob.class)
            .withIdentity(name)
            .usingJobData(TimerJob.with(action))
            .storeDurably()
            .build();
    try {
      scheduler.addJob(job, false);
    } catch (SchedulerException rejected) {
      throw new IllegalStateException("a timer cannot be stored: " + name, rejected);
    }
  }

  /** Rings at {@code instant}, at once when it has passed, never for {@link Instant#MAX}. */
  synchronized void ringAt(Instant instant) {
    try {
      if (scheduler.isShutdown()) {
        return;
      }
      scheduler.unscheduleJob(key);
      if (!instant.equals(Instant.MAX)) {
        scheduler.scheduleJob(trigger(instant));
      }
    } catch (SchedulerException rejected) {
      throw new IllegalStateException("a timer cannot be set: " + key.getName(), rejected);
    }
  }

  private Trigger trigger(Instant instant) {
    Instant notBefore =
        instant.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS).plusMillis(FIRES_EARLY_BY_MILLIS);
    return TriggerBuilder.newTrigger()
        .withIdentity(key)
        .forJob(job)
        .startAt(Date.from(notBefore))
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
        .build();
  }
}
