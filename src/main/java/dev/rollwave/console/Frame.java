package dev.rollwave.console;

import dev.rollwave.console.Palette.Paint;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a run as it stands: pure, from a state to lines.
 *
 * <p>No line is as wide as the terminal, since some wrap one that is. When there is more to show
 * than rows, detail goes first where least happens: workloads of waves that are finished or have
 * not begun, then those of live waves that wait, then such waves themselves; last of all the frame
 * is cut, and says by how much.
 */
final class Frame {
  private final RunState state;
  private final Instant now;
  private final Screen screen;

  private Frame(RunState state, Instant now, Screen screen) {
    this.state = state;
    this.now = now;
    this.screen = screen;
  }

  /** The lines of the frame, fewer than {@code screen} has rows, each narrower than its columns. */
  static List<String> of(RunState state, Instant now, Screen screen) {
    return new Frame(state, now, screen).lines();
  }

  private List<String> lines() {
    int rows = Math.max(1, screen.rows() - 1);
    List<PaintedLine> head = head();
    List<PaintedLine> body = List.of();
    for (Detail detail : Detail.values()) {
      body = body(detail);
      if (head.size() + body.size() <= rows) {
        break;
      }
    }
    List<PaintedLine> all = new ArrayList<>(head);
    all.addAll(body);
    return cut(all, rows).stream()
        .map(line -> line.text(Math.max(0, screen.columns() - 1), screen))
        .toList();
  }

  private static List<PaintedLine> cut(List<PaintedLine> lines, int rows) {
    if (lines.size() <= rows) {
      return lines;
    }
    List<PaintedLine> shown = new ArrayList<>(lines.subList(0, rows - 1));
    int more = lines.size() - shown.size();
    shown.add(new PaintedLine().add(Paint.DIM, "  and " + more + " more"));
    return shown;
  }

  private List<PaintedLine> head() {
    List<PaintedLine> lines = new ArrayList<>();
    lines.add(title());
    Waits.window(state, now)
        .ifPresent(window -> lines.add(new PaintedLine().add(Paint.DIM, window)));
    state
        .outage()
        .ifPresent(outage ->
            lines.add(
                new PaintedLine()
                    .add(
                        Paint.RED,
                        "! no answer from the API server for "
                            + Spoken.duration(Duration.between(outage.since(), now))
                            + ": "
                            + outage.cause())));
    state
        .stopping()
        .ifPresent(stop ->
            lines.add(
                new PaintedLine()
                    .add(Paint.YELLOW, "! no further restart: " + OutcomeWords.cause(stop))));
    return lines;
  }

  private PaintedLine title() {
    Tally tally = Tally.of(state);
    String limit =
        state.order().plan().throttle().maxInFlight().isPresent()
            ? " of " + state.order().plan().throttle().maxInFlight().getAsInt()
            : "";
    PaintedLine line =
        new PaintedLine()
            .add(Paint.BOLD, state.order().plan().name())
            .add("  " + Spoken.duration(Duration.between(state.startedAt(), now)))
            .add("  " + tally.inFlight() + limit + " in flight")
            .add("  " + tally.healthy() + " of " + (tally.total() - tally.skipped()) + " healthy");
    if (tally.skipped() > 0) {
      line.add(Paint.DIM, "  " + tally.skipped() + " skipped");
    }
    if (tally.failed() > 0) {
      line.add(Paint.RED, "  " + tally.failed() + " failed");
    }
    return line;
  }

  /** How much of the waves is shown, from most to least. */
  private enum Detail {
    EVERYTHING,
    LIVE_WAVES,
    MOVING_WORKLOADS,
    MERGED_WAVES
  }

  private List<PaintedLine> body(Detail detail) {
    FrameRows rows = new FrameRows(state, now, screen);
    List<PaintedLine> lines = new ArrayList<>();
    List<WaveProgress> still = new ArrayList<>();
    for (WaveProgress wave : state.waves()) {
      boolean live = FrameRows.isLive(wave);
      if (!live && detail == Detail.MERGED_WAVES) {
        if (!still.isEmpty() && !FrameRows.standAlike(still.getFirst(), wave)) {
          lines.add(rows.merged(still));
          still.clear();
        }
        still.add(wave);
        continue;
      }
      if (!still.isEmpty()) {
        lines.add(rows.merged(still));
        still.clear();
      }
      lines.add(rows.wave(wave));
      if (live || detail == Detail.EVERYTHING) {
        lines.addAll(rows.workloads(wave, detail.compareTo(Detail.MOVING_WORKLOADS) >= 0));
      }
    }
    if (!still.isEmpty()) {
      lines.add(rows.merged(still));
    }
    return lines;
  }
}
