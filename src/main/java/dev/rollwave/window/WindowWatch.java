package dev.rollwave.window;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks a calendar again and again, as a run does with each of its steps: while an answer is known
 * to hold, the calendar is not asked. Tells the same as the calendar itself, in whatever order it
 * is asked and on whatever thread.
 */
public final class WindowWatch {
  private final WindowCalendar calendar;
  // Only saves time: whoever reads it gets the answer that would be computed.
  private volatile @Nullable WindowSpell remembered;

  /** Nothing is known yet. */
  public WindowWatch(WindowCalendar calendar) {
    this.calendar = calendar;
  }

  /** The same as {@link WindowCalendar#at}. */
  public WindowStatus at(Instant instant) {
    WindowSpell known = remembered;
    if (known == null || !known.covers(instant)) {
      known = calendar.spellFrom(instant);
      remembered = known;
    }
    return known.status();
  }
}
