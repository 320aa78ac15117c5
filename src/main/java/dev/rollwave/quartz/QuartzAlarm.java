package dev.rollwave.quartz;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Alarm;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/**
 * A run's alarm, rung by a Quartz scheduler of its own on the system's clock. It is set up when it
 * is set for the first time: a dry run has no use for it, and a run sends its first restarts
 * before.
 */
public final class QuartzAlarm implements Alarm {
  private final Supplier<Scheduler> starting;
  private final Consumer<Event> sink;
  private Optional<Scheduler> scheduler = Optional.empty();
  private Optional<OneShotTimer> timer = Optional.empty();
  private boolean isClosed;

  /** An alarm that tells {@code sink}, on threads of its own, that time passed. */
  public QuartzAlarm(Consumer<Event> sink) {
    this(QuartzAlarm::started, sink);
  }

  QuartzAlarm(Scheduler scheduler, Consumer<Event> sink) {
    this(() -> scheduler, sink);
  }

  private QuartzAlarm(Supplier<Scheduler> starting, Consumer<Event> sink) {
    this.starting = starting;
    this.sink = sink;
  }

  private static Scheduler started() {
    Scheduler scheduler = Schedulers.standby("alarm");
    try {
      scheduler.start();
    } catch (SchedulerException impossible) {
      throw new IllegalStateException("Quartz cannot be started", impossible);
    }
    return scheduler;
  }

  @Override
  public synchronized void ringAt(Instant instant) {
    if (isClosed) {
      return;
    }
    timer.orElseGet(this::setUp).ringAt(instant);
  }

  private OneShotTimer setUp() {
    Scheduler started = starting.get();
    OneShotTimer made = new OneShotTimer(started, "run", () -> sink.accept(new Event.TimePassed()));
    scheduler = Optional.of(started);
    timer = Optional.of(made);
    return made;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    scheduler.ifPresent(QuartzAlarm::shutDown);
  }

  private static void shutDown(Scheduler scheduler) {
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException impossible) {
      throw new IllegalStateException("Quartz cannot be shut down", impossible);
    }
  }
}
