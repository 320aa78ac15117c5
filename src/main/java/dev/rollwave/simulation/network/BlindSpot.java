package dev.rollwave.simulation.network;

import dev.rollwave.workload.WorkloadKind;
import java.time.Instant;

/**
 * A time in which the API server answers and does not let the workloads of one kind be listed or
 * watched.
 *
 * @param kind of those workloads
 * @param from when it begins
 * @param until when it ends, later
 * @param refused whether it says no, and not that it cannot say now
 * @param ofReads whether they cannot be read one by one either
 */
public record BlindSpot(
    WorkloadKind kind, Instant from, Instant until, boolean refused, boolean ofReads) {
  public BlindSpot {
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("a blind spot ends after it began: " + from + " " + until);
    }
  }

  /** What the API server answers. */
  String answer() {
    // Not formatted: it is asked for all the time.
    return "list "
        + kind.plural()
        + ".apps: "
        + (refused ? "403 Forbidden" : "500 Internal Server Error");
  }

  boolean covers(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(until);
  }
}
