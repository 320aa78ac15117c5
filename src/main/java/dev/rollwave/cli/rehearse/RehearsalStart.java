package dev.rollwave.cli.rehearse;

import dev.rollwave.window.WindowCalendar;
import dev.rollwave.window.WindowStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the clock of a rehearsal shows first. */
final class RehearsalStart {
  private static final String NOW = "now";
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private RehearsalStart() {}

  /**
   * The instant that {@code asked} means: {@code now}, with an offset, or on the clocks of the
   * plan's zone.
   *
   * @throws DateTimeException when it is none of these, or not in the years 1970 to 9998
   */
  static Instant of(Optional<String> asked, WindowCalendar calendar, Instant now) {
    Instant present = now.truncatedTo(ChronoUnit.SECONDS);
    if (asked.isEmpty()) {
      return nextOpening(calendar, present);
    }
    String text = asked.get();
    if (text.equals(NOW)) {
      return present;
    }
    boolean hasOffset = text.matches(".*T.*([Zz]|[+-]\\d{2}(:?\\d{2})?)");
    return sensible(
        hasOffset
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text).atZone(calendar.zone()).toInstant());
  }

  // Outside of these years a calendar's horizon leaves what an Instant can hold.
  private static Instant sensible(Instant start) {
    if (start.isBefore(EARLIEST) || start.isAfter(LATEST)) {
      throw new DateTimeException("out of range");
    }
    return start;
  }

  // A rehearsal asks whether the plan fits a whole window, and not what is left of this one.
  private static Instant nextOpening(WindowCalendar calendar, Instant now) {
    if (calendar.windows().isEmpty() && calendar.at(now) instanceof WindowStatus.Open) {
      return now;
    }
    return switch (calendar.at(now)) {
      case WindowStatus.Closed closed -> closed.opens().orElse(now);
      case WindowStatus.Open(Instant closes) ->
          calendar.at(closes) instanceof WindowStatus.Closed closed
              ? closed.opens().orElse(now)
              : now;
    };
  }
}
