package dev.rollwave.planfile.calendar;

import dev.rollwave.document.YamlNode;
import dev.rollwave.document.YamlNode.Mapping;
import dev.rollwave.document.YamlNode.Scalar;
import dev.rollwave.plan.NearestName;
import dev.rollwave.planfile.fields.DurationText;
import dev.rollwave.planfile.fields.Fields;
import dev.rollwave.planfile.fields.Parsed;
import dev.rollwave.planfile.fields.Problems;
import dev.rollwave.planfile.fields.Section;
import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.MaintenanceWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one maintenance window. */
final class WindowReader {
  private final Problems problems;
  private final CronReader crons;
  private final Optional<ZoneId> zone;
  private final GapWarnings gaps;

  /**
   * A reader of the windows of one plan.
   *
   * @param zone empty when the plan has none, or none that is sound
   */
  WindowReader(Problems problems, CronReader crons, Optional<ZoneId> zone, GapWarnings gaps) {
    this.problems = problems;
    this.crons = crons;
    this.zone = zone;
    this.gaps = gaps;
  }

  /** The window that {@code node} is; empty when there is a problem in it. */
  Optional<MaintenanceWindow> read(YamlNode node) {
    if (node instanceof Mapping mapping && isRecurring(mapping.entries().keySet())) {
      return Fields.of(node, Section.CRON_WINDOW, problems).flatMap(this::recurring);
    }
    return Fields.of(node, Section.WEEKLY_WINDOW, problems).flatMap(this::weekly);
  }

  private static boolean isRecurring(Set<String> keys) {
    if (keys.contains("from") || keys.contains("to")) {
      return keys.contains("cron");
    }
    return keys.stream()
        .anyMatch(key -> NearestName.to(key, Section.CRON_WINDOW.keys()).isPresent());
  }

  private Optional<MaintenanceWindow> recurring(Fields fields) {
    Optional<CronSchedule> cron = crons.read(fields, "cron");
    Optional<Duration> duration = fields.parsed("duration", WindowReader::openFor);
    return cron.flatMap(c -> duration.map(d -> new MaintenanceWindow.Recurring(c, d)));
  }

  private static Parsed<Duration> openFor(String text) {
    Parsed<Duration> parsed = DurationText.parse(text);
    if (parsed instanceof Parsed.Good<Duration>(Duration value)) {
      if (value.isZero()) {
        return Parsed.bad("a window of no duration never opens", "write a duration such as `6h`");
      }
      if (value.compareTo(MaintenanceWindow.Recurring.LONGEST) > 0) {
        return Parsed.bad("a window lasts longer than 7 days", "write at most `7d`");
      }
    }
    return parsed;
  }

  private Optional<MaintenanceWindow> weekly(Fields fields) {
    Optional<Scalar> fromText = fields.scalar("from");
    Optional<Scalar> toText = fields.scalar("to");
    Optional<LocalTime> from = fromText.flatMap(text -> fields.accept(text, WindowReader::opening));
    Optional<LocalTime> to =
        toText.flatMap(text -> fields.accept(text, t -> CalendarTexts.time(t.text())));
    Set<DayOfWeek> days = days(fields);
    if (from.isEmpty() || to.isEmpty() || days.isEmpty()) {
      return Optional.empty();
    }
    boolean untilTheEndOfTheDay =
        toText.filter(text -> text.text().equals(CalendarTexts.END_OF_DAY)).isPresent();
    if (from.get().equals(to.get()) && !untilTheEndOfTheDay) {
      problems.add(
          fields.positionOfValue("to"),
          "the window closes at the time at which it opens",
          "write another time; a whole day is from \"00:00\" to \"24:00\"");
      return Optional.empty();
    }
    MaintenanceWindow.Weekly window = new MaintenanceWindow.Weekly(days, from.get(), to.get());
    zone.ifPresent(it -> gaps.check(window, it, fields.positionOf("from")));
    return Optional.of(window);
  }

  private static Parsed<LocalTime> opening(Scalar scalar) {
    return scalar.text().equals(CalendarTexts.END_OF_DAY)
        ? Parsed.bad("a window opens at \"24:00\"", "write \"00:00\" and the next day")
        : CalendarTexts.time(scalar.text());
  }

  /** The days written; every day when there is no such key, none when a problem was noted. */
  private Set<DayOfWeek> days(Fields fields) {
    if (!fields.has("days")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Scalar scalar : fields.scalars("days").orElse(List.of())) {
      Optional<DayOfWeek> day = fields.accept(scalar, text -> CalendarTexts.day(text.text()));
      if (day.isPresent() && !days.add(day.get())) {
        problems.add(
            scalar.position(),
            Problems.quoted(CalendarTexts.shortName(day.get())) + " is named twice",
            "remove one of the two");
      }
    }
    if (fields.isEmptyList("days")) {
      problems.add(
          fields.positionOf("days"),
          "the window opens on no day",
          "name a day, or remove `days` for every day");
    }
    return days;
  }
}
