package dev.rollwave.planfile;

import dev.rollwave.planfile.fields.DurationText;
import dev.rollwave.planfile.fields.Parsed;
import java.time.Duration;
import java.util.Optional;

/** Durations on the command line, written as in a plan. */
public final class PlanDurations {
  private PlanDurations() {}

  /** Reads {@code 90s}, {@code 5m}, {@code 1h30m} or ISO 8601; empty when it is none of these. */
  public static Optional<Duration> parse(String text) {
    return switch (DurationText.parse(text)) {
      case Parsed.Good<Duration>(Duration value) -> Optional.of(value);
      case Parsed.Bad<Duration> _ -> Optional.empty();
    };
  }
}
