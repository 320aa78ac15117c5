package dev.rollwave.cli.run;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.console.Audience;
import dev.rollwave.console.Person;
import dev.rollwave.console.preview.PlanPreview;
import dev.rollwave.console.preview.Prospect;
import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The last word before the first restart: a person says it, where there is one to ask, and a signal
 * that tells the process to end meanwhile overrules it.
 *
 * @param request what is asked for, and whether that is confirmed
 * @param around the person, and where an interrupt arrives
 */
record GoAhead(RunRequest request, RunSurroundings around) {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

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

  /** Asks for it; empty when the run may begin, else what it leaves with instead. */
  Optional<ExitStatus> obtainFor(Prospect prospect) throws InterruptedException {
    if (lacksAnAnswer(request, around.audience())) {
      around.audience().complain("nothing was touched: " + NO_TERMINAL);
      return Optional.of(ExitStatus.INVALID);
    }
    if (request.isConfirmed()) {
      PlanPreview.health(prospect).ifPresent(around.audience()::complain);
    }
    boolean isWanted = request.isConfirmed() || askFor(prospect);
    // The run's first step restarts before it looks at any event: a process that was told to end
    // must not begin.
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

  private boolean askFor(Prospect prospect) throws InterruptedException {
    Person person = around.audience().person().orElseThrow();
    person.show(
        PlanPreview.lines(
            prospect, around.clocks().instant(), around.audience().terminal().palette()));
    person.show(List.of(""));
    if (!ask(person, PlanPreview.question(prospect), around.events())) {
      return false;
    }
    // What is broken or rolling out already is easily overlooked in a long list.
    Optional<String> doubt = PlanPreview.doubt(prospect);
    return doubt.isEmpty() || ask(person, doubt.get(), around.events());
  }

  /**
   * Asks {@code person}; false when the answer is no, or when an interrupt comes before it.
   *
   * @param events where an interrupt arrives; it is left there
   */
  static boolean ask(Person person, String question, EventQueue events)
      throws InterruptedException {
    BlockingQueue<Boolean> answers = new ArrayBlockingQueue<>(1);
    // Nothing wakes a thread that reads a terminal, so it must not be the one that ends the run.
    Threads.startDaemon("question", () -> answers.add(person.confirms(question)), events);
    @Nullable Boolean answer = null;
    while (answer == null && events.cutShort().isEmpty()) {
      answer = answers.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
    return answer != null && answer;
  }
}
