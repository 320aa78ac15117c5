package dev.rollwave.console.progress;

import dev.rollwave.console.text.DisplayWidth;
import dev.rollwave.console.text.Palette.Paint;
import dev.rollwave.console.text.Symbols;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.WaitWords;
import dev.rollwave.console.words.WorkloadAccount;
import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.FinalState.Skipped;
import dev.rollwave.engine.FinalState.Unproven;
import dev.rollwave.engine.FinalState.Withheld;
import dev.rollwave.engine.InFlightState.Diagnosing;
import dev.rollwave.engine.InFlightState.Patching;
import dev.rollwave.engine.InFlightState.Rereading;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.Upkeep;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One workload in a frame.
 *
 * @param workload which
 * @param mark its sign
 * @param word where it stands
 * @param paint of symbol and word
 * @param pods updated/desired; empty where that says nothing
 * @param elapsed since its restart, until it came to its end; empty when it has none
 * @param rest what it waits for, or why it stands there
 */
record WorkloadRow(
    WorkloadProgress workload,
    Mark mark,
    String word,
    Paint paint,
    String pods,
    String elapsed,
    String rest) {
  private static final int WORD_COLUMNS = 8;
  private static final int PODS_COLUMNS = 5;
  private static final int ELAPSED_COLUMNS = 6;

  static WorkloadRow of(WorkloadProgress workload, Instant now) {
    return switch (workload.state()) {
      case Waiting _ -> still(workload, Mark.WAITING, "waiting", Paint.DIM, "");
      case Skipped s -> still(workload, Mark.UNTOUCHED, "skipped", Paint.DIM, s.message());
      case Withheld w -> still(workload, Mark.UNTOUCHED, "withheld", Paint.YELLOW, w.reason());
      case Failed f ->
          new WorkloadRow(
              workload,
              Mark.FAILED,
              "failed",
              Paint.RED,
              "",
              took(workload, workload.timeline().failed()),
              f.trouble().map(WaitWords::reasonFirst).orElse(f.reason() + ": " + f.message()));
      case Unproven u -> still(workload, Mark.DOUBTFUL, "unproven", Paint.YELLOW, u.reason());
      case Healthy h ->
          switch (h.upkeep()) {
            case Upkeep.AsProven _ -> healthy(workload, h);
            case Upkeep.Changed _ -> doubtful(workload, h, "changed");
            case Upkeep.Unseen _ -> doubtful(workload, h, "unseen");
          };
      case Patching _ -> moving(workload, now, Mark.ROLLING, "patching", Paint.CYAN, "");
      case Rereading _ -> moving(workload, now, Mark.DOUBTFUL, "doubtful", Paint.YELLOW, "");
      case RollingOut r -> rolling(workload, now, r);
      case Soaking s -> moving(workload, now, Mark.SOAKING, "soaking", Paint.GREEN, pods(s.last()));
      case Diagnosing d -> moving(workload, now, Mark.FAILED, "failing", Paint.RED, pods(d.last()));
    };
  }

  private static WorkloadRow doubtful(WorkloadProgress workload, Healthy state, String word) {
    return new WorkloadRow(
        workload,
        Mark.DOUBTFUL,
        word,
        Paint.YELLOW,
        pods(state.last()),
        "",
        WorkloadAccount.since(state));
  }

  private static WorkloadRow rolling(WorkloadProgress workload, Instant now, RollingOut state) {
    Paint paint = state.inspection().trouble().isPresent() ? Paint.YELLOW : Paint.CYAN;
    WorkloadRow row = moving(workload, now, Mark.ROLLING, "rolling", paint, pods(state.last()));
    return state
        .inspection()
        .troubles()
        .foremost()
        .map(it -> row.saying(WaitWords.reasonFirst(it, now)))
        .orElse(row);
  }

  private WorkloadRow saying(String what) {
    return new WorkloadRow(workload, mark, word, paint, pods, elapsed, what);
  }

  private static WorkloadRow still(
      WorkloadProgress workload, Mark mark, String word, Paint paint, String rest) {
    return new WorkloadRow(workload, mark, word, paint, "", "", rest);
  }

  private static WorkloadRow healthy(WorkloadProgress workload, Healthy state) {
    return new WorkloadRow(
        workload,
        Mark.HEALTHY,
        "healthy",
        Paint.GREEN,
        pods(state.last()),
        took(workload, workload.timeline().soaked()),
        "");
  }

  private static String took(WorkloadProgress workload, Optional<Instant> until) {
    return workload
        .timeline()
        .patched()
        .flatMap(from -> until.map(to -> Duration.between(from, to)))
        .map(Formats::duration)
        .orElse("");
  }

  private static WorkloadRow moving(
      WorkloadProgress workload, Instant now, Mark mark, String word, Paint paint, String pods) {
    String elapsed =
        workload
            .timeline()
            .patched()
            .map(from -> Formats.duration(Duration.between(from, now)))
            .orElse("");
    return new WorkloadRow(
        workload, mark, word, paint, pods, elapsed, WaitWords.inFlight(workload.state(), now));
  }

  private static String pods(WorkloadSnapshot snapshot) {
    return snapshot.updated() + "/" + snapshot.desired();
  }

  /** The row as a line; {@code isDim} for a workload whose turn is far off. */
  PaintedLine line(Symbols symbols, int refColumns, boolean isDim) {
    String ref = Text.tail(Text.shown(workload.ref().toString()), refColumns, symbols.ellipsis());
    String filled = ref + " ".repeat(Math.max(0, refColumns - DisplayWidth.of(ref)));
    PaintedLine line =
        new PaintedLine()
            .add(paint, "  " + mark.in(symbols))
            .add(isDim ? Paint.DIM : Paint.NONE, " " + filled)
            .add(paint, "  " + Text.column(word, WORD_COLUMNS))
            .add(" " + Text.column(pods, PODS_COLUMNS))
            .add(" " + Text.column(elapsed, ELAPSED_COLUMNS));
    return rest.isEmpty() ? line : line.add(Paint.DIM, " " + rest);
  }
}
