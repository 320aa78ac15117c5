package dev.rollwave.console.report;

import dev.rollwave.console.words.Formats;
import dev.rollwave.runner.Liveness;
import dev.rollwave.runner.LockWatch.Held;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import java.time.Duration;
import java.time.Instant;

/** Words about whether a process works on a run: alive, paused, stopped, dead, or ended. */
final class ProcessWords {
  private final RunRecord run;
  private final boolean isPaused;
  private final Liveness liveness;

  ProcessWords(PlanRecord planRecord, Liveness liveness) {
    this.run = planRecord.newest();
    this.isPaused = planRecord.instructions().pause().isPresent();
    this.liveness = liveness;
  }

  /**
   * {@code Alive}, {@code Paused} while alive, {@code Stopped} when it ended in order with
   * something left, {@code Dead} when it did not, {@code Ended}, or {@code Unknown}.
   */
  String state() {
    if (run.ending().isPresent()) {
      return run.isUnfinished() ? "Stopped" : "Ended";
    }
    return switch (liveness) {
      case Liveness.Alive(Held held) when isItsOwn(held) -> isPaused ? "Paused" : "Alive";
      case Liveness.Alive _, Liveness.Silent _, Liveness.Unheld _ -> "Dead";
      case Liveness.Unreadable _ -> "Unknown";
    };
  }

  /** What shows that; empty where the record says it all. */
  String evidence(Instant now) {
    return switch (liveness) {
      case Liveness.Alive(Held held) when isItsOwn(held) -> alive(held, now);
      case Liveness.Alive(Held held) ->
          "dead; another start, " + held.holder() + ", holds its lock and is about to continue";
      case Liveness.Silent(Held held, Duration watched) ->
          "dead, its lock was last renewed%s, and not while it was watched for %s"
              .formatted(ago(held, now), Formats.duration(watched));
      case Liveness.Unheld _ -> run.ending().isPresent() ? "" : "dead, no process holds its lock";
      case Liveness.Unreadable(String why) ->
          "whether it is alive is not known, its lock cannot be read: " + why;
    };
  }

  // A renewal that was watched is of now, whatever time another machine's clock wrote into it.
  private static String alive(Held held, Instant now) {
    return held.renewedAt()
        .map(at -> Duration.between(at, now))
        .filter(age -> !age.isNegative() && age.compareTo(held.respected()) < 0)
        .map(age -> "alive " + Formats.duration(age) + " ago, when it renewed its lock")
        .orElse("alive, it renewed its lock while it was watched");
  }

  private boolean isItsOwn(Held held) {
    return held.holder().equals(run.owner().holder());
  }

  private static String ago(Held held, Instant now) {
    return held.renewedAt()
        .map(at -> " " + Formats.duration(Duration.between(at, now)) + " ago")
        .orElse(" at a time that it does not say");
  }
}
