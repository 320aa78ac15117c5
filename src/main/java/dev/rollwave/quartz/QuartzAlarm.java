package dev.rollwave.quartz;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Alarm;
import java.time.Instant;
import java.util.function.Consumer;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** A run's alarm, rung by a Quartz scheduler of its own on the system's clock. */
public final class QuartzAlarm implements Alarm {
  private final Scheduler scheduler;
  private final OneShotTimer timer;

  /** An alarm that tells {@code sink}, on threads of its own, that time passed. */
  public QuartzAlarm(Consumer<Event> sink) {
    this(Schedulers.standby("alarm"), sink);
    try {
      scheduler.start();
    } catch (SchedulerException impossible) {
      throw new IllegalStateException("Quartz cannot be started", impossible);
    }
  }

  QuartzAlarm(Scheduler scheduler, Consumer<Event> sink) {
    this.scheduler = scheduler;
    this.timer = new OneShotTimer(scheduler, "run", () -> sink.accept(new Event.TimePassed()));
  }

  @Override
  public void ringAt(Instant instant) {
    timer.ringAt(instant);
  }

  @Override
  public void close() {
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException impossible) {
      throw new IllegalStateException("Quartz cannot be shut down", impossible);
    }
  }
}
