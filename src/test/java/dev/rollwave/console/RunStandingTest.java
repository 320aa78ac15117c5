package dev.rollwave.console;

import static dev.rollwave.console.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.Past;
import dev.rollwave.engine.RunOutcome;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveState;
import dev.rollwave.plan.PlanPrint;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.Counts;
import dev.rollwave.runner.Ending;
import dev.rollwave.runner.Instructions;
import dev.rollwave.runner.Owner;
import dev.rollwave.runner.RunBook;
import dev.rollwave.runner.RunRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunStandingTest {
  private static final RunState SEEN =
      Runs.nightly()
          .wave("caches", List.of(), new WaveState.Running(), Workloads.waiting("redis"))
          .state();

  @Test
  void an_unfinished_run_is_shown_with_until_when_a_start_continues_it() {
    RunStanding standing =
        standing(Optional.of(new RunOutcome.Incomplete("SIGTERM")), Optional.of(SEEN));

    assertThat(String.join("\n", standing.lines(plain())))
        .contains("  resumable   until Sun 2026-11-22 01:30 Z (resumeWithin)\n");
    assertThat(String.join("", standing.json()))
        .contains("\"resumableUntil\" : \"2026-11-22T01:30:00Z\"");
  }

  @Test
  void one_that_ended_and_one_whose_plan_is_not_at_hand_are_shown_without() {
    List<RunStanding> standings =
        List.of(
            standing(Optional.of(new RunOutcome.Done()), Optional.of(SEEN)),
            standing(Optional.empty(), Optional.empty()));
    for (RunStanding standing : standings) {
      assertThat(standing.lines(plain())).noneMatch(line -> line.contains("resumable"));
      assertThat(String.join("", standing.json())).contains("\"resumableUntil\" : null");
    }
  }

  private static Terminal plain() {
    return Terminal.of(Map.of(), false, StandardCharsets.UTF_8);
  }

  private static RunStanding standing(Optional<RunOutcome> outcome, Optional<RunState> seen) {
    return new RunStanding(
        new StatePlace("rollwave", "nightly-leak-relief"),
        book(outcome),
        seen,
        START.plusSeconds(60),
        Optional.empty());
  }

  static RunBook book(Optional<RunOutcome> outcome) {
    RunRecord run =
        new RunRecord(
            SEEN.order().runId(),
            PlanPrint.of(SEEN.order().plan()),
            "Relieve the session leak",
            new Owner("pod-1", "ops@laptop", Optional.empty(), List.of()),
            START,
            new Counts(1, 0, 0, 0, 0),
            Optional.empty(),
            outcome.map(it -> new Ending(it, START)),
            Past.none(START));
    return new RunBook(run, Instructions.NONE, List.of());
  }
}
