package dev.rollwave.console.words;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times and numbers as a person reads them. */
public final class Formats {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  private Formats() {}

  /** RFC 3339 in UTC with whole seconds, {@code 2026-11-21T01:30:05Z}. */
  public static String instant(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** On the clocks of {@code zone}, {@code Sat 2026-11-21 02:30 Europe/Madrid}. */
  public static String local(Instant instant, ZoneId zone) {
    return LOCAL.format(instant.atZone(zone)) + " " + zone.getId();
  }

  /**
   * In whole seconds, at most two units: {@code 0s}, {@code 45s}, {@code 2m05s}, {@code 3h20m},
   * {@code 2d04h}. A negative duration, which only a clock that stepped back can make, is {@code
   * 0s}.
   */
  public static String duration(Duration duration) {
    if (duration.isNegative()) {
      return "0s";
    }
    if (duration.toDays() > 0) {
      return String.format("%dd%02dh", duration.toDays(), duration.toHoursPart());
    }
    if (duration.toHours() > 0) {
      return String.format("%dh%02dm", duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() > 0) {
      return String.format("%dm%02ds", duration.toMinutes(), duration.toSecondsPart());
    }
    return duration.toSeconds() + "s";
  }

  /** {@code 1 workload}, {@code 2 workloads}. */
  public static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
