package dev.rollwave.console.progress;

import dev.rollwave.console.progress.FrameLayout.Row;
import dev.rollwave.console.text.DisplayWidth;
import dev.rollwave.console.text.Palette.Paint;
import dev.rollwave.console.text.Symbols;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.OutcomeWords;
import dev.rollwave.console.words.Tally;
import dev.rollwave.console.words.WaitWords;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState.Blocked;
import dev.rollwave.engine.WaveState.CoolingDown;
import dev.rollwave.engine.WaveState.Failed;
import dev.rollwave.engine.WaveState.Held;
import dev.rollwave.engine.WaveState.Released;
import dev.rollwave.engine.WaveState.Running;
import dev.rollwave.engine.WaveState.Withheld;
import java.time.Instant;
import java.util.List;

/** Draws the rows of a frame; names stand under one another among those that are shown. */
final class FrameRows {
  private static final int WIDEST_NAME = 48;

  private final RunState state;
  private final Instant now;
  private final Symbols symbols;
  private final int waveColumns;
  private final int refColumns;

  FrameRows(RunState state, Instant now, Screen screen, List<Row> shown) {
    this.state = state;
    this.now = now;
    this.symbols = screen.symbols();
    int widest = Math.max(12, Math.min(WIDEST_NAME, screen.columns() * 2 / 5));
    this.waveColumns =
        Math.min(widest, shown.stream().mapToInt(FrameRows::nameColumns).max().orElse(0));
    this.refColumns =
        Math.min(widest, shown.stream().mapToInt(FrameRows::refColumns).max().orElse(0));
  }

  /** {@code row}, drawn. */
  PaintedLine line(Row row) {
    return switch (row) {
      case Row.OfWave r -> wave(r.wave());
      case Row.OfWaves r -> merged(r.waves());
      case Row.OfWorkload r ->
          WorkloadRow.of(r.workload(), now)
              .line(symbols, refColumns, r.wave().state() instanceof Blocked);
      case Row.OfMore r -> new PaintedLine().add(Paint.DIM, "  and " + r.rows() + " more");
    };
  }

  private PaintedLine wave(WaveProgress wave) {
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

  private PaintedLine merged(List<WaveProgress> waves) {
    PaintedLine line = new PaintedLine();
    mark(line, waves.getFirst());
    String names = String.join(", ", waves.stream().map(wave -> wave.wave().name()).toList());
    String words = OutcomeWords.sentence(waves.getFirst().state());
    return line.add(" " + waves.size() + " waves " + words).add(Paint.DIM, ": " + names);
  }

  private String standing(WaveProgress wave) {
    String next = WaitWords.next(state, wave, now);
    return switch (wave.state()) {
      case Running _ when Tally.of(wave).left() > 0 && !next.isEmpty() -> "next waits for " + next;
      case Running _ -> "";
      case Held _ -> OutcomeWords.reason(wave.state());
      case Blocked _, CoolingDown _ -> next;
      case Released _ -> "released";
      case Failed _ -> "failed";
      case Withheld w -> "withheld: " + w.reason();
    };
  }

  private void mark(PaintedLine line, WaveProgress wave) {
    switch (wave.state()) {
      case Running _ -> line.add(Paint.CYAN, Mark.RUNNING.in(symbols));
      case Held _ -> line.add(Paint.YELLOW, Mark.DOUBTFUL.in(symbols));
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

  private static int nameColumns(Row row) {
    return row instanceof Row.OfWave r ? DisplayWidth.of(Text.shown(r.wave().wave().name())) : 0;
  }

  private static int refColumns(Row row) {
    return row instanceof Row.OfWorkload r
        ? DisplayWidth.of(Text.shown(r.workload().ref().toString()))
        : 0;
  }
}
