package dev.rollwave.window;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.window.WindowStatus.Closed;
import dev.rollwave.window.WindowStatus.Open;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowCalendarTest {
  private static final String MADRID = "Europe/Madrid";
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

  @Test
  void without_windows_and_freezes_it_is_open_and_never_closes() {
    assertThat(WindowCalendar.ALWAYS.at(Instant.EPOCH)).isEqualTo(new Open(Instant.MAX));
  }

  @Test
  void a_window_over_midnight_belongs_to_the_day_on_which_it_opens() {
    WindowCalendar calendar =
        calendar(
            MADRID,
            weekly(EnumSet.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY), "23:00", "05:00"));

    assertThat(calendar.at(at("2026-06-05T22:59:59.999999999+02:00")))
        .isEqualTo(outside("2026-06-05T23:00+02:00"));
    assertThat(calendar.at(at("2026-06-05T23:00+02:00"))).isEqualTo(open("2026-06-06T05:00+02:00"));
    assertThat(calendar.at(at("2026-06-06T04:59+02:00"))).isEqualTo(open("2026-06-06T05:00+02:00"));
    assertThat(calendar.at(at("2026-06-06T05:00+02:00")))
        .isEqualTo(outside("2026-06-08T23:00+02:00"));
    assertThat(calendar.at(at("2026-06-07T23:30+02:00")))
        .as("Sunday night is no window")
        .isEqualTo(outside("2026-06-08T23:00+02:00"));
  }

  @Test
  void a_window_to_24_00_ends_with_its_day() {
    WindowCalendar calendar = calendar(MADRID, weekly(EnumSet.of(SATURDAY), "20:00", "00:00"));

    assertThat(calendar.at(at("2026-06-06T23:59+02:00"))).isEqualTo(open("2026-06-07T00:00+02:00"));
    assertThat(calendar.at(at("2026-06-07T00:00+02:00")))
        .isEqualTo(outside("2026-06-13T20:00+02:00"));
  }

  @Test
  void windows_that_overlap_or_adjoin_are_one() {
    WindowCalendar calendar =
        calendar(
            "Asia/Kathmandu",
            weekly(EnumSet.of(SATURDAY), "01:00", "03:00"),
            weekly(EnumSet.of(SATURDAY), "02:00", "04:00"),
            weekly(EnumSet.of(SATURDAY), "04:00", "05:00"));

    assertThat(calendar.at(at("2026-06-06T01:30+05:45"))).isEqualTo(open("2026-06-06T05:00+05:45"));
  }

  @Test
  void a_recurring_window_lasts_an_elapsed_time() {
    WindowCalendar calendar = calendar(MADRID, recurring("0 22 * * 6", Duration.ofHours(6)));

    assertThat(calendar.at(at("2026-03-28T22:00+01:00")))
        .as("the clock goes from 2:00 to 3:00 meanwhile")
        .isEqualTo(open("2026-03-29T05:00+02:00"));
    assertThat(calendar.at(at("2026-10-24T22:00+02:00")))
        .as("the clock shows 2:00 to 3:00 twice meanwhile")
        .isEqualTo(open("2026-10-25T03:00+01:00"));
    assertThat(calendar.at(at("2026-10-25T03:00+01:00")))
        .isEqualTo(outside("2026-10-31T22:00+01:00"));
  }

  @Test
  void a_freeze_wins_over_windows_from_its_first_day_to_its_last() {
    WindowCalendar calendar =
        new WindowCalendar(
            ZoneId.of(MADRID),
            List.of(weekly(EVERY_DAY, "23:00", "05:00")),
            List.of(freeze("Black Friday", "2026-11-26", "2026-11-30")));

    assertThat(calendar.at(at("2026-11-25T23:30+01:00"))).isEqualTo(open("2026-11-26T00:00+01:00"));
    assertThat(calendar.at(at("2026-11-26T00:00+01:00")))
        .isEqualTo(frozen("2026-12-01T00:00+01:00", "Black Friday"));
    assertThat(calendar.at(at("2026-11-30T23:59+01:00")))
        .isEqualTo(frozen("2026-12-01T00:00+01:00", "Black Friday"));
    assertThat(calendar.at(at("2026-12-01T00:00+01:00"))).isEqualTo(open("2026-12-01T05:00+01:00"));
  }

  @Test
  void outside_a_window_the_next_opening_is_one_that_no_freeze_forbids() {
    WindowCalendar calendar =
        new WindowCalendar(
            ZoneId.of(MADRID),
            List.of(weekly(EnumSet.of(SATURDAY), "23:00", "05:00")),
            List.of(
                freeze("stocktaking", "2026-06-06", "2026-06-06"),
                freeze("audit", "2026-06-07", "2026-06-13")));

    assertThat(calendar.at(at("2026-06-05T12:00+02:00")))
        .as("in the night to the 14th the window opened on the 13th, and is frozen until midnight")
        .isEqualTo(outside("2026-06-14T00:00+02:00"));
  }

  @Test
  void a_calendar_of_freezes_alone_is_open_between_them() {
    WindowCalendar calendar =
        new WindowCalendar(
            ZoneId.of("America/New_York"),
            List.of(),
            List.of(
                freeze("election", "2026-11-03", "2026-11-03"),
                freeze("count", "2026-11-04", "2026-11-05")));

    assertThat(calendar.at(at("2026-11-02T23:00-05:00"))).isEqualTo(open("2026-11-03T00:00-05:00"));
    assertThat(calendar.at(at("2026-11-03T12:00-05:00")))
        .isEqualTo(frozen("2026-11-06T00:00-05:00", "election"));
    assertThat(calendar.at(at("2026-11-06T00:00-05:00"))).isEqualTo(new Open(Instant.MAX));
  }

  @Test
  void an_opening_time_that_the_clock_skips_opens_at_the_end_of_the_gap() {
    WindowCalendar calendar = calendar(MADRID, weekly(EVERY_DAY, "02:30", "05:00"));

    assertThat(calendar.at(at("2026-03-29T01:59:59+01:00")))
        .isEqualTo(outside("2026-03-29T03:00+02:00"));
    assertThat(calendar.at(at("2026-03-29T03:00+02:00"))).isEqualTo(open("2026-03-29T05:00+02:00"));
  }

  @Test
  void a_closing_time_that_the_clock_skips_closes_where_it_skips() {
    WindowCalendar calendar = calendar(MADRID, weekly(EVERY_DAY, "23:00", "02:30"));

    assertThat(calendar.at(at("2026-03-29T01:00+01:00"))).isEqualTo(open("2026-03-29T03:00+02:00"));
    assertThat(calendar.at(at("2026-03-29T03:00+02:00")))
        .isEqualTo(outside("2026-03-29T23:00+02:00"));
  }

  @Test
  void a_window_that_the_clock_skips_whole_does_not_open_that_day() {
    WindowCalendar calendar = calendar(MADRID, weekly(EVERY_DAY, "02:10", "02:50"));

    assertThat(calendar.at(at("2026-03-29T01:59+01:00")))
        .isEqualTo(outside("2026-03-30T02:10+02:00"));
  }

  @Test
  void a_closing_time_that_the_clock_shows_twice_closes_the_first_time_and_for_good() {
    WindowCalendar calendar = calendar(MADRID, weekly(EVERY_DAY, "23:00", "02:30"));

    assertThat(calendar.at(at("2026-10-25T02:29+02:00"))).isEqualTo(open("2026-10-25T02:30+02:00"));
    assertThat(calendar.at(at("2026-10-25T02:30+02:00")))
        .isEqualTo(outside("2026-10-25T23:00+01:00"));
    assertThat(calendar.at(at("2026-10-25T02:10+01:00")))
        .as("the clock reads 2:10 again")
        .isEqualTo(outside("2026-10-25T23:00+01:00"));
  }

  @Test
  void an_opening_time_that_the_clock_shows_twice_opens_but_not_while_it_reads_earlier() {
    WindowCalendar calendar = calendar(MADRID, weekly(EVERY_DAY, "02:30", "05:00"));

    assertThat(calendar.at(at("2026-10-25T02:30+02:00"))).isEqualTo(open("2026-10-25T02:00+01:00"));
    assertThat(calendar.at(at("2026-10-25T02:00+01:00")))
        .isEqualTo(outside("2026-10-25T02:30+01:00"));
    assertThat(calendar.at(at("2026-10-25T02:30+01:00"))).isEqualTo(open("2026-10-25T05:00+01:00"));
  }

  @Test
  void a_window_that_holds_the_whole_repeated_hour_stays_open_through_it() {
    WindowCalendar calendar = calendar("America/New_York", weekly(EVERY_DAY, "01:00", "02:00"));

    assertThat(calendar.at(at("2026-11-01T01:00-04:00"))).isEqualTo(open("2026-11-01T02:00-05:00"));
  }

  @Test
  void a_window_inside_the_repeated_hour_opens_once() {
    WindowCalendar calendar = calendar("America/New_York", weekly(EVERY_DAY, "01:10", "01:50"));

    assertThat(calendar.at(at("2026-11-01T01:10-04:00"))).isEqualTo(open("2026-11-01T01:50-04:00"));
    assertThat(calendar.at(at("2026-11-01T01:10-05:00")))
        .isEqualTo(outside("2026-11-02T01:10-05:00"));
  }

  @Test
  void half_an_hour_is_a_clock_change_too() {
    WindowCalendar calendar = calendar("Australia/Lord_Howe", weekly(EVERY_DAY, "01:45", "02:15"));

    assertThat(calendar.at(at("2026-04-05T01:45+11:00"))).isEqualTo(open("2026-04-05T01:30+10:30"));
    assertThat(calendar.at(at("2026-04-05T01:30+10:30")))
        .isEqualTo(outside("2026-04-05T01:45+10:30"));
    assertThat(calendar.at(at("2026-10-04T01:45+10:30")))
        .as("2:00 to 2:30 is skipped")
        .isEqualTo(open("2026-10-04T02:30+11:00"));
  }

  @Test
  void a_day_that_the_island_skipped_neither_opens_nor_freezes() {
    WindowCalendar calendar =
        new WindowCalendar(
            ZoneId.of("Pacific/Apia"),
            List.of(weekly(EnumSet.of(FRIDAY), "08:00", "12:00")),
            List.of(freeze("the day that never was", "2011-12-30", "2011-12-30")));

    assertThat(calendar.at(at("2011-12-29T23:59-10:00")))
        .isEqualTo(outside("2012-01-06T08:00+14:00"));
    assertThat(calendar.at(at("2011-12-31T00:00+14:00")))
        .isEqualTo(outside("2012-01-06T08:00+14:00"));
  }

  @Test
  void where_a_clock_is_put_back_to_midnight_a_frozen_day_ends_the_first_time() {
    WindowCalendar calendar =
        new WindowCalendar(
            ZoneId.of("America/Havana"),
            List.of(),
            List.of(freeze("carnival", "2026-10-31", "2026-10-31")));

    assertThat(calendar.at(at("2026-10-31T12:00-04:00")))
        .isEqualTo(frozen("2026-11-01T00:00-04:00", "carnival"));
  }

  @Test
  void where_a_clock_is_put_back_over_midnight_a_frozen_day_is_frozen_to_its_last_minute() {
    WindowCalendar calendar =
        new WindowCalendar(
            ZoneId.of("America/St_Johns"),
            List.of(),
            List.of(freeze("regatta", "2006-10-28", "2006-10-28")));

    assertThat(calendar.at(at("2006-10-29T00:00:30-02:30")))
        .as("a minute later the clock reads 23:01 of the 28th again")
        .isEqualTo(frozen("2006-10-29T00:00-03:30", "regatta"));
  }

  @Test
  void a_leap_day_is_found_from_just_after_the_last() {
    WindowCalendar calendar = calendar("UTC", recurring("0 1 29 2 *", Duration.ofHours(1)));

    assertThat(calendar.at(at("2028-02-29T02:00Z"))).isEqualTo(outside("2032-02-29T01:00Z"));
  }

  @Test
  void an_opening_beyond_the_horizon_is_none() {
    WindowCalendar calendar =
        new WindowCalendar(
            ZoneId.of("UTC"), List.of(), List.of(freeze("for good", "2026-01-01", "9999-12-31")));

    assertThat(calendar.at(at("2026-06-01T00:00Z")))
        .isEqualTo(new Closed(Optional.empty(), "frozen: for good"));
  }

  @Test
  void windows_without_end_are_open_whenever_asked_again() {
    WindowCalendar calendar = calendar(MADRID, weekly(EVERY_DAY, "00:00", "00:00"));
    Instant instant = at("2026-06-01T12:00+02:00");

    for (int i = 0; i < 5; i++) {
      assertThat(calendar.at(instant)).isInstanceOf(Open.class);
      Instant closes = ((Open) calendar.at(instant)).closes();
      assertThat(closes).isAfter(instant.plus(Duration.ofDays(30)));
      instant = closes;
    }
  }

  @Test
  void a_window_of_all_days_but_one_closes_for_that_one() {
    WindowCalendar calendar =
        calendar(MADRID, weekly(EnumSet.complementOf(EnumSet.of(SUNDAY)), "00:00", "00:00"));

    assertThat(calendar.at(at("2026-06-01T12:00+02:00"))).isEqualTo(open("2026-06-07T00:00+02:00"));
  }

  @Test
  void windows_that_adjoin_without_end_are_followed_for_64_openings_or_32_days() {
    WindowCalendar hourly = calendar("UTC", recurring("0 * * * *", Duration.ofHours(1)));
    WindowCalendar daily = calendar("UTC", weekly(EVERY_DAY, "00:00", "00:00"));

    assertThat(hourly.at(at("2026-06-01T00:00Z"))).isEqualTo(open("2026-06-03T16:00Z"));
    assertThat(daily.at(at("2026-06-01T00:00Z"))).isEqualTo(open("2026-07-03T00:00Z"));
    assertThat(daily.at(at("2026-06-01T00:00:01Z"))).isEqualTo(open("2026-07-04T00:00Z"));
  }

  @Test
  void of_windows_that_hold_an_instant_the_one_that_closes_last_counts() {
    WindowCalendar calendar =
        calendar(
            "UTC",
            weekly(EVERY_DAY, "01:00", "05:00"),
            weekly(EVERY_DAY, "02:00", "03:00"),
            recurring("30 1 * * *", Duration.ofHours(5)));

    assertThat(calendar.at(at("2026-06-01T02:30Z"))).isEqualTo(open("2026-06-01T06:30Z"));
    assertThat(calendar.at(at("2026-06-01T06:30Z"))).isEqualTo(outside("2026-06-02T01:00Z"));
  }

  @Test
  void a_recurring_window_that_is_due_again_while_open_lasts_from_the_last_time() {
    WindowCalendar calendar = calendar("UTC", recurring("0 1,2 * * *", Duration.ofHours(3)));

    assertThat(calendar.at(at("2026-06-01T02:00Z"))).isEqualTo(open("2026-06-01T05:00Z"));
    assertThat(calendar.at(at("2026-06-01T05:00Z"))).isEqualTo(outside("2026-06-02T01:00Z"));
  }

  @Test
  void an_opening_is_looked_for_up_to_the_horizon_and_not_beyond() {
    Instant asked = at("2026-06-01T00:00Z");
    Instant horizon = asked.plus(WindowCalendar.HORIZON);
    LocalDate lastFrozen = LocalDate.ofInstant(horizon, ZoneId.of("UTC")).minusDays(1);
    Freeze freeze = freeze("long", "2026-01-01", lastFrozen.toString());
    WindowCalendar always = new WindowCalendar(ZoneId.of("UTC"), List.of(), List.of(freeze));

    assertThat(always.at(asked)).isEqualTo(new Closed(Optional.of(horizon), "frozen: long"));
    assertThat(always.at(asked.minusNanos(1)))
        .isEqualTo(new Closed(Optional.empty(), "frozen: long"));
  }

  @Test
  void the_first_opening_after_a_freeze_counts_only_when_it_is_within_the_horizon() {
    // The freeze ends three days before the horizon.
    Instant asked = at("2026-06-01T00:00Z");
    LocalDate lastFrozen =
        LocalDate.ofInstant(asked.plus(WindowCalendar.HORIZON), ZoneId.of("UTC")).minusDays(4);
    DayOfWeek atHorizon = lastFrozen.plusDays(4).getDayOfWeek();
    Freeze freeze = freeze("long", "2026-01-01", lastFrozen.toString());
    String cronDay = Integer.toString(atHorizon.getValue() % 7);

    for (MaintenanceWindow there :
        List.of(
            weekly(EnumSet.of(atHorizon), "00:00", "01:00"),
            recurring("0 0 * * " + cronDay, Duration.ofHours(1)))) {
      assertThat(new WindowCalendar(ZoneId.of("UTC"), List.of(there), List.of(freeze)).at(asked))
          .isEqualTo(new Closed(Optional.of(asked.plus(WindowCalendar.HORIZON)), "frozen: long"));
    }
    for (MaintenanceWindow beyond :
        List.of(
            weekly(EnumSet.of(atHorizon), "00:01", "01:00"),
            recurring("1 0 * * " + cronDay, Duration.ofHours(1)))) {
      assertThat(new WindowCalendar(ZoneId.of("UTC"), List.of(beyond), List.of(freeze)).at(asked))
          .isEqualTo(new Closed(Optional.empty(), "frozen: long"));
    }
  }

  @Test
  void a_freeze_that_begins_where_the_window_is_open_closes_it_and_one_that_began_does_not() {
    WindowCalendar calendar =
        new WindowCalendar(
            ZoneId.of("UTC"),
            List.of(weekly(EVERY_DAY, "22:00", "06:00")),
            List.of(
                freeze("later", "2026-06-09", "2026-06-09"),
                freeze("past", "2026-05-01", "2026-05-02"),
                freeze("sooner", "2026-06-03", "2026-06-03")));

    assertThat(calendar.at(at("2026-06-02T22:00Z"))).isEqualTo(open("2026-06-03T00:00Z"));
    assertThat(calendar.at(at("2026-06-03T00:00Z")))
        .isEqualTo(frozen("2026-06-04T00:00Z", "sooner"));
    assertThat(calendar.at(at("2026-06-04T00:00Z"))).isEqualTo(open("2026-06-04T06:00Z"));
  }

  private static WindowCalendar calendar(String zone, MaintenanceWindow... windows) {
    return new WindowCalendar(ZoneId.of(zone), List.of(windows), List.of());
  }

  private static MaintenanceWindow weekly(Set<DayOfWeek> days, String from, String to) {
    return new MaintenanceWindow.Weekly(days, LocalTime.parse(from), LocalTime.parse(to));
  }

  private static MaintenanceWindow recurring(String cron, Duration duration) {
    return new MaintenanceWindow.Recurring(CronSchedule.parse(cron), duration);
  }

  private static Freeze freeze(String name, String from, String to) {
    return new Freeze(name, LocalDate.parse(from), LocalDate.parse(to));
  }

  private static Instant at(String time) {
    return OffsetDateTime.parse(time).toInstant();
  }

  private static Open open(String closes) {
    return new Open(at(closes));
  }

  private static Closed outside(String opens) {
    return new Closed(Optional.of(at(opens)), "outside every window");
  }

  private static Closed frozen(String opens, String name) {
    return new Closed(Optional.of(at(opens)), "frozen: " + name);
  }
}
