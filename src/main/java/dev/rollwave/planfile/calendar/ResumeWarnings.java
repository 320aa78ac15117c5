package dev.rollwave.planfile.calendar;

import static dev.rollwave.planfile.fields.Problems.quoted;

import dev.rollwave.document.YamlNode;
import dev.rollwave.plan.Lengths;
import dev.rollwave.plan.ResumeWithin;
import dev.rollwave.planfile.fields.DurationText;
import dev.rollwave.planfile.fields.Fields;
import dev.rollwave.planfile.fields.Problems;
import dev.rollwave.window.ComingOpenings;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.window.WindowOpening;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Warns of a {@code resumeWithin} that ends before the windows open again: what a closed window cut
 * short would then be begun anew, with all its restarts, each time.
 */
public final class ResumeWarnings {
  private static final Duration AHEAD = Duration.ofDays(366);

  // A nightly window for a year, and then some.
  private static final int MOST_OPENINGS = 500;

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  private final Problems problems;
  private final Instant now;

  /** Looks at the openings of the year after {@code now}, and at two at least. */
  public ResumeWarnings(Problems problems, Instant now) {
    this.problems = problems;
    this.now = now;
  }

  /** From where one opening closes to where the next one opens, and closes again. */
  private record Gap(Instant from, WindowOpening next) {
    /** What a run has to be continued for to have the whole of the next opening. */
    Duration needed() {
      return Duration.between(from, next.closes());
    }

    // A start at the opening comes some seconds after it.
    boolean isLongerThan(Duration time) {
      return !from.plus(time).isAfter(next.opens());
    }
  }

  /** Warns when a run would not be continued over one of the coming gaps of {@code calendar}. */
  public void check(Fields spec, ResumeWithin within, WindowCalendar calendar) {
    switch (within) {
      case ResumeWithin.OpeningAfterNext _ -> {}
      case ResumeWithin.Fixed(Duration time) -> {
        List<Gap> gaps = gaps(calendar).stream().filter(gap -> gap.isLongerThan(time)).toList();
        if (!gaps.isEmpty()) {
          warn(spec, gaps, calendar.zone());
        }
      }
    }
  }

  private void warn(Fields spec, List<Gap> gaps, ZoneId zone) {
    Gap first = gaps.getFirst();
    Duration needed = gaps.stream().map(Gap::needed).max(Duration::compareTo).orElseThrow();
    String written = spec.scalar("resumeWithin").map(YamlNode.Scalar::text).orElse("");
    problems.warn(
        spec.positionOfValue("resumeWithin"),
        quoted(written)
            + " is too short: a run that is cut short on "
            + LOCAL.format(first.from().atZone(zone))
            + " is no longer continued when restarts may start again, on "
            + LOCAL.format(first.next().opens().atZone(zone))
            + ", and a new run restarts every workload again",
        "remove `resumeWithin`, and a run is continued until the opening after next has closed"
            + (needed.compareTo(DurationText.LONGEST) > 0
                ? ""
                : "; or write " + quoted(rounded(needed)) + " or more"));
  }

  private List<Gap> gaps(WindowCalendar calendar) {
    ComingOpenings coming = new ComingOpenings(calendar);
    List<Gap> gaps = new ArrayList<>();
    Instant closes = coming.endOf(now);
    boolean isClosing = closes.isAfter(now);
    for (int i = 0; i < MOST_OPENINGS && !closes.equals(Instant.MAX); i++) {
      Optional<WindowOpening> next = coming.after(closes);
      if (next.isEmpty()) {
        break;
      }
      if (isClosing) {
        gaps.add(new Gap(closes, next.get()));
      }
      isClosing = true;
      closes = next.get().closes();
      if (!gaps.isEmpty() && closes.isAfter(now.plus(AHEAD))) {
        break;
      }
    }
    return gaps;
  }

  // Up to whole hours, or minutes where it is less than one.
  private static String rounded(Duration needed) {
    ChronoUnit unit =
        needed.compareTo(Duration.ofHours(1)) < 0 ? ChronoUnit.MINUTES : ChronoUnit.HOURS;
    return Lengths.of(needed.plus(unit.getDuration()).minusNanos(1).truncatedTo(unit));
  }
}
