package dev.rollwave.window;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stretches in which restarts may start, one after another, as a person counts them: windows
 * that overlap or adjoin each other are one opening, a frozen day ends one or lets it fail to come,
 * and an opening that pauses only while a clock that was put back repeats an hour stays one.
 *
 * @param calendar whose openings they are
 */
public record ComingOpenings(WindowCalendar calendar) {

  /**
   * The first opening that begins after {@code instant}, exclusive; {@code instant} may lie inside
   * an earlier one. Its end is {@link Instant#MAX} where no end is in sight for a month. Empty when
   * none begins within the calendar's horizon, or when an earlier one goes on without an end in
   * sight.
   */
  public Optional<WindowOpening> after(Instant instant) {
    Instant closed = endOf(instant);
    if (closed.equals(Instant.MAX)) {
      return Optional.empty();
    }
    return switch (calendar.at(closed)) {
      case WindowStatus.Open _ -> Optional.empty();
      case WindowStatus.Closed(Optional<Instant> opens, var _) ->
          opens.map(at -> new WindowOpening(at, endOf(at)));
    };
  }

  /**
   * When the opening around {@code instant} ends, {@link Instant#MAX} where no end is in sight;
   * {@code instant} itself when there is none.
   */
  public Instant endOf(Instant instant) {
    Instant limit = instant.plus(WindowCalendar.FORESIGHT);
    Instant end = instant;
    for (int i = 0; i < WindowCalendar.JOINED_AT_MOST && !end.isAfter(limit); i++) {
      Instant further = furtherThan(end);
      if (further.equals(end)) {
        return end;
      }
      end = further;
    }
    return end.equals(Instant.MAX) || calendar.at(end) instanceof WindowStatus.Open
        ? Instant.MAX
        : end;
  }

  private Instant furtherThan(Instant end) {
    return switch (calendar.at(end)) {
      case WindowStatus.Open(Instant closes) -> closes;
      case WindowStatus.Closed(Optional<Instant> opens, var _) ->
          opens.filter(at -> isRepeated(end, at)).orElse(end);
    };
  }

  /** Whether a clock that was put back shows nothing new from {@code closes} to {@code opens}. */
  private boolean isRepeated(Instant closes, Instant opens) {
    @Nullable ZoneOffsetTransition change =
        calendar.zone().getRules().previousTransition(closes.plusNanos(1));
    return change != null
        && change.isOverlap()
        && !opens.isAfter(change.getInstant().minus(change.getDuration()));
  }
}
