package dev.rollwave.console.progress;

import dev.rollwave.console.text.Palette.Paint;
import dev.rollwave.console.words.Formats;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.Notification.ClockStepped;
import dev.rollwave.engine.message.Notification.FellBack;
import dev.rollwave.engine.message.Notification.GateHeld;
import dev.rollwave.engine.message.Notification.GateLifted;
import dev.rollwave.engine.message.Notification.OutageBegan;
import dev.rollwave.engine.message.Notification.OutageEnded;
import dev.rollwave.engine.message.Notification.PauseLifted;
import dev.rollwave.engine.message.Notification.Paused;
import dev.rollwave.engine.message.Notification.RestartConfirmed;
import dev.rollwave.engine.message.Notification.RestartDoubtful;
import dev.rollwave.engine.message.Notification.RestartSent;
import dev.rollwave.engine.message.Notification.RolloutProgressed;
import dev.rollwave.engine.message.Notification.RunContinued;
import dev.rollwave.engine.message.Notification.RunEnded;
import dev.rollwave.engine.message.Notification.RunStarted;
import dev.rollwave.engine.message.Notification.ScopeLost;
import dev.rollwave.engine.message.Notification.ScopeSeen;
import dev.rollwave.engine.message.Notification.SoakStarted;
import dev.rollwave.engine.message.Notification.StoodStill;
import dev.rollwave.engine.message.Notification.Stopping;
import dev.rollwave.engine.message.Notification.WaveHealthy;
import dev.rollwave.engine.message.Notification.WaveReady;
import dev.rollwave.engine.message.Notification.WaveReleased;
import dev.rollwave.engine.message.Notification.WaveWithheld;
import dev.rollwave.engine.message.Notification.WorkloadFailed;
import dev.rollwave.engine.message.Notification.WorkloadHealthy;
import dev.rollwave.engine.message.Notification.WorkloadSkipped;
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
