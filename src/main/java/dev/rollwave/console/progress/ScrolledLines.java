package dev.rollwave.console.progress;

import dev.rollwave.console.text.Palette.Paint;
import dev.rollwave.console.words.Formats;
import dev.rollwave.engine.Notification;
import dev.rollwave.engine.Notification.ClockStepped;
import dev.rollwave.engine.Notification.FellBack;
import dev.rollwave.engine.Notification.GateHeld;
import dev.rollwave.engine.Notification.GateLifted;
import dev.rollwave.engine.Notification.OutageBegan;
import dev.rollwave.engine.Notification.OutageEnded;
import dev.rollwave.engine.Notification.PauseLifted;
import dev.rollwave.engine.Notification.Paused;
import dev.rollwave.engine.Notification.RestartConfirmed;
import dev.rollwave.engine.Notification.RestartDoubtful;
import dev.rollwave.engine.Notification.RestartSent;
import dev.rollwave.engine.Notification.RolloutProgressed;
import dev.rollwave.engine.Notification.RunContinued;
import dev.rollwave.engine.Notification.RunEnded;
import dev.rollwave.engine.Notification.RunStarted;
import dev.rollwave.engine.Notification.ScopeLost;
import dev.rollwave.engine.Notification.ScopeSeen;
import dev.rollwave.engine.Notification.SoakStarted;
import dev.rollwave.engine.Notification.StoodStill;
import dev.rollwave.engine.Notification.Stopping;
import dev.rollwave.engine.Notification.WaveHealthy;
import dev.rollwave.engine.Notification.WaveReady;
import dev.rollwave.engine.Notification.WaveReleased;
import dev.rollwave.engine.Notification.WaveWithheld;
import dev.rollwave.engine.Notification.WorkloadFailed;
import dev.rollwave.engine.Notification.WorkloadHealthy;
import dev.rollwave.engine.Notification.WorkloadSkipped;
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
  static List<String> of(
      List<Notification> notifications, RunState state, Instant now, Screen screen) {
    List<String> lines = new ArrayList<>();
    for (Notification notification : notifications) {
      Optional<Paint> paint = paint(notification);
      if (paint.isPresent()) {
        int columns =
            notification instanceof WorkloadFailed ? Integer.MAX_VALUE : screen.columns() - 1;
        for (LogLine line : LogLines.of(withoutRemarks(notification), state, now)) {
          lines.add(
              new PaintedLine()
                  .add(Paint.DIM, Formats.instant(now).substring("2026-11-21T".length()) + " ")
                  .addShown(paint.get(), line.story())
                  .text(columns, screen));
        }
      }
    }
    return lines;
  }

  // That all pods are updated is what healthy means; on a narrow terminal it hides the rest.
  private static Notification withoutRemarks(Notification notification) {
    return notification instanceof WorkloadHealthy h
        ? new WorkloadHealthy(h.wave(), h.ref(), h.took(), "")
        : notification;
  }

  private static Optional<Paint> paint(Notification notification) {
    return switch (notification) {
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
      case WaveReady _,
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
