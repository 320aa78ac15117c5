package dev.rollwave.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
  private static final String MADRID = "Europe/Madrid";
  private static final String LORD_HOWE = "Australia/Lord_Howe";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */20 3 * * *      | 2026-06-01T03:00 2026-06-01T03:20 2026-06-01T03:40 2026-06-02T03:00
          5/25 3 * * *      | 2026-06-01T03:05 2026-06-01T03:30 2026-06-01T03:55 2026-06-02T03:05
          0 2 10-20/5 * *   | 2026-06-10T02:00 2026-06-15T02:00 2026-06-20T02:00 2026-07-10T02:00
          30 1 * * 1-5      | 2026-06-01T01:30 2026-06-02T01:30 2026-06-03T01:30 2026-06-04T01:30
          0 2 * * 0         | 2026-06-07T02:00 2026-06-14T02:00
          0 2 * * 7         | 2026-06-07T02:00 2026-06-14T02:00
          0 2 * * 6-7       | 2026-06-06T02:00 2026-06-07T02:00 2026-06-13T02:00
          0 2 * * sat,SUN   | 2026-06-06T02:00 2026-06-07T02:00 2026-06-13T02:00
          0 2 1 jan-Mar *   | 2027-01-01T02:00 2027-02-01T02:00 2027-03-01T02:00
          0 2 ? * MON       | 2026-06-01T02:00 2026-06-08T02:00
          0 2 29 2 *        | 2028-02-29T02:00 2032-02-29T02:00
          @yearly           | 2027-01-01T00:00
          @annually         | 2027-01-01T00:00
          @monthly          | 2026-06-01T00:00 2026-07-01T00:00
          @weekly           | 2026-06-07T00:00 2026-06-14T00:00
          @daily            | 2026-06-01T00:00 2026-06-02T00:00
          @midnight         | 2026-06-01T00:00 2026-06-02T00:00
          @hourly           | 2026-06-01T00:00 2026-06-01T01:00
          """)
  void fires_as_in_a_cron_job(String cron, String times) {
    assertThat(times("UTC", cron, "2026-05-31T23:59:59.5", times.split(" ").length))
        .extracting(OffsetDateTime::toLocalDateTime)
        .containsExactly(
            List.of(times.split(" ")).stream()
                .map(LocalDateTime::parse)
                .toArray(LocalDateTime[]::new));
  }

  @Test
  void day_of_month_and_day_of_week_are_joined_by_or_when_both_are_restricted() {
    assertThat(times("UTC", "0 2 1 * 1", "2026-06-28T00:00", 3))
        .extracting(OffsetDateTime::toLocalDateTime)
        .containsExactly(
            LocalDateTime.parse("2026-06-29T02:00"),
            LocalDateTime.parse("2026-07-01T02:00"),
            LocalDateTime.parse("2026-07-06T02:00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 2 */1 * TUE", "0 2 ?/1 * TUE", "0 2 *,15 * TUE", "0 2 ? * TUE"})
  void a_day_of_month_that_leaves_every_day_open_restricts_nothing_however_it_is_written(
      String cron) {
    CronSchedule tuesdays = CronSchedule.parse(cron);

    assertThat(tuesdays.next(Instant.parse("2026-11-25T00:00:00Z"), ZoneOffset.UTC))
        .as("the 25th is a Wednesday")
        .contains(Instant.parse("2026-12-01T02:00:00Z"));
    assertThat(tuesdays.isDueOnEitherDay()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 2 */2 * TUE", "0 2 1-31 * TUE", "0 2 13 * 5"})
  void one_that_names_days_is_joined_with_the_day_of_week_by_or(String cron) {
    assertThat(CronSchedule.parse(cron).isDueOnEitherDay()).isTrue();
  }

  @Test
  void the_next_time_is_exclusive_and_the_last_time_too() {
    CronSchedule daily = CronSchedule.parse("0 2 * * *");
    ZoneId utc = ZoneId.of("UTC");
    Instant fires = Instant.parse("2026-06-02T02:00:00Z");

    assertThat(daily.next(fires, utc)).contains(Instant.parse("2026-06-03T02:00:00Z"));
    assertThat(daily.next(fires.minusNanos(1), utc)).contains(fires);
    assertThat(daily.last(fires, utc)).contains(Instant.parse("2026-06-01T02:00:00Z"));
    assertThat(daily.last(fires.plusNanos(1), utc)).contains(fires);
  }

  @Test
  void a_time_that_the_clock_skips_does_not_fire_that_day() {
    assertThat(times(MADRID, "30 2 * * *", "2026-03-28T00:00", 2))
        .containsExactly(at("2026-03-28T02:30+01:00"), at("2026-03-30T02:30+02:00"));
    assertThat(times(LORD_HOWE, "15 2 * * *", "2026-10-03T00:00", 2))
        .containsExactly(at("2026-10-03T02:15+10:30"), at("2026-10-05T02:15+11:00"));
    assertThat(times("Pacific/Apia", "0 12 * * *", "2011-12-29T00:00", 2))
        .containsExactly(at("2011-12-29T12:00-10:00"), at("2011-12-31T12:00+14:00"));
  }

  @Test
  void the_first_time_after_a_gap_fires() {
    assertThat(times(MADRID, "0 3 * * *", "2026-03-28T12:00", 1))
        .containsExactly(at("2026-03-29T03:00+02:00"));
  }

  @ParameterizedTest
  @CsvSource({"30 2 * * *", "'0,30 2 * * *'", "30 1-2 * * *", "'30 1,2 * * *'", "*/30 2 * * *"})
  void a_time_that_the_clock_shows_twice_fires_the_first_time_however_it_is_written(String cron) {
    List<OffsetDateTime> fired = times(MADRID, cron, "2026-10-25T02:00", 2);

    assertThat(fired.getFirst()).isEqualTo(at("2026-10-25T02:30+02:00"));
    assertThat(fired.getLast()).isAfter(at("2026-10-25T12:00+01:00"));
  }

  @Test
  void what_is_due_every_hour_is_due_in_the_repeated_one_too() {
    assertThat(times(MADRID, "30 * * * *", "2026-10-25T02:00", 3))
        .containsExactly(
            at("2026-10-25T02:30+02:00"),
            at("2026-10-25T02:30+01:00"),
            at("2026-10-25T03:30+01:00"));
    assertThat(times(LORD_HOWE, "*/30 * * * *", "2026-04-05T01:00", 4))
        .containsExactly(
            at("2026-04-05T01:30+11:00"),
            at("2026-04-05T01:30+10:30"),
            at("2026-04-05T02:00+10:30"),
            at("2026-04-05T02:30+10:30"));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Madrid,2026-10-20T00:00",
    "Europe/Madrid,2026-03-25T00:00",
    "Australia/Lord_Howe,2026-04-01T00:00",
    "Pacific/Apia,2011-12-27T00:00",
    "America/Havana,2026-10-29T00:00"
  })
  void the_last_time_before_is_always_the_time_that_the_next_after_leads_from(
      String zone, String from) {
    for (String cron : List.of("30 2 * * *", "*/17 * * * *", "15 0,1 */2 * *", "0 0 * * 6")) {
      List<OffsetDateTime> times = times(zone, cron, from, 20);
      for (int i = 1; i < times.size(); i++) {
        assertThat(CronSchedule.parse(cron).last(times.get(i).toInstant(), ZoneId.of(zone)))
            .as("%s before %s", cron, times.get(i))
            .contains(times.get(i - 1).toInstant());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 2 * * *          | `60` is not a valid minute (0 to 59)
          0 24 * * *          | `24` is not a valid hour (0 to 23)
          0 2 32 * *          | `32` is not a valid day of month (1 to 31)
          0 2 0 * *           | `0` is not a valid day of month (1 to 31)
          0 2 * 13 *          | `13` is not a valid month (1 to 12 or JAN to DEC)
          0 2 * * 8           | `8` is not a valid day of week (0 to 7 or SUN to SAT)
          0 2 * * MOON        | `MOON` is not a valid day of week
          */0 2 * * *         | `*/0` is not a valid minute
          30-10 2 * * *       | `30-10` is not a valid minute
          0 2 1,,2 * *        | `1,,2` is not a valid day of month
          0 2 L * *           | `L` is not a valid day of month
          0 2 * * 1#2         | `1#2` is not a valid day of week
          0 2 * *             | five fields (minute, hour, day of month, month, day of week), not 4
          0 0 2 * * *         | five fields (minute, hour, day of month, month, day of week), not 6
          @every 1h           | `@every 1h` is none of @yearly
          @reboot             | `@reboot` is none of @yearly
          TZ=UTC 0 2 * * *    | names no zone here; the plan's timeZone says it
          CRON_TZ=UTC 0 2 * * * | names no zone here
          cron_tz=UTC 0 2 * * * | names no zone here
          0 2 30 2 *          | no such date
          ''                  | the cron expression is empty
          """)
  void what_is_no_cron_expression_is_refused_in_words(String cron, String words) {
    assertThatThrownBy(() -> CronSchedule.parse(cron))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void an_endless_expression_is_refused_before_it_is_parsed() {
    assertThatThrownBy(() -> CronSchedule.parse("0,".repeat(200) + "0 2 * * *"))
        .hasMessageContaining("longer than 256 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "2030-06-01T00:00:00Z, 2028-02-29T02:00:00Z",
    "2032-02-29T02:00:00Z, 2028-02-29T02:00:00Z",
    // There is no 29 February 2100, so that it is almost eight years back.
    "2104-02-29T01:59:59Z, 2096-02-29T02:00:00Z",
  })
  void the_last_leap_day_is_found_however_long_ago_it_was(Instant asked, Instant last) {
    assertThat(CronSchedule.parse("0 2 29 2 *").last(asked, ZoneId.of("UTC"))).contains(last);
  }

  @Test
  void the_last_time_of_a_stretch_is_after_its_start_and_may_be_its_end() {
    CronSchedule hourly = CronSchedule.parse("0 * * * *");
    ZoneId utc = ZoneId.of("UTC");
    Instant one = Instant.parse("2026-06-02T01:00:00Z");
    Instant four = Instant.parse("2026-06-02T04:00:00Z");

    assertThat(hourly.lastBetween(one, four, utc)).contains(four);
    assertThat(hourly.lastBetween(one, four.minusNanos(1), utc))
        .contains(Instant.parse("2026-06-02T03:00:00Z"));
    assertThat(hourly.lastBetween(one.minusNanos(1), one, utc)).contains(one);
    assertThat(hourly.lastBetween(one, one.plusSeconds(3599), utc)).isEmpty();
  }

  @Test
  void neither_of_two_times_a_minute_apart_is_passed_over() {
    CronSchedule everyMinute = CronSchedule.parse("* * * * *");
    Instant noon = Instant.parse("2026-06-02T12:00:00Z");

    assertThat(everyMinute.last(noon, ZoneId.of("UTC"))).contains(noon.minusSeconds(60));
    assertThat(everyMinute.last(noon.plusSeconds(59), ZoneId.of("UTC"))).contains(noon);
    assertThat(
            everyMinute.lastBetween(
                noon.minusSeconds(7200), noon.plusSeconds(60), ZoneId.of("UTC")))
        .contains(noon.plusSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30 2 * * *", "0 */6 * * 0", "*/20 * * * *", "0 0 29 2 *"})
  void what_was_asked_before_changes_no_answer(String cron) {
    CronSchedule asked = CronSchedule.parse(cron);
    Instant start = Instant.parse("2026-10-23T00:00:00Z");
    for (int step = 0; step < 60; step++) {
      // To and fro over the clock change, and between two zones.
      Instant instant = start.plus(Duration.ofMinutes(step * 3701L % 7200));
      ZoneId zone = ZoneId.of(step % 3 == 0 ? LORD_HOWE : MADRID);
      Instant back = instant.minus(Duration.ofMinutes(step * 7L % 900));
      CronSchedule fresh = CronSchedule.parse(cron);

      assertThat(asked.lastBetween(back, instant, zone))
          .as("%s to %s in %s", back, instant, zone)
          .isEqualTo(fresh.lastBetween(back, instant, zone));
      assertThat(asked.next(back, zone)).isEqualTo(CronSchedule.parse(cron).next(back, zone));
      assertThat(asked.last(back, zone)).isEqualTo(CronSchedule.parse(cron).last(back, zone));
    }
  }

  @Test
  void schedules_that_are_written_alike_are_the_same_and_others_are_not() {
    CronSchedule daily = CronSchedule.parse("0 0 * * *");

    assertThat(daily).isEqualTo(CronSchedule.parse("0 0 * * *"));
    assertThat(daily).hasSameHashCodeAs(CronSchedule.parse("0 0 * * *"));
    assertThat(daily).isNotEqualTo(CronSchedule.parse("0 1 * * *"));
    assertThat(daily)
        .as("a plan that is written otherwise")
        .isNotEqualTo(CronSchedule.parse("@daily"));
    assertThat(daily).isNotEqualTo("0 0 * * *");
  }

  @Test
  void a_schedule_is_shown_as_it_was_written() {
    assertThat(CronSchedule.parse("30 1 * * mon-Fri")).hasToString("30 1 * * mon-Fri");
  }

  @Test
  void a_question_mark_for_the_hour_is_every_hour_in_the_repeated_one_too() {
    assertThat(times(MADRID, "30 ? * * *", "2026-10-25T02:00", 2))
        .containsExactly(at("2026-10-25T02:30+02:00"), at("2026-10-25T02:30+01:00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"  0 2 * * *  ", "0  2 *\t* *", " @daily "})
  void blanks_around_and_between_the_fields_mean_nothing(String cron) {
    assertThat(CronSchedule.parse(cron).next(Instant.EPOCH, ZoneId.of("UTC"))).isPresent();
  }

  @Test
  void an_expression_may_be_256_characters_long_not_counting_blanks_around_it() {
    String longest = "0,".repeat(123) + "0 12 * * *";

    assertThat(longest).hasSize(256);
    assertThat(CronSchedule.parse("  " + longest).next(Instant.EPOCH, ZoneId.of("UTC")))
        .contains(Instant.EPOCH.plus(Duration.ofHours(12)));
    assertThatThrownBy(() -> CronSchedule.parse(longest + "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("longer than 256 characters");
  }

  private static List<OffsetDateTime> times(String zone, String cron, String from, int count) {
    CronSchedule schedule = CronSchedule.parse(cron);
    ZoneId id = ZoneId.of(zone);
    Instant now = LocalDateTime.parse(from).atZone(id).toInstant();
    List<OffsetDateTime> times = new ArrayList<>();
    while (times.size() < count) {
      now = schedule.next(now, id).orElseThrow();
      times.add(now.atZone(id).toOffsetDateTime());
    }
    return times;
  }

  private static OffsetDateTime at(String time) {
    return OffsetDateTime.parse(time);
  }
}
