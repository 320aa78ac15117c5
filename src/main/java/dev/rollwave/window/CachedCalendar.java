package dev.rollwave.window;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks a calendar again and again, as a run does with each of its steps: while an answer is known
 * to hold, the calendar is not asked. Tells the same as the calendar itself, in whatever order it
 * is asked and on whatever thread.
 */
public final class CachedCalendar {
  private final WindowCalendar calendar;
  // Only saves time: whoever reads it gets the answer that would be computed.
  private volatile @Nullable StatusInterval remembered;

  /** Nothing is known yet. */
  public CachedCalendar(WindowCalendar calendar) {
    this.calendar = calendar;
  }

  /** The same as {@link WindowCalendar#at}. */
  public WindowStatus at(Instant instant) {
    StatusInterval known = remembered;
    if (known == null || !known.covers(instant)) {
      known = calendar.intervalFrom(instant);
      remembered = known;
    }
    return known.status();
  }
}
