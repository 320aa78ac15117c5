package dev.rollwave.planfile.fields;

import static dev.rollwave.planfile.fields.Problems.quoted;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a plan writes them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 7d}. */
public final class DurationText {
  /** No wait in a plan is meant to be longer; what is longer is a slip. */
  public static final Duration LONGEST = Duration.ofDays(366);

  private static final Pattern UNITS =
      Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");
  private static final String FIX = "write it as `90s`, `10m`, `1h30m` or `7d`";

  private DurationText() {}

  /** Reads {@code text}, in units or as ISO 8601; negative and endless ones are refused. */
  public static Parsed<Duration> parse(String text) {
    if (text.startsWith("-")) {
      return Parsed.bad(quoted(text) + " is a negative duration", "leave the minus out");
    }
    Matcher units = UNITS.matcher(text);
    if (!text.isEmpty() && units.matches()) {
      return checked(
          text,
          Duration.ofDays(amount(units, 1))
              .plusHours(amount(units, 2))
              .plusMinutes(amount(units, 3))
              .plusSeconds(amount(units, 4)));
    }
    if (text.startsWith("P")) {
      try {
        return checked(text, Duration.parse(text));
      } catch (DateTimeParseException notIso) {
        return Parsed.bad(quoted(text) + " is not an ISO 8601 duration", FIX);
      }
    }
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Parsed.bad(
          quoted(text) + " is a duration without a unit",
          "write " + quoted(text + "s") + " for seconds");
    }
    return Parsed.bad(quoted(text) + " is not a duration", FIX);
  }

  private static long amount(Matcher units, int group) {
    String digits = units.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static Parsed<Duration> checked(String text, Duration duration) {
    if (duration.isNegative()) {
      return Parsed.bad(quoted(text) + " is a negative duration", "leave the minus out");
    }
    if (duration.compareTo(LONGEST) > 0) {
      return Parsed.bad(
          quoted(text) + " is longer than a year",
          "write at most " + quoted(LONGEST.toDays() + "d"));
    }
    return Parsed.good(duration);
  }
}
