package dev.rollwave.console;

import dev.rollwave.console.Palette.Paint;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState.Blocked;
import dev.rollwave.engine.WaveState.CoolingDown;
import dev.rollwave.engine.WaveState.Failed;
import dev.rollwave.engine.WaveState.Released;
import dev.rollwave.engine.WaveState.Running;
import dev.rollwave.engine.WaveState.Withheld;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import java.time.Instant;
import java.util.List;

/** The rows of a frame: one for each wave, one for each workload. */
final class FrameRows {
  private static final int WIDEST_NAME = 48;

  private final RunState state;
  private final Instant now;
  private final Symbols symbols;
  private final int waveColumns;
  private final int refColumns;

  FrameRows(RunState state, Instant now, Screen screen) {
    this.state = state;
    this.now = now;
    this.symbols = screen.symbols();
    int widest = Math.max(12, Math.min(WIDEST_NAME, screen.columns() * 2 / 5));
    this.waveColumns = widthOfNames(widest);
    this.refColumns = widthOfRefs(widest);
  }

  /** Whether something is under way in a wave, or just went wrong there. */
  static boolean isLive(WaveProgress wave) {
    return switch (wave.state()) {
      case Running _ -> true;
      case Failed _, Withheld _ -> wave.inFlight() > 0;
      case Blocked _, CoolingDown _, Released _ -> false;
    };
  }

  /** Whether two waves may share a line. */
  static boolean standAlike(WaveProgress one, WaveProgress other) {
    return OutcomeWords.word(one.state()).equals(OutcomeWords.word(other.state()));
  }

  /** A wave with its numbers, and what it waits for. */
  PaintedLine wave(WaveProgress wave) {
    Tally tally = Tally.of(wave);
    PaintedLine line = new PaintedLine();
    mark(line, wave);
    line.add(Paint.BOLD, " " + Text.column(Text.shown(wave.wave().name()), waveColumns))
        .add("  " + tally.healthy() + "/" + (tally.total() - tally.skipped()) + " healthy");
    add(line, Paint.DIM, tally.skipped(), "skipped");
    add(line, Paint.RED, tally.failed(), "failed");
    add(line, Paint.NONE, tally.inFlight(), "in flight");
    String rest = standing(wave);
    return rest.isEmpty() ? line : line.add(Paint.DIM, "  " + rest);
  }

  /** Waves that stand alike, in one line. */
  PaintedLine merged(List<WaveProgress> waves) {
    if (waves.size() == 1) {
      return wave(waves.getFirst());
    }
    PaintedLine line = new PaintedLine();
    mark(line, waves.getFirst());
    String names = String.join(", ", waves.stream().map(wave -> wave.wave().name()).toList());
    String words = OutcomeWords.sentence(waves.getFirst().state());
    return line.add(" " + waves.size() + " waves " + words).add(Paint.DIM, ": " + names);
  }

  /** The workloads of a wave; {@code onlyMoving} leaves out those that wait or are finished. */
  List<PaintedLine> workloads(WaveProgress wave, boolean onlyMoving) {
    return wave.workloads().stream()
        .filter(workload ->
            !onlyMoving
                || workload.state().isInFlight()
                || workload.state() instanceof WorkloadState.Failed)
        .map(workload -> workload(wave, workload))
        .toList();
  }

  private PaintedLine workload(WaveProgress wave, WorkloadProgress workload) {
    return WorkloadRow.of(workload, now).line(symbols, refColumns, wave.state() instanceof Blocked);
  }

  private String standing(WaveProgress wave) {
    String next = Waits.next(state, wave, now);
    return switch (wave.state()) {
      case Running _ when Tally.of(wave).left() > 0 && !next.isEmpty() -> "next waits for " + next;
      case Running _ -> "";
      case Blocked _, CoolingDown _ -> next;
      case Released _ -> "released";
      case Failed _ -> "failed";
      case Withheld w -> "withheld: " + w.reason();
    };
  }

  private void mark(PaintedLine line, WaveProgress wave) {
    switch (wave.state()) {
      case Running _ -> line.add(Paint.CYAN, Mark.RUNNING.in(symbols));
      case CoolingDown _ -> line.add(Paint.GREEN, Mark.SOAKING.in(symbols));
      case Released _ -> line.add(Paint.GREEN, Mark.HEALTHY.in(symbols));
      case Failed _ -> line.add(Paint.RED, Mark.FAILED.in(symbols));
      case Blocked _ -> line.add(Paint.DIM, Mark.WAITING.in(symbols));
      case Withheld _ -> line.add(Paint.YELLOW, Mark.UNTOUCHED.in(symbols));
    }
  }

  private static void add(PaintedLine line, Paint paint, int number, String what) {
    if (number > 0) {
      line.add(paint, ", " + number + " " + what);
    }
  }

  private int widthOfNames(int widest) {
    return Math.min(
        widest,
        state.waves().stream()
            .mapToInt(wave -> DisplayWidth.of(Text.shown(wave.wave().name())))
            .max()
            .orElse(0));
  }

  private int widthOfRefs(int widest) {
    return Math.min(
        widest,
        state.waves().stream()
            .flatMap(wave -> wave.workloads().stream())
            .mapToInt(workload -> DisplayWidth.of(Text.shown(workload.ref().toString())))
            .max()
            .orElse(0));
  }
}
