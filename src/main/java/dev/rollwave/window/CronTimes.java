package dev.rollwave.window;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The local times at which five sound cron fields are due. A run asks for them with each opening of
 * its windows, and a simulation millions of times, so that each field is a set of bits.
 */
final class CronTimes {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  /** 29 February comes again within eight years, and every other date sooner. */
  private static final int YEARS_AHEAD = 9;

  private final long minutes;
  private final long hours;
  private final long days;
  private final long months;
  private final long weekdays;
  private final boolean everyDay;
  private final boolean everyWeekday;

  /**
   * Of five fields as a person writes them, in upper case.
   *
   * @param fields minute, hour, day of month, month, day of week; known to be sound
   */
  CronTimes(List<String> fields) {
    this.minutes = bits(fields.get(0), 0, 59, List.of(), 0);
    this.hours = bits(fields.get(1), 0, 23, List.of(), 0);
    this.days = bits(fields.get(2), 1, 31, List.of(), 0);
    this.months = bits(fields.get(3), 1, 12, MONTHS, 1);
    long written = bits(fields.get(4), 0, 7, WEEKDAYS, 0);
    // Sunday is 0 and 7.
    this.weekdays = written | (written >>> 7);
    this.everyDay = CronFields.isUnrestricted(fields.get(2));
    this.everyWeekday = CronFields.isUnrestricted(fields.get(4));
  }

  /** The first time after {@code time}, exclusive; empty when there is none for years. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    int hour = time.getHour();
    int minute = next(minutes, time.getMinute() + 1);
    if (minute < 0) {
      hour++;
      minute = next(minutes, 0);
    } else if (!has(hours, hour)) {
      minute = next(minutes, 0);
    }
    LocalDate day = time.toLocalDate();
    hour = isDue(day) ? next(hours, hour) : -1;
    if (hour < 0) {
      day = dueAfter(day);
      hour = next(hours, 0);
      minute = next(minutes, 0);
    } else if (hour != time.getHour()) {
      minute = next(minutes, 0);
    }
    return day.equals(LocalDate.MAX)
        ? Optional.empty()
        : Optional.of(day.atTime(LocalTime.of(hour, minute)));
  }

  private LocalDate dueAfter(LocalDate day) {
    LocalDate last = day.plusYears(YEARS_AHEAD);
    LocalDate next = day.plusDays(1);
    while (!next.isAfter(last)) {
      if (!has(months, next.getMonthValue())) {
        next = next.plusMonths(1).withDayOfMonth(1);
      } else if (isDue(next)) {
        return next;
      } else {
        next = next.plusDays(1);
      }
    }
    return LocalDate.MAX;
  }

  private boolean isDue(LocalDate day) {
    if (!has(months, day.getMonthValue())) {
      return false;
    }
    boolean isDay = has(days, day.getDayOfMonth());
    boolean isWeekday = has(weekdays, day.getDayOfWeek().getValue() % 7);
    boolean isBothRestricted = !everyDay && !everyWeekday;
    return isBothRestricted ? isDay || isWeekday : isDay && isWeekday;
  }

  private static boolean has(long bits, int value) {
    return ((bits >>> value) & 1) != 0;
  }

  /** The first value of {@code from} or more; -1 for none. */
  private static int next(long bits, int from) {
    long rest = bits & (-1L << from);
    return rest == 0 || from >= Long.SIZE ? -1 : Long.numberOfTrailingZeros(rest);
  }

  private static long bits(String field, int least, int most, List<String> names, int firstName) {
    long bits = 0;
    for (String part : field.toUpperCase(Locale.ROOT).split(",", -1)) {
      String[] rangeAndStep = part.split("/", -1);
      int step = rangeAndStep.length > 1 ? Integer.parseInt(rangeAndStep[1]) : 1;
      String[] ends = rangeAndStep[0].split("-", -1);
      boolean isAll = ends[0].equals("*");
      int from = isAll ? least : value(ends[0], names, firstName);
      int only = rangeAndStep.length > 1 || isAll ? most : from;
      int to = ends.length > 1 ? value(ends[1], names, firstName) : only;
      for (int value = from; value <= to; value += step) {
        bits |= 1L << value;
      }
    }
    return bits;
  }

  private static int value(String word, List<String> names, int firstName) {
    int named = names.indexOf(word);
    return named < 0 ? Integer.parseInt(word) : named + firstName;
  }
}
