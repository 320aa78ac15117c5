package dev.rollwave.window;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

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

class ComingOpeningsTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
  private static final MaintenanceWindow WEEKNIGHTS =
      weekly(EnumSet.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY), "23:00", "05:00");

  @Test
  void the_opening_after_fridays_is_that_of_monday() {
    ComingOpenings openings = openings(List.of(WEEKNIGHTS));

    assertThat(openings.after(at("2026-06-06T05:00+02:00")))
        .isEqualTo(opening("2026-06-08T23:00+02:00", "2026-06-09T05:00+02:00"));
  }

  @Test
  void the_one_that_an_instant_lies_in_does_not_count() {
    ComingOpenings openings = openings(List.of(WEEKNIGHTS));

    assertThat(openings.after(at("2026-06-06T01:00+02:00")))
        .isEqualTo(opening("2026-06-08T23:00+02:00", "2026-06-09T05:00+02:00"));
    assertThat(openings.after(at("2026-06-08T23:00+02:00")))
        .isEqualTo(opening("2026-06-09T23:00+02:00", "2026-06-10T05:00+02:00"));
  }

  @Test
  void a_frozen_night_is_none_and_a_frozen_morning_ends_one() {
    ComingOpenings openings = openings(List.of(WEEKNIGHTS), freeze("2026-06-10", "2026-06-10"));

    assertThat(openings.after(at("2026-06-09T12:00+02:00")))
        .isEqualTo(opening("2026-06-09T23:00+02:00", "2026-06-10T00:00+02:00"));
    assertThat(openings.after(at("2026-06-10T00:00+02:00")))
        .isEqualTo(opening("2026-06-11T00:00+02:00", "2026-06-11T05:00+02:00"));
  }

  @Test
  void windows_that_overlap_or_adjoin_are_one_opening() {
    ComingOpenings openings =
        openings(
            List.of(
                weekly(EnumSet.of(SATURDAY), "20:00", "00:00"),
                weekly(EnumSet.of(SUNDAY), "00:00", "02:00"),
                weekly(EnumSet.of(SUNDAY), "01:00", "06:00")));

    assertThat(openings.after(at("2026-06-01T00:00+02:00")))
        .isEqualTo(opening("2026-06-06T20:00+02:00", "2026-06-07T06:00+02:00"));
  }

  @Test
  void an_opening_that_pauses_while_the_clock_repeats_an_hour_is_one() {
    ComingOpenings openings = openings(List.of(weekly(EVERY_DAY, "02:30", "05:00")));

    // Open from 02:30 to 03:00, which is 02:00 again, and from then shown 02:30 on.
    assertThat(openings.after(at("2026-10-24T12:00+02:00")))
        .isEqualTo(opening("2026-10-25T02:30+02:00", "2026-10-25T05:00+01:00"));
    assertThat(openings.after(at("2026-10-25T02:10+01:00")))
        .as("asked in the pause")
        .isEqualTo(opening("2026-10-26T02:30+01:00", "2026-10-26T05:00+01:00"));
  }

  @Test
  void one_that_the_clock_skips_is_none() {
    ComingOpenings openings = openings(List.of(weekly(EVERY_DAY, "02:00", "03:00")));

    assertThat(openings.after(at("2026-03-28T12:00+01:00")))
        .isEqualTo(opening("2026-03-30T02:00+02:00", "2026-03-30T03:00+02:00"));
  }

  @Test
  void without_windows_none_comes_but_after_a_freeze_one_without_an_end() {
    assertThat(openings(List.of()).after(at("2026-06-01T00:00Z"))).isEmpty();
    assertThat(
            openings(List.of(), freeze("2026-06-10", "2026-06-12")).after(at("2026-06-01T00:00Z")))
        .contains(new WindowOpening(at("2026-06-13T00:00+02:00"), Instant.MAX));
  }

  @Test
  void windows_without_a_gap_between_them_have_no_end_in_sight() {
    List<MaintenanceWindow> always =
        List.of(
            new MaintenanceWindow.Recurring(
                CronSchedule.parse("* * * * *"), Duration.ofMinutes(1)));

    assertThat(openings(always).after(at("2026-06-01T00:00Z"))).isEmpty();
    assertThat(openings(always, freeze("2026-06-01", "2026-06-01")).after(at("2026-06-01T12:00Z")))
        .contains(new WindowOpening(at("2026-06-02T00:00+02:00"), Instant.MAX));
  }

  @Test
  void where_none_ever_comes_again_there_is_none() {
    assertThat(
            openings(List.of(WEEKNIGHTS), freeze("2026-06-10", "2036-06-10"))
                .after(at("2026-06-10T12:00+02:00")))
        .isEmpty();
  }

  private static ComingOpenings openings(List<MaintenanceWindow> windows, Freeze... freezes) {
    return new ComingOpenings(new WindowCalendar(MADRID, windows, List.of(freezes)));
  }

  private static MaintenanceWindow weekly(Set<DayOfWeek> days, String from, String to) {
    return new MaintenanceWindow.Weekly(days, LocalTime.parse(from), LocalTime.parse(to));
  }

  private static Freeze freeze(String from, String to) {
    return new Freeze("quiet days", LocalDate.parse(from), LocalDate.parse(to));
  }

  private static Optional<WindowOpening> opening(String opens, String closes) {
    return Optional.of(new WindowOpening(at(opens), at(closes)));
  }

  private static Instant at(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
