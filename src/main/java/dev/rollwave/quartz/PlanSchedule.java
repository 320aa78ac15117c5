package dev.rollwave.quartz;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.window.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;

/** Waits for the times of one plan, one after the other, and starts a run at each. */
final class PlanSchedule {
  private final RestartPlan plan;
  private final CronSchedule times;
  private final ZoneId zone;
  private final ScheduledRuns runs;
  private final InstantSource clock;
  private final UnaryOperator<Instant> onSystemClock;
  private final OneShotTimer timer;

  private Instant awaited = Instant.MAX;
  private @Nullable Thread run;

  PlanSchedule(
      Scheduler scheduler,
      RestartPlan plan,
      ScheduledRuns runs,
      InstantSource clock,
      UnaryOperator<Instant> onSystemClock) {
    this.plan = plan;
    this.times =
        plan.schedule()
            .orElseThrow(
                () -> new IllegalArgumentException("plan " + plan.name() + " has no schedule"));
    this.zone = plan.calendar().zone();
    this.runs = runs;
    this.clock = clock;
    this.onSystemClock = onSystemClock;
    this.timer = new OneShotTimer(scheduler, plan.name(), this::rang);
  }

  /** Waits for the first time from now on. */
  synchronized void start() {
    awaitNext(clock.instant());
  }

  private void awaitNext(Instant now) {
    awaited = times.next(now, zone).orElse(Instant.MAX);
    setBell();
  }

  private synchronized void rang() {
    Instant now = clock.instant();
    if (now.isBefore(awaited)) {
      // The clock was set back meanwhile.
      setBell();
      return;
    }
    awaitNext(now);
    // Of several times that passed unseen only the last one counts.
    Instant due = times.last(now.plusNanos(1), zone).orElse(now);
    if (run != null && run.isAlive()) {
      runs.overlapped(plan, due);
    } else if (Duration.between(due, now).compareTo(PlanSchedules.STARTING_DEADLINE) > 0) {
      runs.missed(plan, due, now);
    } else {
      run = Thread.ofVirtual().name("run-" + plan.name()).start(() -> runs.run(plan, due));
    }
  }

  private void setBell() {
    timer.ringAt(awaited.equals(Instant.MAX) ? awaited : onSystemClock.apply(awaited));
  }

  boolean awaitEnd(Duration timeout) throws InterruptedException {
    Thread last;
    synchronized (this) {
      last = run;
    }
    return last == null || !last.isAlive() || (timeout.isPositive() && last.join(timeout));
  }
}
