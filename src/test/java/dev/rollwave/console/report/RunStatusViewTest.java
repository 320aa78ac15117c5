package dev.rollwave.console.report;

import static dev.rollwave.console.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.Runs;
import dev.rollwave.console.Workloads;
import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Symbols;
import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.Liveness;
import dev.rollwave.runner.LockWatch.Held;
import dev.rollwave.runner.record.Instruction;
import dev.rollwave.runner.record.Instructions;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunStatusViewTest {
  private static final Liveness ALIVE =
      new Liveness.Alive(
          new Held("pod-1", Optional.of(START.plusSeconds(58)), Duration.ofSeconds(15)));
  private static final Liveness SILENT =
      new Liveness.Silent(
          new Held("pod-1", Optional.of(START.plusSeconds(10)), Duration.ofSeconds(15)),
          Duration.ofSeconds(7));

  private static final RunState SEEN =
      Runs.nightly()
          .wave(
              "caches",
              List.of(),
              new WaveState.Running(),
              Workloads.waiting("redis"),
              Workloads.rolling("cart", 1, 2, START))
          .state();

  @Test
  void an_unfinished_run_is_shown_with_until_when_a_start_continues_it() {
    RunStatusView view = view(Optional.of(new RunOutcome.Incomplete("SIGTERM")), Optional.of(SEEN));

    assertThat(String.join("\n", view.lines(Palette.PLAIN, Symbols.UNICODE)))
        .contains("  resumable   until Sun 2026-11-22 01:30 Z (resumeWithin)\n");
    assertThat(String.join("", view.json()))
        .contains("\"resumableUntil\" : \"2026-11-22T01:30:00Z\"");
  }

  @Test
  void one_that_ended_and_one_whose_plan_is_not_at_hand_are_shown_without() {
    List<RunStatusView> standings =
        List.of(
            view(Optional.of(new RunOutcome.Done()), Optional.of(SEEN)),
            view(Optional.empty(), Optional.empty()));
    for (RunStatusView view : standings) {
      assertThat(view.lines(Palette.PLAIN, Symbols.UNICODE))
          .noneMatch(line -> line.contains("resumable"));
      assertThat(String.join("", view.json())).contains("\"resumableUntil\" : null");
    }
  }

  private static RunStatusView view(PlanRecord planRecord, Liveness liveness) {
    return new RunStatusView(
        new StatePlace("rollwave", "nightly-leak-relief"),
        planRecord,
        Optional.of(SEEN),
        START.plusSeconds(60),
        Optional.empty(),
        liveness,
        Map.of());
  }

  private static PlanRecord paused(PlanRecord planRecord) {
    return planRecord.with(
        new Instruction(Instruction.Verb.PAUSE, "ana@laptop", "database is busy", START));
  }

  @Test
  void alive_paused_stopped_and_dead_are_four_different_words() {
    PlanRecord open = planRecord(Optional.empty());
    PlanRecord stopped = planRecord(Optional.of(new RunOutcome.Interrupted("SIGTERM")));

    assertThat(words(open, ALIVE)).containsExactly("alive", "Alive");
    assertThat(words(paused(open), ALIVE)).containsExactly("paused", "Paused");
    assertThat(words(stopped, new Liveness.Unheld()))
        .containsExactly("stopped, Interrupted, SIGTERM; the next start continues it", "Stopped");
    assertThat(words(open, SILENT)).containsExactly("dead", "Dead");
    assertThat(words(paused(open), new Liveness.Unheld())).containsExactly("dead", "Dead");
    assertThat(words(open, new Liveness.Unreadable("forbidden")))
        .containsExactly("not ended", "Unknown");
  }

  private static List<String> words(PlanRecord planRecord, Liveness liveness) {
    RunStatusView view = view(planRecord, liveness);
    String json = String.join("", view.json());
    int at = json.indexOf("\"process\" : \"") + "\"process\" : \"".length();
    String title = view.lines(Palette.PLAIN, Symbols.UNICODE).getFirst();
    return List.of(
        title.substring(title.indexOf(": ") + 2), json.substring(at, json.indexOf('"', at)));
  }

  @Test
  void by_what_it_is_known_is_told_with_the_seconds() {
    PlanRecord open = planRecord(Optional.empty());

    assertThat(view(open, ALIVE).lines(Palette.PLAIN, Symbols.UNICODE))
        .contains("              alive 2s ago, when it renewed its lock");
    assertThat(view(open, SILENT).lines(Palette.PLAIN, Symbols.UNICODE))
        .contains(
            "              dead, its lock was last renewed 50s ago, and not while it was watched"
                + " for 7s");
    Liveness wrongClock =
        new Liveness.Alive(
            new Held("pod-1", Optional.of(START.plusSeconds(900)), Duration.ofSeconds(15)));
    assertThat(view(open, wrongClock).lines(Palette.PLAIN, Symbols.UNICODE))
        .contains("              alive, it renewed its lock while it was watched");
    Liveness other =
        new Liveness.Alive(
            new Held("pod-2", Optional.of(START.plusSeconds(58)), Duration.ofSeconds(15)));
    assertThat(view(open, other).lines(Palette.PLAIN, Symbols.UNICODE))
        .contains(
            "              dead; another start, pod-2, holds its lock and is about to continue");
  }

  @Test
  void a_dead_and_a_stopped_run_show_what_the_next_start_will_do_and_a_live_one_does_not() {
    PlanRecord open = planRecord(Optional.empty());
    String goesOn =
        "  next start  continues it: restarts 1 workload and waits for 1 restarted, and not yet"
            + " proven healthy; --new-run starts over";

    assertThat(view(open, SILENT).lines(Palette.PLAIN, Symbols.UNICODE)).contains(goesOn);
    assertThat(
            view(planRecord(Optional.of(new RunOutcome.Interrupted("SIGTERM"))), SILENT)
                .lines(Palette.PLAIN, Symbols.UNICODE))
        .contains(goesOn);
    assertThat(view(paused(open), SILENT).lines(Palette.PLAIN, Symbols.UNICODE))
        .contains(goesOn.replace("it:", "it, still paused:"));
    assertThat(view(open, ALIVE).lines(Palette.PLAIN, Symbols.UNICODE))
        .noneMatch(line -> line.contains("next start"));
    assertThat(String.join("", view(open, ALIVE).json())).contains("\"nextStart\" : null");
  }

  @Test
  void the_next_start_knows_what_is_on_record_and_not_what_the_dead_process_had_found_out() {
    RunState caughtUp =
        Runs.nightly()
            .wave(
                "caches",
                List.of(),
                new WaveState.Running(),
                Workloads.waiting("redis"),
                Workloads.healthy("cart", START))
            .state();
    RunStatusView view =
        new RunStatusView(
            new StatePlace("rollwave", "nightly-leak-relief"),
            planRecord(Optional.empty()),
            Optional.of(caughtUp),
            START.plusSeconds(60),
            Optional.empty(),
            SILENT,
            Map.of());

    assertThat(view.lines(Palette.PLAIN, Symbols.UNICODE))
        .anyMatch(line -> line.contains("restarts 1 workload and waits for 1 restarted"));
  }

  @Test
  void counts_of_an_unfinished_run_say_of_which_moment_they_are() {
    PlanRecord open = planRecord(Optional.empty());

    assertThat(view(open, SILENT).lines(Palette.PLAIN, Symbols.UNICODE))
        .contains("  workloads   0 of 2 healthy, 0 skipped, 0 failed, as the cluster is now");
    assertThat(view(Optional.empty(), Optional.empty()).lines(Palette.PLAIN, Symbols.UNICODE))
        .contains(
            "  workloads   0 of 1 healthy, 0 skipped, 0 failed, as recorded at the last sign of"
                + " life");
    assertThat(
            view(Optional.of(new RunOutcome.Done()), Optional.of(SEEN))
                .lines(Palette.PLAIN, Symbols.UNICODE))
        .contains("  workloads   0 of 1 healthy, 0 skipped, 0 failed");
  }

  @Test
  void waves_of_a_run_that_has_ended_are_shown_in_the_order_in_which_their_turn_came() {
    Map<String, WaveProgress.Timeline> waves = new LinkedHashMap<>();
    waves.put("a-last", wave(Optional.empty()));
    waves.put("b-second", wave(Optional.of(START.plusSeconds(5))));
    waves.put("c-first", wave(Optional.of(START)));
    RunRecord run = planRecord(Optional.of(new RunOutcome.Done())).newest();
    Checkpoint checkpoint =
        new Checkpoint(START, Optional.empty(), waves, Map.of(), Map.of(), Optional.empty());
    RunRecord walked =
        new RunRecord(
            run.runId(),
            run.plan(),
            run.reason(),
            run.owner(),
            run.writtenAt(),
            run.counts(),
            run.lastError(),
            run.ending(),
            checkpoint);

    assertThat(
            view(new PlanRecord(walked, Instructions.NONE, List.of()), SILENT)
                .lines(Palette.PLAIN, Symbols.UNICODE))
        .filteredOn(line -> line.matches("  [abc]-.*"))
        .extracting(line -> line.strip().split(" ", 2)[0])
        .containsExactly("c-first", "b-second", "a-last");
  }

  private static WaveProgress.Timeline wave(Optional<Instant> ready) {
    return new WaveProgress.Timeline(ready, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static RunStatusView view(Optional<RunOutcome> outcome, Optional<RunState> seen) {
    return new RunStatusView(
        new StatePlace("rollwave", "nightly-leak-relief"),
        planRecord(outcome),
        seen,
        START.plusSeconds(60),
        Optional.empty(),
        ALIVE,
        Map.of());
  }

  private static PlanRecord planRecord(Optional<RunOutcome> outcome) {
    return Runs.planRecord(SEEN, outcome);
  }
}
