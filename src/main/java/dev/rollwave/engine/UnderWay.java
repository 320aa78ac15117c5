package dev.rollwave.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * A workload that was in flight, or cut short, when another process last wrote it down.
 *
 * @param timeline the instants of its way
 * @param soak present when it had begun to soak
 * @param kept how far its rollout had got; empty when its restart was not yet known to be applied
 */
public record UnderWay(
    WorkloadProgress.Timeline timeline, Optional<Soak> soak, Optional<RolloutProgress.Kept> kept) {

  /**
   * A soak that had begun.
   *
   * @param from when
   * @param steadiness of its pods at that time
   */
  public record Soak(Instant from, String steadiness) {}
}
