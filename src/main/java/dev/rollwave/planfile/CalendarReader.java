package dev.rollwave.planfile;

import dev.rollwave.planfile.YamlNode.Mapping;
import dev.rollwave.planfile.YamlNode.Scalar;
import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.Freeze;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads when restarts may start: zone, schedule, windows and freezes. */
final class CalendarReader {
  private static final List<String> NEED_A_ZONE = List.of("schedule", "windows", "freezes");

  private final Fields spec;
  private final Problems problems;
  private final GapWarnings gaps;
  private final Optional<ZoneId> zone;

  CalendarReader(Fields spec, Problems problems, GapWarnings gaps) {
    this.spec = spec;
    this.problems = problems;
    this.gaps = gaps;
    this.zone = spec.parsed("timeZone", CalendarTexts::zone);
    requireZone();
  }

  private void requireZone() {
    List<String> needing = NEED_A_ZONE.stream().filter(spec::has).toList();
    if (!needing.isEmpty() && !spec.isMeant("timeZone")) {
      problems.add(
          needing.stream().map(spec::placeOf).min(Comparator.naturalOrder()).orElse(spec.place()),
          needing.stream().map(Problems::quoted).collect(Collectors.joining(" and "))
              + " without a `timeZone`",
          "add `timeZone` to spec, such as `timeZone: Europe/Madrid`");
    }
  }

  /** When {@code serve} starts a run. */
  Optional<CronSchedule> schedule() {
    return cron(spec, "schedule");
  }

  /** The windows and freezes. */
  WindowCalendar calendar() {
    List<MaintenanceWindow> windows =
        items("windows").stream().flatMap(item -> window(item).stream()).toList();
    List<Freeze> freezes =
        items("freezes").stream().flatMap(item -> freeze(item).stream()).toList();
    return new WindowCalendar(zone.orElse(ZoneOffset.UTC), windows, freezes);
  }

  private List<YamlNode> items(String key) {
    return spec.list(key).map(YamlNode.Sequence::items).orElse(List.of());
  }

  private Optional<CronSchedule> cron(Fields fields, String key) {
    Optional<CronSchedule> cron = fields.parsed(key, CalendarTexts::cron);
    if (cron.isPresent() && zone.isPresent()) {
      gaps.check(cron.get(), zone.get(), fields.placeOf(key));
    }
    return cron;
  }

  private Optional<MaintenanceWindow> window(YamlNode node) {
    if (node instanceof Mapping mapping && isRecurring(mapping.entries().keySet())) {
      return Fields.of(node, Section.CRON_WINDOW, problems).flatMap(this::recurring);
    }
    return Fields.of(node, Section.WEEKLY_WINDOW, problems).flatMap(this::weekly);
  }

  private static boolean isRecurring(Set<String> keys) {
    if (keys.contains("from") || keys.contains("to")) {
      return keys.contains("cron");
    }
    return keys.stream().anyMatch(key -> Nearest.to(key, Section.CRON_WINDOW.keys()).isPresent());
  }

  private Optional<MaintenanceWindow> recurring(Fields fields) {
    Optional<CronSchedule> cron = cron(fields, "cron");
    Optional<Duration> duration = fields.parsed("duration", CalendarReader::openFor);
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
    Optional<LocalTime> from =
        fromText.flatMap(text -> fields.accept(text, CalendarReader::opening));
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
          fields.placeOfValue("to"),
          "the window closes at the time at which it opens",
          "write another time; a whole day is from \"00:00\" to \"24:00\"");
      return Optional.empty();
    }
    return Optional.of(new MaintenanceWindow.Weekly(days, from.get(), to.get()));
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
            scalar.place(),
            CalendarTexts.shortName(day.get()) + " is named twice",
            "remove one of the two");
      }
    }
    if (fields.isEmptyList("days")) {
      problems.add(
          fields.placeOf("days"),
          "the window opens on no day",
          "name a day, or remove `days` for every day");
    }
    return days;
  }

  private Optional<Freeze> freeze(YamlNode node) {
    return Fields.of(node, Section.FREEZE, problems).flatMap(this::freeze);
  }

  private Optional<Freeze> freeze(Fields fields) {
    Optional<String> name = fields.parsed("name", text -> Words.sentence("name", text));
    Optional<LocalDate> from = fields.parsed("from", CalendarTexts::date);
    Optional<LocalDate> to = fields.parsed("to", CalendarTexts::date);
    if (name.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (to.get().isBefore(from.get())) {
      problems.add(
          fields.placeOfValue("to"),
          "the freeze ends before it begins",
          "swap the two dates, or mend the year");
      return Optional.empty();
    }
    return Optional.of(new Freeze(name.get(), from.get(), to.get()));
  }
}
