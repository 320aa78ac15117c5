package dev.rollwave.console.rehearsal;

import dev.rollwave.console.words.ContinuationWords;
import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.Tally;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.analysis.CriticalPath.Why;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.window.WindowStatus.Closed;
import dev.rollwave.window.WindowStatus.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sentences about a rehearsal. */
final class RehearsalWords {
  private RehearsalWords() {}

  /** Why a workload was not restarted earlier, a clause. */
  static String why(Why why) {
    return switch (why) {
      case Why.AtOnce _ -> "at once";
      case Why.AfterWave(String wave, Duration cooldown) when cooldown.isZero() ->
          "after wave " + wave;
      case Why.AfterWave(String wave, Duration cooldown) ->
          "after wave " + wave + " and its cooldown of " + Formats.duration(cooldown);
      case Why.ForPlace(var of) -> "when " + of + " gave its place (maxInFlight)";
      case Why.ForInterval(var after) -> "minInterval after " + after;
      case Why.ForContinuation() -> "when the next process continued the run";
    };
  }

  /**
   * Whether the run fits its window.
   *
   * @param last state of the first process that was not killed
   * @param endedAt when that process ended
   */
  static String window(RunState last, Instant endedAt) {
    WindowCalendar calendar = last.spec().calendar();
    return switch (calendar.at(last.startedAt())) {
      case Closed closed ->
          "closed at the start ("
              + closed.reason()
              + "): nothing is restarted"
              + closed
                  .opens()
                  .map(at -> "; opens " + Formats.local(at, calendar.zone()))
                  .orElse("");
      case Open(Instant closes) when closes.equals(Instant.MAX) -> "always open";
      case Open(Instant closes) ->
          "open until "
              + Formats.local(closes, calendar.zone())
              + ": "
              + fit(last, closes, endedAt);
    };
  }

  /** When the window closes that is open at {@code start}; empty when none is. */
  static Optional<Instant> closes(RunState last, Instant start) {
    return switch (last.spec().calendar().at(start)) {
      case Open(Instant closes) -> Optional.of(closes);
      case Closed _ -> Optional.empty();
    };
  }

  /** The window that a run begins in, a clause. */
  static String opening(RunState last) {
    return closes(last, last.startedAt())
        .map(closes ->
            closes.equals(Instant.MAX)
                ? "always open"
                : "open until " + Formats.local(closes, last.spec().calendar().zone()))
        .orElse("closed at the start");
  }

  private static String fit(RunState last, Instant closes, Instant endedAt) {
    if (last.stopping().filter(it -> it instanceof RunState.Stop.WindowClosed).isPresent()) {
      String left = Formats.count(Tally.of(last).left(), "workload") + " left when it closes";
      return "does not fit, " + left + reopening(last, closes, endedAt);
    }
    boolean isDone = last.outcome().filter(it -> it instanceof RunOutcome.Done).isPresent();
    Duration spare = Duration.between(endedAt, closes);
    if (!isDone) {
      return "the run stops with a failure";
    }
    return spare.isNegative()
        ? "fits, but the last proof comes " + Formats.duration(spare.negated()) + " after it closes"
        : "fits, with " + Formats.duration(spare) + " to spare";
  }

  private static String reopening(RunState last, Instant closes, Instant endedAt) {
    return switch (last.spec().calendar().at(closes)) {
      case Closed closed ->
          closed.opens().map(at -> reopening(last.spec().plan(), at, endedAt)).orElse("");
      case Open _ -> "";
    };
  }

  private static String reopening(RestartPlan plan, Instant opens, Instant endedAt) {
    String until = ContinuationWords.until(plan, endedAt);
    return "; opens again "
        + Formats.local(opens, plan.calendar().zone())
        + (opens.isAfter(plan.resumableUntil(endedAt))
            ? ", when the run is no longer continued (resumeWithin, until "
                + until
                + "): a new one restarts every workload again"
            : ", when the run is continued (resumeWithin, until " + until + ")");
  }
}
