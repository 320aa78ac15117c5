package dev.rollwave.cli.run;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.engine.message.Event;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.window.WindowStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets a run begin while a window is open. While none is, it tells a person so, and waits for the
 * next one where that is asked for.
 *
 * @param request says when restarts may start, and whether a closed window is waited for
 * @param around the person, the time, and where the alarm's ringing and an interrupt arrive
 */
record WindowGate(RunRequest request, RunSurroundings around) {
  private static final int DAYS_OF_A_YEAR = 366;

  /** For a person, a clause: the calendar finds no opening. */
  private static final String NONE_OPENS =
      "no window opens within the next "
          + WindowCalendar.HORIZON.toDays() / DAYS_OF_A_YEAR
          + " years";

  /** Empty as soon as the run may begin, else what it leaves with instead. */
  Optional<ExitStatus> pass() throws InterruptedException {
    WindowCalendar calendar = request.calendar();
    if (!(calendar.at(now()) instanceof WindowStatus.Closed closed)) {
      return Optional.empty();
    }
    String state = "no restart may start now (" + closed.reason() + "): ";
    if (closed.opens().isEmpty()) {
      return leave(state + NONE_OPENS, ExitStatus.INCOMPLETE);
    }
    state +=
        "the next window opens at "
            + closed.opens().get().atZone(calendar.zone()).toOffsetDateTime();
    if (!request.waitsForWindow()) {
      return leave(state + "; --wait waits for it", ExitStatus.INCOMPLETE);
    }
    around.audience().complain(state + "; waiting");
    return awaitOpening(calendar);
  }

  private Optional<ExitStatus> awaitOpening(WindowCalendar calendar) throws InterruptedException {
    while (calendar.at(now()) instanceof WindowStatus.Closed closed) {
      Optional<Instant> opens = closed.opens();
      if (opens.isEmpty()) {
        return leave(
            "no longer waiting: " + closed.reason() + ", and " + NONE_OPENS, ExitStatus.INCOMPLETE);
      }
      around.alarm().ringAt(opens.get());
      if (around.events().take() instanceof Event.CutShort end) {
        return leave("no longer waiting: " + end.cause(), ExitStatus.of(end.outcome()));
      }
    }
    return Optional.empty();
  }

  private Optional<ExitStatus> leave(String why, ExitStatus status) {
    around.audience().complain(why);
    return Optional.of(status);
  }

  private Instant now() {
    return around.clocks().instant();
  }
}
