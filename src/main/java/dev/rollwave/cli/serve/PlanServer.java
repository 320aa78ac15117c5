package dev.rollwave.cli.serve;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.console.progress.ServeLog;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.quartz.PlanSchedules;
import dev.rollwave.quartz.ScheduledRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Runs plans at their times until it is interrupted. */
final class PlanServer implements ScheduledRuns {
  private final List<RestartPlan> plans;
  private final ServedRun runs;
  private final ServeLog log;
  private final StopSignal stop;
  private final AtomicBoolean isIncomplete = new AtomicBoolean();
  private final Map<String, Instant> underWay = new ConcurrentHashMap<>();

  /**
   * Serves {@code plans}, each with a schedule.
   *
   * @param runs how one is run
   * @param log is told what happens between runs
   * @param stop ends the process, and the runs under way
   */
  PlanServer(List<RestartPlan> plans, ServedRun runs, ServeLog log, StopSignal stop) {
    this.plans = List.copyOf(plans);
    this.runs = runs;
    this.log = log;
    this.stop = stop;
  }

  /**
   * Serves until interrupted.
   *
   * @param schedules waits for the plans' times
   * @param timeout how long runs may take to end in order
   * @return {@link ExitStatus#DONE}, or {@link ExitStatus#INTERRUPTED} when that cut a run short
   */
  ExitStatus with(Function<ScheduledRuns, PlanSchedules> schedules, Duration timeout)
      throws InterruptedException {
    plans.forEach(log::serving);
    PlanSchedules running = schedules.apply(this);
    try {
      log.stopping(stop.await());
    } finally {
      running.close();
    }
    boolean allEnded = running.awaitEndOfRuns(timeout);
    log.stopped(allEnded ? List.of() : underWay.keySet().stream().sorted().toList(), timeout);
    return allEnded && !isIncomplete.get() ? ExitStatus.DONE : ExitStatus.INTERRUPTED;
  }

  @Override
  public void run(RestartPlan plan, Instant due) {
    log.starting(plan, due);
    underWay.put(plan.name(), due);
    AtomicBoolean isCutShort = new AtomicBoolean();
    try (StopSignal.Listening _ = stop.tell(cause -> isCutShort.set(true))) {
      ExitStatus status = runs.run(plan, stop);
      log.served(plan, status.code());
      if (isCutShort.get() && status != ExitStatus.DONE) {
        isIncomplete.set(true);
      }
    } catch (InterruptedException interrupted) {
      isIncomplete.set(true);
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error fault) {
      // The next time is another chance, and the other plans are not to blame.
      log.crashed(plan, fault);
      if (isCutShort.get()) {
        isIncomplete.set(true);
      }
    } finally {
      underWay.remove(plan.name());
    }
  }

  @Override
  public void overlapped(RestartPlan plan, Instant due) {
    log.overlapped(plan, due, Optional.ofNullable(underWay.get(plan.name())));
  }

  @Override
  public void missed(RestartPlan plan, Instant due, Instant noticed) {
    log.missed(plan, due, noticed, PlanSchedules.STARTING_DEADLINE);
  }
}
