package dev.rollwave.console;

import dev.rollwave.console.Palette.Paint;
import dev.rollwave.engine.Happening;
import dev.rollwave.engine.Happening.ClockStepped;
import dev.rollwave.engine.Happening.FellBack;
import dev.rollwave.engine.Happening.GateHeld;
import dev.rollwave.engine.Happening.GateLifted;
import dev.rollwave.engine.Happening.OutageBegan;
import dev.rollwave.engine.Happening.OutageEnded;
import dev.rollwave.engine.Happening.PauseLifted;
import dev.rollwave.engine.Happening.Paused;
import dev.rollwave.engine.Happening.RestartConfirmed;
import dev.rollwave.engine.Happening.RestartDoubtful;
import dev.rollwave.engine.Happening.RestartSent;
import dev.rollwave.engine.Happening.RolloutProgressed;
import dev.rollwave.engine.Happening.RunContinued;
import dev.rollwave.engine.Happening.RunEnded;
import dev.rollwave.engine.Happening.RunStarted;
import dev.rollwave.engine.Happening.ScopeLost;
import dev.rollwave.engine.Happening.ScopeSeen;
import dev.rollwave.engine.Happening.SoakStarted;
import dev.rollwave.engine.Happening.StoodStill;
import dev.rollwave.engine.Happening.Stopping;
import dev.rollwave.engine.Happening.WaveHealthy;
import dev.rollwave.engine.Happening.WaveReleased;
import dev.rollwave.engine.Happening.WaveStarted;
import dev.rollwave.engine.Happening.WaveWithheld;
import dev.rollwave.engine.Happening.WorkloadFailed;
import dev.rollwave.engine.Happening.WorkloadHealthy;
import dev.rollwave.engine.Happening.WorkloadSkipped;
import dev.rollwave.engine.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What scrolls away above a live frame: what is finished or went wrong. What is under way the frame
 * itself shows.
 */
final class ScrolledLines {
  private ScrolledLines() {}

  /**
   * The lines, painted, in the log's words but with the time of day only. One row each, save for a
   * failure: its evidence is shown whole.
   */
  static List<String> of(List<Happening> happenings, RunState state, Instant now, Screen screen) {
    List<String> lines = new ArrayList<>();
    for (Happening happening : happenings) {
      Optional<Paint> paint = paint(happening);
      if (paint.isPresent()) {
        int columns =
            happening instanceof WorkloadFailed ? Integer.MAX_VALUE : screen.columns() - 1;
        for (LogLine line : LogLines.of(withoutRemarks(happening), state, now)) {
          lines.add(
              new PaintedLine()
                  .add(Paint.DIM, Spoken.instant(now).substring("2026-11-21T".length()) + " ")
                  .addShown(paint.get(), line.story())
                  .text(columns, screen));
        }
      }
    }
    return lines;
  }

  // That all pods are updated is what healthy means; on a narrow terminal it hides the rest.
  private static Happening withoutRemarks(Happening happening) {
    return happening instanceof WorkloadHealthy h
        ? new WorkloadHealthy(h.wave(), h.ref(), h.took(), "")
        : happening;
  }

  private static Optional<Paint> paint(Happening happening) {
    return switch (happening) {
      case WorkloadHealthy _, WaveHealthy _, GateLifted _, OutageEnded _, ScopeSeen _ ->
          Optional.of(Paint.GREEN);
      case WorkloadFailed _, OutageBegan _, ScopeLost _ -> Optional.of(Paint.RED);
      case FellBack _,
          GateHeld _,
          RestartDoubtful _,
          Stopping _,
          Paused _,
          WaveWithheld _,
          ClockStepped _,
          StoodStill _ ->
          Optional.of(Paint.YELLOW);
      case RunStarted _, RunContinued _, PauseLifted _, WorkloadSkipped _ -> Optional.of(Paint.DIM);
      case WaveStarted _,
          RestartSent _,
          RestartConfirmed _,
          RolloutProgressed _,
          SoakStarted _,
          WaveReleased _,
          RunEnded _ ->
          Optional.empty();
    };
  }
}
