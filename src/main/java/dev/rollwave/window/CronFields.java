package dev.rollwave.window;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The five fields of a cron expression as a person writes them, with macros resolved and each field
 * known to be sound.
 *
 * <p>Accepts what the schedule of a Kubernetes CronJob accepts (fields, {@code ?} for {@code *},
 * names, the macros from {@code @yearly} to {@code @hourly}), and 7 for Sunday. Not {@code @every},
 * which counts from when the scheduler was started, nor a zone in front, which CronJobs refuse too.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax">Schedule
 *     syntax</a>
 */
record CronFields(List<String> fields) {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private static final int LONGEST = 256;

  private static final int HOUR = 1;
  private static final int DAY = 2;
  private static final int WEEKDAY = 4;

  private static final List<String> MEANING =
      List.of(
          "minute (0 to 59)",
          "hour (0 to 23)",
          "day of month (1 to 31)",
          "month (1 to 12 or JAN to DEC)",
          "day of week (0 to 7 or SUN to SAT)");

  CronFields {
    fields = List.copyOf(fields);
  }

  static CronFields parse(String expression) {
    String text = expression.strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the cron expression is empty; five fields are needed");
    }
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the cron expression is longer than " + LONGEST + " characters");
    }
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.startsWith("TZ=") || upper.startsWith("CRON_TZ=")) {
      throw new IllegalArgumentException(
          "a cron expression names no zone here; the plan's timeZone says it");
    }
    List<String> fields = Arrays.asList((text.startsWith("@") ? macro(text) : upper).split("\\s+"));
    if (fields.size() != MEANING.size()) {
      throw new IllegalArgumentException(
          "a cron expression has five fields (minute, hour, day of month, month, day of week), not "
              + fields.size());
    }
    CronFields all = new CronFields(fields.stream().map(field -> field.replace('?', '*')).toList());
    all.requireSound(fields);
    return all;
  }

  // Each field alone is looked at only to tell which one is wrong.
  private void requireSound(List<String> asWritten) {
    try {
      PARSER.parse(String.join(" ", fields)).validate();
    } catch (IllegalArgumentException fault) {
      for (int i = 0; i < asWritten.size(); i++) {
        requireSound(asWritten.get(i), i);
      }
      throw fault;
    }
  }

  /** Whether the hour is unrestricted, so that what is due is due in each hour that passes. */
  boolean everyHour() {
    return isUnrestricted(fields.get(HOUR));
  }

  /** Whether both the day of month and the day of week are restricted. */
  boolean restrictsBothDays() {
    return !isUnrestricted(fields.get(DAY)) && !isUnrestricted(fields.get(WEEKDAY));
  }

  /**
   * Whether a field counts as {@code *}, as CronJobs see it: one of its parts is {@code *}, with no
   * step or one of 1.
   *
   * @see <a href="https://github.com/robfig/cron/blob/v3.0.1/parser.go">{@code getRange}, its star
   *     bit</a>
   */
  static boolean isUnrestricted(String field) {
    return Arrays.stream(field.split(",", -1))
        .anyMatch(part -> part.equals("*") || part.equals("*/1"));
  }

  private static void requireSound(String field, int position) {
    String[] alone = {"*", "*", "*", "*", "*"};
    alone[position] = field.replace('?', '*');
    if (alone[position].equals("*")) {
      return;
    }
    try {
      PARSER.parse(String.join(" ", alone)).validate();
    } catch (IllegalArgumentException fault) {
      throw new IllegalArgumentException(
          "`%s` is not a valid %s: a field is *, a value, a range such as 1-5, a list, or a step such as */15"
              .formatted(field, MEANING.get(position)),
          fault);
    }
  }

  private static String macro(String name) {
    return switch (name) {
      case "@yearly", "@annually" -> "0 0 1 1 *";
      case "@monthly" -> "0 0 1 * *";
      case "@weekly" -> "0 0 * * 0";
      case "@daily", "@midnight" -> "0 0 * * *";
      case "@hourly" -> "0 * * * *";
      default ->
          throw new IllegalArgumentException(
              "`%s` is none of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly"
                  .formatted(name));
    };
  }
}
