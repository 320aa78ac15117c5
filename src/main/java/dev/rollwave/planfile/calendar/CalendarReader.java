package dev.rollwave.planfile.calendar;

import dev.rollwave.document.YamlNode;
import dev.rollwave.planfile.fields.Fields;
import dev.rollwave.planfile.fields.Problems;
import dev.rollwave.planfile.fields.ScalarParsers;
import dev.rollwave.planfile.fields.Section;
import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.Freeze;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads when restarts may start: zone, schedule, windows and freezes. */
public final class CalendarReader {
  private static final List<String> NEED_A_ZONE = List.of("schedule", "windows", "freezes");

  private final Fields spec;
  private final Problems problems;
  private final GapWarnings gaps;
  private final CronReader crons;
  private final Optional<ZoneId> zone;

  /**
   * Reads the time zone, and notes what is wrong with it or surprising.
   *
   * @param spec of the plan
   * @param problems takes faults and warnings
   * @param gaps warns of times that the plan's clocks skip
   */
  public CalendarReader(Fields spec, Problems problems, GapWarnings gaps) {
    this.spec = spec;
    this.problems = problems;
    this.zone = spec.parsed("timeZone", ZoneNames::read);
    this.gaps = gaps;
    this.crons = new CronReader(zone, gaps, problems);
    requireZone();
    warnOfInvertedSign();
  }

  private void requireZone() {
    List<String> needing = NEED_A_ZONE.stream().filter(spec::has).toList();
    if (!needing.isEmpty() && !spec.isMeant("timeZone")) {
      problems.add(
          needing.stream()
              .map(spec::positionOf)
              .min(Comparator.naturalOrder())
              .orElse(spec.position()),
          needing.stream().map(Problems::quoted).collect(Collectors.joining(" and "))
              + " without a `timeZone`",
          "add `timeZone` to spec, such as `timeZone: Europe/Madrid`");
    }
  }

  private void warnOfInvertedSign() {
    zone.flatMap(ZoneNames::invertedSign)
        .ifPresent(
            what -> problems.warn(spec.positionOfValue("timeZone"), what.what(), what.fix()));
  }

  /** When {@code serve} starts a run. */
  public Optional<CronSchedule> schedule() {
    return crons.read(spec, "schedule");
  }

  /** The windows and freezes. */
  public WindowCalendar calendar() {
    WindowReader reader = new WindowReader(problems, crons, zone, gaps);
    List<MaintenanceWindow> windows =
        items("windows").stream().flatMap(item -> reader.read(item).stream()).toList();
    List<Freeze> freezes =
        items("freezes").stream().flatMap(item -> freeze(item).stream()).toList();
    return new WindowCalendar(zone.orElse(ZoneOffset.UTC), windows, freezes);
  }

  private List<YamlNode> items(String key) {
    return spec.list(key).map(YamlNode.Sequence::items).orElse(List.of());
  }

  private Optional<Freeze> freeze(YamlNode node) {
    return Fields.of(node, Section.FREEZE, problems).flatMap(this::freeze);
  }

  private Optional<Freeze> freeze(Fields fields) {
    Optional<String> name = fields.parsed("name", text -> ScalarParsers.sentence("name", text));
    Optional<LocalDate> from = fields.parsed("from", CalendarTexts::date);
    Optional<LocalDate> to = fields.parsed("to", CalendarTexts::date);
    if (name.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (to.get().isBefore(from.get())) {
      problems.add(
          fields.positionOfValue("to"),
          "the freeze ends before it begins",
          "swap the two dates, or correct the year");
      return Optional.empty();
    }
    return Optional.of(new Freeze(name.get(), from.get(), to.get()));
  }
}
