package dev.rollwave.cli;

import dev.rollwave.console.Audience;
import dev.rollwave.console.Person;
import dev.rollwave.console.preview.PlanPreview;
import dev.rollwave.console.preview.Prospect;
import dev.rollwave.engine.message.Event;
import java.util.List;
import java.util.Optional;

/**
 * The last word before the first restart: a person's, where one is there to be asked, and that of
 * whoever told the process to end meanwhile.
 *
 * @param request what is asked for, and whether that is confirmed
 * @param around the person, and where an interrupt arrives
 */
record GoAhead(RunRequest request, RunSurroundings around) {
  /** Why {@code request} must not begin where it {@link #lacksAnAnswer}. */
  static final String NO_TERMINAL =
      "there is no terminal at which a person could be asked; --yes restarts without asking";

  /**
   * Whether {@code request} needs a person's word, and there is no person to give it. Silence is no
   * yes: a pipe, a closed standard input and {@code ssh} without a terminal restart nothing.
   */
  static boolean lacksAnAnswer(RunRequest request, Audience audience) {
    return !request.isDryRun() && !request.isConfirmed() && audience.person().isEmpty();
  }

  /** Why the run does not begin after all; empty when it does. */
  Optional<ExitStatus> withheldFrom(Prospect prospect) throws InterruptedException {
    if (lacksAnAnswer(request, around.audience())) {
      around.audience().complain("nothing was touched: " + NO_TERMINAL);
      return Optional.of(ExitStatus.INVALID);
    }
    if (request.isConfirmed()) {
      PlanPreview.health(prospect).ifPresent(around.audience()::complain);
    }
    boolean isWanted = request.isConfirmed() || isWanted(prospect);
    // The run's first step restarts before it looks at any event: who was told to end must not
    // begin.
    Optional<Event.CutShort> cutShort = around.events().cutShort();
    if (cutShort.isPresent()) {
      around.audience().complain("nothing was touched: " + cutShort.get().cause());
      return Optional.of(ExitStatus.of(cutShort.get().outcome()));
    }
    if (!isWanted) {
      around.audience().complain("nothing was touched: the answer was not yes");
      return Optional.of(ExitStatus.REFUSED);
    }
    return Optional.empty();
  }

  private boolean isWanted(Prospect prospect) throws InterruptedException {
    Person person = around.audience().person().orElseThrow();
    person.show(
        PlanPreview.lines(
            prospect, around.clocks().instant(), around.audience().terminal().palette()));
    person.show(List.of(""));
    Confirmation confirmation = new Confirmation(person, around.events());
    if (!confirmation.isGivenTo(PlanPreview.question(prospect))) {
      return false;
    }
    // What is broken or rolling out already is easily overlooked in a long list.
    Optional<String> doubt = PlanPreview.doubt(prospect);
    return doubt.isEmpty() || confirmation.isGivenTo(doubt.get());
  }
}
