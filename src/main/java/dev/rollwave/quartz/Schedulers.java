package dev.rollwave.quartz;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.DefaultThreadExecutor;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.simpl.RAMJobStore;

/**
 * Makes Quartz schedulers that live in memory, in daemon threads, without JMX. (Quartz 2.5 has no
 * update check left to switch off.)
 */
final class Schedulers {
  /**
   * How long Quartz sleeps at most before it looks at the clock again. A clock that is set forward,
   * or a machine that was suspended, delays a ring by no more than this; Quartz' own 30 s would
   * waste half a minute of a window.
   */
  static final Duration LOOKS_AT_CLOCK_EVERY = Duration.ofSeconds(5);

  /**
   * By how much a trigger may be late until Quartz calls it a misfire and applies the trigger's
   * instruction. Every trigger here says then what it says otherwise: fire now.
   */
  static final Duration MISFIRE_AFTER = Duration.ofSeconds(5);

  private static final Duration RETRY_OF_A_DATABASE_THAT_IS_NOT_THERE = Duration.ofSeconds(15);

  private static final boolean WITHOUT_JMX = false;
  private static final int ONE_TRIGGER_AT_A_TIME = 1;
  private static final long NOTHING_BEFORE_ITS_TIME = 0;
  private static final boolean AS_DAEMON = true;

  private static final AtomicInteger MADE = new AtomicInteger();

  private Schedulers() {}

  /**
   * A scheduler in standby.
   *
   * @param purpose part of the names of its threads
   */
  static Scheduler standby(String purpose) {
    // Quartz finds schedulers by name, process-wide: two of one name would be one.
    String name = purpose + "-" + MADE.incrementAndGet();
    RAMJobStore store = new RAMJobStore();
    store.setMisfireThreshold(MISFIRE_AFTER.toMillis());
    try {
      DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
      factory.createScheduler(
          name,
          name,
          new VirtualThreadPool(),
          new DefaultThreadExecutor(),
          store,
          Map.of(),
          null,
          -1,
          LOOKS_AT_CLOCK_EVERY.toMillis(),
          RETRY_OF_A_DATABASE_THAT_IS_NOT_THERE.toMillis(),
          WITHOUT_JMX,
          null,
          ONE_TRIGGER_AT_A_TIME,
          NOTHING_BEFORE_ITS_TIME,
          AS_DAEMON);
      Scheduler scheduler = factory.getScheduler(name);
      scheduler.setJobFactory(new TimerJob.Factory());
      return scheduler;
    } catch (SchedulerException impossible) {
      throw new IllegalStateException("Quartz cannot be set up", impossible);
    }
  }
}
