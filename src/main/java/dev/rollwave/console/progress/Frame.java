package dev.rollwave.console.progress;

import dev.rollwave.console.text.Palette.Paint;
import dev.rollwave.console.words.ClusterWords;
import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.OutcomeWords;
import dev.rollwave.console.words.Tally;
import dev.rollwave.console.words.WaitWords;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.Sight;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws a run as it stands: pure, from a state to lines.
 *
 * <p>No line is as wide as the terminal, since some terminals wrap one that is; and a row is left
 * free, since what is higher than the terminal cannot be overwritten.
 */
public final class Frame {
  private final RunState state;
  private final Instant now;
  private final Screen screen;
  private final Optional<ClusterAccess> access;

  private Frame(RunState state, Instant now, Screen screen, Optional<ClusterAccess> access) {
    this.access = access;
    this.state = state;
    this.now = now;
    this.screen = screen;
  }

  /** The lines of the frame, fewer than {@code screen} has rows, each narrower than its columns. */
  public static List<String> of(RunState state, Instant now, Screen screen) {
    return of(state, now, screen, Optional.empty());
  }

  /** The same, with the cluster of the run, where that is not told beside the frame. */
  public static List<String> of(
      RunState state, Instant now, Screen screen, Optional<ClusterAccess> access) {
    return new Frame(state, now, screen, access).lines();
  }

  private List<String> lines() {
    int rows = Math.max(1, screen.rows() - 1);
    List<PaintedLine> lines = head();
    List<FrameLayout.Row> shown = FrameLayout.of(state, rows - lines.size());
    FrameRows drawing = new FrameRows(state, now, screen, shown);
    shown.forEach(row -> lines.add(drawing.line(row)));
    return lines.stream()
        .limit(rows)
        .map(line -> line.text(Math.max(0, screen.columns() - 1), screen))
        .toList();
  }

  private List<PaintedLine> head() {
    List<PaintedLine> lines = new ArrayList<>();
    lines.add(title());
    access.ifPresent(it ->
        lines.add(new PaintedLine().add(Paint.DIM, ClusterWords.of(it, state.spec().plan()))));
    WaitWords.window(state, now)
        .ifPresent(window -> lines.add(new PaintedLine().add(Paint.DIM, window)));
    state
        .outage()
        .ifPresent(outage ->
            lines.add(
                new PaintedLine()
                    .add(
                        Paint.RED,
                        "! no answer from the API server for "
                            + Formats.duration(Duration.between(outage.since(), now))
                            + ": "
                            + outage.cause())));
    for (Sight.LostScope scope : state.sight().lost()) {
      String since = Formats.duration(Duration.between(scope.since(), now));
      String notSeen = "! %s not seen for %s: %s".formatted(who(scope), since, scope.cause());
      lines.add(new PaintedLine().add(Paint.RED, notSeen));
    }
    state
        .stopping()
        .ifPresent(stop ->
            lines.add(
                new PaintedLine()
                    .add(Paint.YELLOW, "! no further restart: " + OutcomeWords.cause(stop))));
    return lines;
  }

  private static String who(Sight.LostScope scope) {
    WorkloadRef first = scope.refs().first();
    return scope.refs().size() == 1
        ? first.toString()
        : "%d %s in %s".formatted(scope.refs().size(), first.kind().plural(), first.namespace());
  }

  private PaintedLine title() {
    Tally tally = Tally.of(state);
    String limit =
        state.spec().plan().throttle().maxInFlight().isPresent()
            ? " of " + state.spec().plan().throttle().maxInFlight().getAsInt()
            : "";
    PaintedLine line =
        new PaintedLine()
            .add(Paint.BOLD, state.spec().plan().name())
            .add("  " + Formats.duration(Duration.between(state.startedAt(), now)))
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
}
