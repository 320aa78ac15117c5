package dev.rollwave.cli;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Alarm;
import dev.rollwave.runner.Inbox;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.window.WindowStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Waits for a window to open, on the run's own alarm and inbox.
 *
 * @param inbox where the alarm's ringing and an interrupt arrive
 * @param alarm is set to the next opening
 * @param clock the time that counts
 */
record WindowWait(Inbox inbox, Alarm alarm, InstantSource clock) {
  private static final int DAYS_OF_A_YEAR = 366;

  /** For a person, a clause: the calendar finds no opening. */
  static final String NONE_OPENS =
      "no window opens within the next "
          + WindowCalendar.HORIZON.toDays() / DAYS_OF_A_YEAR
          + " years";

  /**
   * Why the waiting came to nothing.
   *
   * @param cause for a person
   * @param status what the process leaves with
   */
  record GivenUp(String cause, ExitStatus status) {}

  /**
   * Returns as soon as restarts may start; present when they never may, or when the wait was
   * interrupted.
   */
  Optional<GivenUp> untilOpen(WindowCalendar calendar) throws InterruptedException {
    while (calendar.at(clock.instant()) instanceof WindowStatus.Closed closed) {
      Optional<Instant> opens = closed.opens();
      if (opens.isEmpty()) {
        return Optional.of(
            new GivenUp(closed.reason() + ", and " + NONE_OPENS, ExitStatus.INCOMPLETE));
      }
      alarm.ringAt(opens.get());
      if (inbox.take() instanceof Event.CutShort end) {
        return Optional.of(new GivenUp(end.cause(), ExitStatus.of(end.outcome())));
      }
    }
    return Optional.empty();
  }
}
