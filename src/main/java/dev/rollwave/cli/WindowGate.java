package dev.rollwave.cli;

import dev.rollwave.console.Audience;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.window.WindowStatus;
import java.util.Optional;

/**
 * Lets a run begin while a window is open, and tells a person when none is.
 *
 * @param calendar that says when restarts may start
 * @param waits whether a closed window is waited for
 * @param waiting by which it is waited
 * @param audience who is told
 */
record WindowGate(WindowCalendar calendar, boolean waits, WindowWait waiting, Audience audience) {

  /** Empty as soon as the run may begin, else what it leaves with instead. */
  Optional<ExitStatus> closedWith() throws InterruptedException {
    if (!(calendar.at(waiting.clock().instant()) instanceof WindowStatus.Closed closed)) {
      return Optional.empty();
    }
    String state = "no restart may start now (" + closed.reason() + "): ";
    if (closed.opens().isEmpty()) {
      audience.complain(state + WindowWait.NONE_OPENS);
      return Optional.of(ExitStatus.INCOMPLETE);
    }
    state +=
        "the next window opens at "
            + closed.opens().get().atZone(calendar.zone()).toOffsetDateTime();
    if (!waits) {
      audience.complain(state + "; --wait waits for it");
      return Optional.of(ExitStatus.INCOMPLETE);
    }
    audience.complain(state + "; waiting");
    return waiting
        .untilOpen(calendar)
        .map(givenUp -> {
          audience.complain("no longer waiting: " + givenUp.cause());
          return givenUp.status();
        });
  }
}
