package dev.rollwave.planfile.calendar;

import static dev.rollwave.planfile.Documents.plan;
import static dev.rollwave.planfile.Documents.warnings;
import static dev.rollwave.planfile.Documents.withSpec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.window.WindowStatus;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronReaderTest {
  @Test
  void a_schedule_that_is_due_on_days_of_the_month_and_of_the_week_is_warned_of() {
    assertThat(warnings(withSpec("timeZone: UTC\nschedule: '0 18 1-7,15-21 * TUE'")))
        .containsExactly(
            "7:13: `0 18 1-7,15-21 * TUE` is due on each day that its day of month names, and also"
                + " on each that its day of week names: cron joins the two by `or`"
                + " | write * for one of them; where both are meant, as in the second Tuesday, put"
                + " the days of the month into the plan's or the CronJob's schedule"
                + " (`0 2 8-14 * *`) and the day of the week into a window (`days: [Tue]`):"
                + " a start outside the window touches nothing");
  }

  @Test
  void so_is_a_window() {
    assertThat(
            warnings(withSpec("timeZone: UTC\nwindows: [{cron: '0 2 8-14 * TUE', duration: 2h}]")))
        .singleElement()
        .asString()
        .startsWith("7:20: `0 2 8-14 * TUE` is due");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 2 8-14 * *", "0 2 * * TUE", "0 2 */1 * TUE", "@weekly"})
  void one_that_names_days_in_one_way_only_is_not(String cron) {
    assertThat(warnings(withSpec("timeZone: UTC\nschedule: '" + cron + "'"))).isEmpty();
  }

  @Test
  void the_way_that_is_named_starts_runs_inside_their_window_on_second_tuesdays_only() {
    RestartPlan plan =
        plan(
            withSpec(
                "timeZone: UTC\nschedule: '0 2 8-14 * *'\n"
                    + "windows: [{days: [Tue], from: '02:00', to: '04:00'}]"));
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    int inside = 0;
    while (start.isBefore(Instant.parse("2028-01-01T00:00:00Z"))) {
      start = plan.schedule().orElseThrow().next(start, ZoneOffset.UTC).orElseThrow();
      if (plan.calendar().at(start) instanceof WindowStatus.Open) {
        LocalDate day = start.atZone(ZoneOffset.UTC).toLocalDate();
        assertThat(day)
            .isEqualTo(day.with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.TUESDAY)));
        inside++;
      }
    }
    assertThat(inside).isEqualTo(24);
  }
}
