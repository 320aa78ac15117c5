package dev.rollwave.cli;

import dev.rollwave.console.PlanPreview;
import dev.rollwave.engine.Event;
import dev.rollwave.engine.RunOrder;
import java.util.Map;
import java.util.Optional;

/**
 * The last word before the first restart: a person's, where one is there to be asked, and that of
 * whoever told the process to end meanwhile.
 *
 * @param request what is asked for, and whether that is confirmed
 * @param around the person, and where an interrupt arrives
 */
record GoAhead(RunRequest request, RunSurroundings around) {

  /** Why the run does not begin after all; empty when it does. */
  Optional<ExitStatus> withheldFrom(RunOrder order, Preflight preflight)
      throws InterruptedException {
    boolean isWanted = isWanted(order, preflight);
    // The run's first step restarts before it looks at any event: who was told to end must not
    // begin.
    Optional<Event.CutShort> cutShort = around.events().cutShort();
    if (cutShort.isPresent()) {
      around.audience().complain("nothing was touched: " + cutShort.get().cause());
      return Optional.of(ExitStatus.of(cutShort.get().outcome()));
    }
    if (!isWanted) {
      around.audience().complain("nothing was touched");
      return Optional.of(ExitStatus.REFUSED);
    }
    return Optional.empty();
  }

  private boolean isWanted(RunOrder order, Preflight preflight) throws InterruptedException {
    if (request.isConfirmed() || !around.audience().isInteractive()) {
      return true;
    }
    preflight.showTo(around.audience(), order, Map.of(), around.clocks().instant());
    return new Confirmation(around.audience(), around.events())
        .isGivenTo(PlanPreview.question(order, preflight.eligibilities()));
  }
}
