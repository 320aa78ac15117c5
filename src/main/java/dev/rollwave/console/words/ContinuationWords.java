package dev.rollwave.console.words;

import dev.rollwave.plan.RestartPlan;
import java.time.Instant;

/** Words about how long an unfinished run is continued. */
public final class ContinuationWords {
  private ContinuationWords() {}

  /** The last instant at which a run is continued, on the clocks of the plan. */
  public static String until(RestartPlan plan, Instant lastSign) {
    return Formats.local(plan.resumableUntil(lastSign), plan.calendar().zone());
  }
}
