package dev.rollwave.plan;

import dev.rollwave.window.ComingOpenings;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.window.WindowOpening;
import dev.rollwave.window.WindowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long after its last sign of life an unfinished run is continued; later a new one begins. */
public sealed interface ResumeWithin {

  /**
   * The last instant, inclusive, at which a run is continued.
   *
   * @param lastSign of life that the run gave
   * @param calendar of the plan
   */
  Instant until(Instant lastSign, WindowCalendar calendar);

  /**
   * A fixed time, whenever the windows open.
   *
   * @param time positive
   */
  record Fixed(Duration time) implements ResumeWithin {
    public Fixed {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("resumeWithin is positive: " + time);
      }
    }

    @Override
    public Instant until(Instant lastSign, WindowCalendar calendar) {
      return lastSign.plus(time);
    }
  }

  /**
   * Until the opening after next has closed, so that one may be missed, and {@link #LEAST} at
   * least. Without windows {@link #LEAST} in which it is not frozen.
   */
  record OpeningAfterNext() implements ResumeWithin {
    /** However soon the openings come. An opening without an end counts for as long. */
    public static final Duration LEAST = Duration.ofHours(24);

    @Override
    public Instant until(Instant lastSign, WindowCalendar calendar) {
      if (calendar.windows().isEmpty()) {
        return unfrozen(lastSign, calendar);
      }
      ComingOpenings coming = new ComingOpenings(calendar);
      Optional<WindowOpening> next = coming.after(lastSign);
      Optional<WindowOpening> afterNext = next.flatMap(opening -> coming.after(opening.opens()));
      Instant least = lastSign.plus(LEAST);
      return afterNext
          .or(() -> next)
          .map(OpeningAfterNext::end)
          .filter(least::isBefore)
          .orElse(least);
    }

    private static Instant end(WindowOpening opening) {
      return opening.closes().equals(Instant.MAX) ? opening.opens().plus(LEAST) : opening.closes();
    }

    private static Instant unfrozen(Instant lastSign, WindowCalendar calendar) {
      Instant from = lastSign;
      while (true) {
        Instant until = from.plus(LEAST);
        switch (calendar.at(from)) {
          case WindowStatus.Open(Instant closes) when !closes.isBefore(until) -> {
            return until;
          }
          case WindowStatus.Open(Instant closes) -> from = closes;
          case WindowStatus.Closed(Optional<Instant> opens, var _) when opens.isPresent() ->
              from = opens.get();
          case WindowStatus.Closed _ -> {
            return until;
          }
        }
      }
    }
  }
}
