package dev.rollwave.simulation.cluster.spec;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a pod of a workload takes from step to step.
 *
 * @param start from its creation until its container runs, not negative
 * @param ready from there until it is Ready, not negative
 * @param termination from the request to delete it until it is gone, not negative
 * @param jitter how much each of these may differ from pod to pod, as a share, 0 to 1
 */
public record PodTimes(Duration start, Duration ready, Duration termination, double jitter) {
  /** A small service: running after 1 s, ready 4 s later, gone within 2 s. */
  public static final PodTimes BRISK =
      new PodTimes(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(2), 0);

  public PodTimes {
    if (start.isNegative() || ready.isNegative() || termination.isNegative()) {
      throw new IllegalArgumentException("a pod's times are not negative");
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter is a share from 0 to 1: " + jitter);
    }
  }

  /** The times of one pod. */
  public PodTimes drawn(RandomGenerator random) {
    return jitter == 0
        ? this
        : new PodTimes(
            varied(start, random), varied(ready, random), varied(termination, random), 0);
  }

  private Duration varied(Duration usual, RandomGenerator random) {
    double factor = 1 + jitter * (2 * random.nextDouble() - 1);
    return Duration.ofMillis(Math.round(usual.toMillis() * factor));
  }
}
