package dev.rollwave.console.report;

import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Table;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.ClusterWords;
import dev.rollwave.console.words.ContinuationWords;
import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.OutcomeWords;
import dev.rollwave.console.words.Tally;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.message.RunOutcome.Cancelled;
import dev.rollwave.engine.message.RunOutcome.Done;
import dev.rollwave.engine.message.RunOutcome.Incomplete;
import dev.rollwave.engine.message.RunOutcome.Interrupted;
import dev.rollwave.engine.message.RunOutcome.Unreachable;
import dev.rollwave.engine.message.RunOutcome.WorkloadsFailed;
import dev.rollwave.runner.ClusterAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person reads when a run has ended: how, what failed, what is left, and what to do. */
public final class RunSummaryText {
  private final RunState state;
  private final Instant endedAt;
  private final Optional<ClusterAccess> access;
  private final Palette palette;
  private final List<String> lines = new ArrayList<>();

  private RunSummaryText(RunEnd end, Palette palette) {
    this.state = end.state();
    this.endedAt = end.at();
    this.access = end.access();
    this.palette = palette;
  }

  /**
   * The summary, line by line, safe to show.
   *
   * @param end how it ended
   * @param exitStatus of the process, 0 to 7
   * @param meaning of the exit status, a clause
   * @param palette how to paint it
   */
  public static List<String> lines(RunEnd end, int exitStatus, String meaning, Palette palette) {
    RunSummaryText text = new RunSummaryText(end, palette);
    text.lines.add("");
    text.outcome();
    text.table();
    text.lines.addAll(new Unfinished(end.state(), palette).lines());
    text.lines.add("");
    text.lines.add("exit " + exitStatus + ": " + Text.shown(meaning));
    return List.copyOf(text.lines);
  }

  private void outcome() {
    String length = Formats.duration(Duration.between(state.startedAt(), endedAt));
    lines.add(palette.bold(painted(Text.shown(sentence()))));
    lines.add(
        palette.dim(
            Text.shown("Run " + state.spec().runId() + " of plan " + state.spec().plan().name())
                + ", "
                + length
                + " from "
                + Formats.instant(state.startedAt())
                + "."));
    access.ifPresent(it ->
        lines.add(palette.dim(Text.shown("On " + ClusterWords.of(it, state.spec().plan()) + "."))));
    state
        .outcome()
        .map(this::nextStart)
        .filter(sentence -> !sentence.isEmpty())
        .ifPresent(sentence -> lines.add(palette.dim(Text.shown(sentence))));
  }

  private String nextStart(RunOutcome outcome) {
    return switch (outcome) {
      case Done _ -> "";
      case Incomplete _, Interrupted _, Unreachable _ ->
          "A start until "
              + ContinuationWords.until(state.spec().plan(), endedAt)
              + " continues it (resumeWithin).";
      case WorkloadsFailed _, Cancelled _ ->
          "It is not continued: the next start begins a new run, of all "
              + Formats.count(Tally.of(state).total(), "workload")
              + ".";
    };
  }

  private String painted(String sentence) {
    if (state.outcome().isEmpty()) {
      return palette.yellow(sentence);
    }
    return switch (state.outcome().get()) {
      case Done _ -> palette.green(sentence);
      case WorkloadsFailed _, Unreachable _ -> palette.red(sentence);
      case Incomplete _, Interrupted _, Cancelled _ -> palette.yellow(sentence);
    };
  }

  private String sentence() {
    Tally tally = Tally.of(state);
    String proven = Formats.count(tally.healthy(), "workload") + " restarted and proven healthy";
    if (state.outcome().isEmpty()) {
      return "Not ended: " + proven + ", " + tally.inFlight() + " in flight.";
    }
    return switch (state.outcome().get()) {
      case Done _ when tally.healthy() == 0 ->
          "Done: nothing was due" + rest(tally.skipped(), " skipped") + ".";
      case Done _ -> "Done: " + proven + rest(tally.skipped(), " skipped") + ".";
      case WorkloadsFailed _ ->
          "Failed: "
              + Formats.count(tally.failed(), "workload")
              + rest(tally.healthy(), " healthy")
              + rest(tally.unproven(), " unproven")
              + rest(tally.left(), " not started")
              + ".";
      case Incomplete o -> "Incomplete: " + o.cause() + "; " + proven + remainder(tally) + ".";
      case Interrupted o -> "Interrupted: " + o.cause() + "; " + proven + remainder(tally) + ".";
      case Cancelled o -> "Cancelled: " + o.cause() + "; " + proven + remainder(tally) + ".";
      case Unreachable o -> "Unreachable: " + o.cause() + "; " + proven + remainder(tally) + ".";
    };
  }

  private static String remainder(Tally tally) {
    return rest(tally.unproven(), " unproven") + rest(tally.left(), " not started");
  }

  private static String rest(int number, String what) {
    return number == 0 ? "" : ", " + number + what;
  }

  private void table() {
    Table table =
        new Table().row("WAVE", "STATE", "HEALTHY", "SKIPPED", "FAILED", "UNPROVEN", "NOT STARTED");
    for (WaveProgress wave : state.waves()) {
      Tally tally = Tally.of(wave);
      table.row(
          Text.shown(wave.wave().name()),
          OutcomeWords.ended(wave.state()),
          Integer.toString(tally.healthy()),
          Integer.toString(tally.skipped()),
          Integer.toString(tally.failed()),
          Integer.toString(tally.unproven() + tally.inFlight()),
          Integer.toString(tally.left()));
    }
    lines.add("");
    lines.addAll(table.lines("  "));
  }
}
