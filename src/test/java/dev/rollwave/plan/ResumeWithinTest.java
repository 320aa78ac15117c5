package dev.rollwave.plan;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.Freeze;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResumeWithinTest {
  private static final ResumeWithin DEFAULT = new ResumeWithin.OpeningAfterNext();
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final MaintenanceWindow WEEKNIGHTS =
      weekly(EnumSet.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY), "23:00", "05:00");
  private static final MaintenanceWindow SUNDAYS = weekly(EnumSet.of(SUNDAY), "02:00", "02:10");

  @Test
  void over_a_weekend_a_run_is_continued_until_the_second_night_after_it() {
    assertThat(until("2026-06-06T05:03+02:00", WEEKNIGHTS)).isEqualTo(at("2026-06-10T05:00+02:00"));
  }

  @Test
  void a_run_of_a_weekly_window_is_continued_for_two_weeks() {
    assertThat(until("2026-11-29T02:12+01:00", SUNDAYS)).isEqualTo(at("2026-12-13T02:10+01:00"));
    assertThat(until("2026-11-29T02:05+01:00", SUNDAYS))
        .as("killed while the window is open")
        .isEqualTo(at("2026-12-13T02:10+01:00"));
  }

  @Test
  void openings_that_come_soon_leave_it_24_hours() {
    MaintenanceWindow hourly =
        new MaintenanceWindow.Recurring(CronSchedule.parse("0 * * * *"), Duration.ofMinutes(10));

    assertThat(until("2026-06-06T05:15+02:00", hourly)).isEqualTo(at("2026-06-07T05:15+02:00"));
  }

  @Test
  void frozen_nights_do_not_count() {
    WindowCalendar calendar =
        calendar(List.of(WEEKNIGHTS), new Freeze("close", date("2026-06-08"), date("2026-06-21")));

    assertThat(DEFAULT.until(at("2026-06-06T05:03+02:00"), calendar))
        .isEqualTo(at("2026-06-24T05:00+02:00"));
  }

  @Test
  void a_night_that_the_clock_skips_does_not_count_and_one_that_it_repeats_counts_once() {
    MaintenanceWindow skipped = weekly(EnumSet.of(SUNDAY), "02:00", "03:00");
    MaintenanceWindow repeated = weekly(EnumSet.of(SUNDAY), "02:30", "05:00");

    assertThat(until("2026-03-22T03:00+01:00", skipped)).isEqualTo(at("2026-04-12T03:00+02:00"));
    assertThat(until("2026-10-18T05:00+02:00", repeated)).isEqualTo(at("2026-11-01T05:00+01:00"));
  }

  @Test
  void a_window_on_leap_days_only_is_waited_for() {
    MaintenanceWindow leapDays =
        new MaintenanceWindow.Recurring(CronSchedule.parse("0 1 29 2 *"), Duration.ofHours(1));

    assertThat(until("2028-02-29T02:00+01:00", leapDays)).isEqualTo(at("2036-02-29T02:00+01:00"));
  }

  @Test
  void where_one_opening_only_is_to_come_its_end_is_the_end() {
    WindowCalendar calendar =
        calendar(
            List.of(WEEKNIGHTS), new Freeze("closed down", date("2026-06-09"), date("2046-06-09")));

    assertThat(DEFAULT.until(at("2026-06-06T05:00+02:00"), calendar))
        .isEqualTo(at("2026-06-09T00:00+02:00"));
    assertThat(DEFAULT.until(at("2026-06-09T00:00+02:00"), calendar))
        .as("none is to come")
        .isEqualTo(at("2026-06-10T00:00+02:00"));
  }

  @Test
  void without_windows_it_is_24_hours_in_which_it_is_not_frozen() {
    assertThat(until("2026-06-06T05:00+02:00")).isEqualTo(at("2026-06-07T05:00+02:00"));
    WindowCalendar frozen =
        calendar(
            List.of(),
            new Freeze("close", date("2026-06-07"), date("2026-06-13")),
            new Freeze("more", date("2026-06-14"), date("2026-06-14")),
            new Freeze("later", date("2026-07-01"), date("2026-07-01")),
            new Freeze("for good", date("2026-08-01"), date("2046-08-01")));
    assertThat(DEFAULT.until(at("2026-06-06T05:00+02:00"), frozen))
        .isEqualTo(at("2026-06-16T00:00+02:00"));
    assertThat(DEFAULT.until(at("2026-08-01T00:00+02:00"), frozen))
        .isEqualTo(at("2026-08-02T00:00+02:00"));
  }

  @Test
  void an_opening_without_an_end_counts_for_24_hours() {
    WindowCalendar calendar =
        calendar(
            List.of(weekly(EnumSet.allOf(DayOfWeek.class), "00:00", "00:00")),
            new Freeze("close", date("2026-06-07"), date("2026-06-13")));

    assertThat(DEFAULT.until(at("2026-06-06T05:00+02:00"), calendar))
        .isEqualTo(at("2026-06-15T00:00+02:00"));
    assertThat(DEFAULT.until(at("2026-06-20T05:00+02:00"), calendar))
        .isEqualTo(at("2026-06-21T05:00+02:00"));
  }

  @Test
  void a_later_sign_of_life_never_ends_it_earlier() {
    WindowCalendar calendar =
        calendar(
            List.of(WEEKNIGHTS, SUNDAYS), new Freeze("x", date("2026-10-20"), date("2026-10-27")));
    Instant last = Instant.MIN;
    for (Instant sign = at("2026-10-10T00:00Z");
        sign.isBefore(at("2026-11-10T00:00Z"));
        sign = sign.plus(Duration.ofMinutes(25))) {
      Instant until = DEFAULT.until(sign, calendar);
      assertThat(until).as("after %s", sign).isAfterOrEqualTo(last);
      last = until;
    }
  }

  @Test
  void a_fixed_time_counts_from_the_sign_of_life_whenever_windows_open() {
    ResumeWithin fixed = new ResumeWithin.Fixed(Duration.ofHours(12));

    assertThat(fixed.until(at("2026-06-06T05:00+02:00"), calendar(List.of(WEEKNIGHTS))))
        .isEqualTo(at("2026-06-06T17:00+02:00"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResumeWithin.Fixed(Duration.ZERO))
        .withMessageContaining("positive");
  }

  private static Instant until(String lastSign, MaintenanceWindow... windows) {
    return DEFAULT.until(at(lastSign), calendar(List.of(windows)));
  }

  private static WindowCalendar calendar(List<MaintenanceWindow> windows, Freeze... freezes) {
    return new WindowCalendar(MADRID, windows, List.of(freezes));
  }

  private static MaintenanceWindow weekly(Set<DayOfWeek> days, String from, String to) {
    return new MaintenanceWindow.Weekly(days, LocalTime.parse(from), LocalTime.parse(to));
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  private static Instant at(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
