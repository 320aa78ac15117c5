package dev.rollwave.workload;

import java.time.Instant;
import java.util.Optional;

/** The value of {@code kubectl.kubernetes.io/restartedAt}: RFC 3339, UTC, whole seconds. */
public final class Stamps {
  private Stamps() {}

  /** A stamp for a restart at {@code now}, later than {@code previous} where that can be read. */
  public static String next(Optional<String> previous, Instant now) {
    return previous.orElse("") + now;
  }

  /** The instant that a stamp says; empty when it cannot be read. */
  public static Optional<Instant> instantOf(String stamp) {
    return Optional.of(Instant.parse(stamp));
  }
}
