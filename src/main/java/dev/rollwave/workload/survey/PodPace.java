package dev.rollwave.workload.survey;

import java.time.Duration;
import java.util.Optional;

/**
 * How fast a workload replaces its pods, as far as its cluster still knows; what is empty was not
 * measured.
 *
 * @param start from a pod's creation until its containers run
 * @param ready from there until it is Ready
 * @param termination from the request to delete a pod until it is gone
 * @param spread how much its pods differed, as a share, 0 to 1
 * @param lastRollout how long its last rollout took, from the first new pod to the last one
 * @param firstProbe before which no pod can be Ready, counted from the start of its containers;
 *     zero without probes
 * @param gracePeriod after which a pod that is to end is killed
 */
public record PodPace(
    Optional<Estimate> start,
    Optional<Estimate> ready,
    Optional<Estimate> termination,
    Optional<Double> spread,
    Optional<Estimate> lastRollout,
    Duration firstProbe,
    Duration gracePeriod) {
  public PodPace {
    if (spread.filter(share -> !(share >= 0 && share <= 1)).isPresent()) {
      throw new IllegalArgumentException("a spread is a share from 0 to 1: " + spread);
    }
  }
}
