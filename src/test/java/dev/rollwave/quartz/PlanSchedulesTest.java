package dev.rollwave.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanSchedulesTest {
  private static final Instant DUE = Instant.parse("2026-11-20T00:30:00Z");

  private final Recorder runs = new Recorder();
  private @Nullable PlanSchedules running;

  @AfterEach
  void close() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void starts_a_run_at_its_time_in_the_zone_of_its_plan() {
    FastClock clock = new FastClock("2026-11-20T00:29:30Z");
    schedules(clock, plan("nightly", "30 1 * * *"));
    await().until(() -> !runs.started.isEmpty());

    assertThat(runs.started).containsExactly("nightly " + DUE);
    assertThat(clock.instant()).isAfterOrEqualTo(DUE);
  }

  @Test
  void starts_again_the_next_time_and_each_plan_at_its_own() {
    FastClock clock = new FastClock("2026-11-20T00:29:30Z");
    schedules(clock, plan("each", "* * * * *"), plan("later", "31 1 * * *"));
    await().until(() -> runs.started.size() >= 4);

    assertThat(runs.started).startsWith("each " + DUE).doesNotHaveDuplicates();
    assertThat(runs.started).filteredOn(run -> run.startsWith("each")).hasSizeGreaterThan(1);
    assertThat(runs.started).contains("later " + DUE.plusSeconds(60));
  }

  @Test
  void a_time_that_comes_while_the_last_run_goes_on_is_skipped_and_said() throws Exception {
    FastClock clock = new FastClock("2026-11-20T00:29:30Z");
    CountDownLatch end = new CountDownLatch(1);
    runs.untilEnd = end;
    PlanSchedules schedules = schedules(clock, plan("each", "* * * * *"));
    await().until(() -> runs.overlapped.size() >= 2);
    assertThat(runs.started).containsExactly("each " + DUE);
    assertThat(runs.overlapped).doesNotContain("each " + DUE).doesNotHaveDuplicates();
    assertThat(schedules.awaitEndOfRuns(Duration.ofMillis(20))).isFalse();

    end.countDown();

    await().until(() -> runs.started.size() >= 2);
  }

  @Test
  void times_that_passed_unseen_make_one_run_for_the_last_of_them() {
    FastClock clock = new FastClock("2026-11-20T00:29:40Z");
    schedules(clock, plan("often", "*/30 * * * *"));
    clock.setBy(Duration.ofHours(3));

    await().until(() -> !runs.started.isEmpty());
    assertThat(runs.started).containsExactly("often " + DUE.plus(Duration.ofHours(3)));
    await().during(Duration.ofMillis(300)).until(() -> runs.started.size() == 1);
  }

  @Test
  void a_time_longer_ago_than_the_starting_deadline_is_missed_and_said() {
    FastClock clock = new FastClock("2026-11-20T00:29:40Z");
    schedules(clock, plan("nightly", "30 1 * * *"));
    clock.setBy(PlanSchedules.STARTING_DEADLINE.plusSeconds(30));

    await().until(() -> !runs.missed.isEmpty());
    assertThat(runs.missed).containsExactly("nightly " + DUE);
    assertThat(runs.started).isEmpty();
  }

  @Test
  void a_time_within_the_starting_deadline_is_made_up_for() {
    FastClock clock = new FastClock("2026-11-20T00:29:40Z");
    schedules(clock, plan("nightly", "30 1 * * *"));
    clock.setBy(PlanSchedules.STARTING_DEADLINE.minusMinutes(3));

    await().until(() -> !runs.started.isEmpty());
    assertThat(runs.started).containsExactly("nightly " + DUE);
  }

  @Test
  void a_clock_that_was_set_back_does_not_start_a_run_early() {
    FastClock clock = new FastClock("2026-11-20T00:29:40Z");
    schedules(clock, plan("nightly", "30 1 * * *"));
    clock.setBy(Duration.ofMinutes(-2));

    await().until(() -> !runs.started.isEmpty());
    assertThat(clock.instant()).isAfterOrEqualTo(DUE);
    assertThat(runs.started).containsExactly("nightly " + DUE);
  }

  @Test
  void closed_it_starts_no_more_and_lets_runs_end() throws Exception {
    FastClock clock = new FastClock("2026-11-20T00:29:30Z");
    CountDownLatch end = new CountDownLatch(1);
    runs.untilEnd = end;
    PlanSchedules schedules =
        schedules(clock, plan("each", "* * * * *"), plan("yearly", "@yearly"));
    await().until(() -> !runs.started.isEmpty());

    schedules.close();
    end.countDown();

    assertThat(schedules.awaitEndOfRuns(Duration.ofSeconds(5))).isTrue();
    await().during(Duration.ofMillis(700)).until(() -> runs.started.size() == 1);
  }

  @Test
  void a_run_that_throws_does_not_stop_the_next() {
    FastClock clock = new FastClock("2026-11-20T00:29:30Z");
    runs.fails = true;
    schedules(clock, plan("each", "* * * * *"));
    await().dontCatchUncaughtExceptions().until(() -> runs.started.size() >= 2);
  }

  @Test
  void a_plan_without_a_schedule_is_refused() {
    assertThatThrownBy(
            () -> schedules(new FastClock("2026-11-20T00:29:30Z"), plan("never", Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("plan never has no schedule");
  }

  private PlanSchedules schedules(FastClock clock, RestartPlan... plans) {
    PlanSchedules schedules = new PlanSchedules(List.of(plans), runs, clock, clock::onSystemClock);
    running = schedules;
    return schedules;
  }

  private static RestartPlan plan(String name, String cron) {
    return plan(name, Optional.of(CronSchedule.parse(cron)));
  }

  private static RestartPlan plan(String name, Optional<CronSchedule> schedule) {
    Wave wave =
        new Wave(
            "only",
            List.of(),
            Throttle.NONE,
            Duration.ZERO,
            HealthPolicy.DEFAULT,
            List.of(
                new WorkloadSelection.ByName(
                    new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "cart"))),
            false);
    return new RestartPlan(
        name,
        "test",
        new WindowCalendar(ZoneId.of("Europe/Madrid"), List.of(), List.of()),
        schedule,
        Throttle.NONE,
        FailurePolicy.HALT,
        List.of(wave));
  }

  /** Writes down what it is told, and keeps a run going as long as a test wants. */
  private static final class Recorder implements ScheduledRuns {
    private final List<String> started = new CopyOnWriteArrayList<>();
    private final List<String> overlapped = new CopyOnWriteArrayList<>();
    private final List<String> missed = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch untilEnd = new CountDownLatch(0);
    private volatile boolean fails;

    @Override
    public void run(RestartPlan plan, Instant due) {
      started.add(plan.name() + " " + due);
      if (fails) {
        throw new IllegalStateException("on purpose");
      }
      try {
        untilEnd.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void overlapped(RestartPlan plan, Instant due) {
      overlapped.add(plan.name() + " " + due);
    }

    @Override
    public void missed(RestartPlan plan, Instant due, Instant noticed) {
      missed.add(plan.name() + " " + due);
    }
  }
}
