package dev.rollwave.planfile.calendar;

import static dev.rollwave.planfile.fields.Problems.quoted;

import dev.rollwave.plan.NearestName;
import dev.rollwave.planfile.fields.Parsed;
import dev.rollwave.planfile.fields.Problems;
import dev.rollwave.window.CronSchedule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Days, dates, times of day and cron expressions as a plan writes them. */
final class CalendarTexts {
  /** The end of a day, as a window's {@code to} may say it. */
  static final String END_OF_DAY = "24:00";

  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final List<String> DAYS =
      Arrays.stream(DayOfWeek.values()).map(CalendarTexts::shortName).toList();

  private static final List<String> DAY_NAMES =
      Stream.concat(
              DAYS.stream(),
              Arrays.stream(DayOfWeek.values())
                  .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH)))
          .toList();

  private CalendarTexts() {}

  /** {@code Mon} or {@code Monday}, in any case. */
  static Parsed<DayOfWeek> day(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    for (DayOfWeek day : DayOfWeek.values()) {
      String full = day.name().toLowerCase(Locale.ROOT);
      if (wanted.equals(full) || wanted.equals(full.substring(0, 3))) {
        return Parsed.good(day);
      }
    }
    return Parsed.bad(
        quoted(text) + " is not a day of the week",
        "write "
            + NearestName.to(text, DAY_NAMES)
                .map(Problems::quoted)
                .orElse("one of " + String.join(", ", DAYS)));
  }

  /** {@code Mon}, as messages name a day. */
  static String shortName(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  /** {@code HH:mm}; {@code 24:00} is midnight at the end of the day. */
  static Parsed<LocalTime> time(String text) {
    if (text.equals(END_OF_DAY)) {
      return Parsed.good(LocalTime.MIDNIGHT);
    }
    return TIME.matcher(text).matches()
        ? Parsed.good(LocalTime.parse(text))
        : Parsed.bad(
            quoted(text) + " is not a time of day", "write it as `HH:mm`, such as \"23:00\"");
  }

  /** {@code yyyy-MM-dd}. */
  static Parsed<LocalDate> date(String text) {
    try {
      return Parsed.good(LocalDate.parse(text));
    } catch (DateTimeException noDate) {
      return Parsed.bad(
          quoted(text) + " is not a date", "write it as yyyy-MM-dd, such as 2026-11-26");
    }
  }

  /** Five-field cron. */
  static Parsed<CronSchedule> cron(String text) {
    try {
      return Parsed.good(CronSchedule.parse(text.strip()));
    } catch (IllegalArgumentException noCron) {
      return Parsed.bad(
          quoted(text) + " is not a cron expression: " + reason(noCron),
          "write minute, hour, day of month, month, day of week, such as \"30 1 * * 1-5\"");
    }
  }

  private static String reason(IllegalArgumentException noCron) {
    String message = noCron.getMessage();
    if (message == null || message.isBlank()) {
      return "one of its fields is out of range";
    }
    return message.lines().findFirst().orElse(message).strip().replaceAll("\\.$", "");
  }
}
