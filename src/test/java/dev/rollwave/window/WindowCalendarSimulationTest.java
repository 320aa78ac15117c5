package dev.rollwave.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.window.WindowStatus.Closed;
import dev.rollwave.window.WindowStatus.Open;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the calendar with somebody who watches the clock. To repeat a failure, give its zone and
 * seed to {@link #compare}.
 */
class WindowCalendarSimulationTest {
  private static final int SEEDS = 50;
  private static final int DAYS_BEFORE = 9;
  private static final int DAYS_AFTER = 16;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Madrid",
        "America/New_York",
        "America/Havana",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "UTC"
      })
  void closes_and_opens_as_somebody_who_watches_the_clock_would_say(String zone) {
    for (long seed = 0; seed < SEEDS; seed++) {
      compare(ZoneId.of(zone), seed);
    }
  }

  private static void compare(ZoneId zone, long seed) {
    Random random = new Random(seed);
    Instant around = around(zone, random);
    List<MaintenanceWindow.Weekly> weekly = some(random, 4, () -> weekly(random));
    List<WallClock.Recurring> recurring = some(random, 3, () -> recurring(random));
    List<Freeze> freezes = some(random, 3, () -> freeze(random, LocalDate.ofInstant(around, zone)));
    WindowCalendar calendar =
        new WindowCalendar(
            zone,
            Stream.concat(weekly.stream(), recurring.stream().map(WallClock.Recurring::toWindow))
                .toList(),
            freezes);
    // In St. John's the clocks changed a minute after midnight, everywhere else on the full hour.
    Duration tick = Duration.ofMinutes(zone.getId().endsWith("St_Johns") ? 1 : 5);
    int perDay = (int) Duration.ofDays(1).dividedBy(tick);
    WallClock clock =
        new WallClock(
            zone,
            around.minus(Duration.ofDays(DAYS_BEFORE)),
            tick,
            (DAYS_BEFORE + DAYS_AFTER) * perDay);
    clock.watch(weekly, recurring, freezes);

    String where = "%s seed %d: %s".formatted(zone, seed, calendar);
    for (int asked = 0; asked < 40; asked++) {
      int i = DAYS_BEFORE * perDay + random.nextInt(-perDay / 4, 3 * perDay);
      check(calendar, clock, i, random, where);
      checkComing(calendar, clock, i, where);
    }
    checkWatch(calendar, around, random, where);
  }

  /** What comes next is the first stretch of open ticks after the one around the instant. */
  private static void checkComing(WindowCalendar calendar, WallClock clock, int i, String where) {
    int opens = clock.opensFrom(clock.stretchEnds(i));
    int closes = clock.stretchEnds(opens);
    if (closes < clock.ticks()) {
      assertThat(new ComingOpenings(calendar).after(clock.instant(i)))
          .as("after %s in %s", clock.instant(i), where)
          .contains(new WindowOpening(clock.instant(opens), clock.instant(closes)));
    }
  }

  /** Whoever asks step by step, and sometimes back in time, is told the same as by the calendar. */
  private static void checkWatch(
      WindowCalendar calendar, Instant around, Random random, String where) {
    CachedCalendar watch = new CachedCalendar(calendar);
    Instant asked = around;
    for (int step = 0; step < 200; step++) {
      asked = asked.plusSeconds(random.nextInt(-60, 1_800));
      assertThat(watch.at(asked))
          .as("asked at %s in %s", asked, where)
          .isEqualTo(calendar.at(asked));
    }
  }

  private static void check(
      WindowCalendar calendar, WallClock clock, int i, Random random, String where) {
    int changes = clock.changesAfter(i);
    boolean changeIsSeen = changes < clock.ticks();
    Instant change = clock.instant(changes);
    Instant asked = clock.instant(i).plusNanos(random.nextInt(1_000_000_000));

    switch (calendar.at(asked)) {
      case Open open -> {
        assertThat(clock.isOpen(i)).as("open at %s in %s", asked, where).isTrue();
        assertThat(open.closes().compareTo(change) == 0 || !changeIsSeen)
            .as("closes at %s, not at %s, asked at %s in %s", change, open.closes(), asked, where)
            .isTrue();
      }
      case Closed closed -> {
        assertThat(clock.isOpen(i)).as("open at %s in %s", asked, where).isFalse();
        assertThat(closed.opens().filter(change::equals).isPresent() || !changeIsSeen)
            .as("opens at %s, not at %s, asked at %s in %s", change, closed.opens(), asked, where)
            .isTrue();
      }
    }
  }

  /** Mostly the day before a clock change, where there are any. */
  private static Instant around(ZoneId zone, Random random) {
    Instant anywhere =
        Instant.parse(
                zone.getId().endsWith("Apia") ? "2011-01-01T00:00:00Z" : "2006-01-01T00:00:00Z")
            .plus(Duration.ofDays(random.nextInt(330)));
    ZoneOffsetTransition change = zone.getRules().nextTransition(anywhere);
    return change == null || random.nextInt(5) == 0
        ? anywhere
        : change.getInstant().minus(Duration.ofHours(24));
  }

  private static MaintenanceWindow.Weekly weekly(Random random) {
    return new MaintenanceWindow.Weekly(days(random), time(random), time(random));
  }

  private static WallClock.Recurring recurring(Random random) {
    int hour = random.nextInt(4) == 0 ? WallClock.Recurring.EVERY_HOUR : random.nextInt(24) % 5;
    int longest = random.nextInt(3) == 0 ? 7 * 24 * 12 : 40;
    return new WallClock.Recurring(
        random.nextInt(12) * 5,
        hour,
        days(random),
        Duration.ofMinutes(5L * random.nextInt(1, longest)));
  }

  private static Freeze freeze(Random random, LocalDate around) {
    LocalDate from = around.plusDays(random.nextInt(-2, 6));
    return new Freeze("freeze", from, from.plusDays(random.nextInt(4)));
  }

  private static Set<DayOfWeek> days(Random random) {
    EnumSet<DayOfWeek> days = EnumSet.of(DayOfWeek.of(random.nextInt(1, 8)));
    for (DayOfWeek day : DayOfWeek.values()) {
      if (random.nextInt(3) == 0) {
        days.add(day);
      }
    }
    return days;
  }

  /** Mostly in the hours in which clocks change. */
  private static LocalTime time(Random random) {
    int hour = random.nextInt(3) == 0 ? random.nextInt(24) : (23 + random.nextInt(5)) % 24;
    return LocalTime.of(hour, random.nextInt(12) * 5);
  }

  private static <T> List<T> some(Random random, int bound, Supplier<T> one) {
    List<T> some = new ArrayList<>();
    for (int i = random.nextInt(bound); i > 0; i--) {
      some.add(one.get());
    }
    return some;
  }
}
