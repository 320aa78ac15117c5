package dev.rollwave.workload.survey;

import java.time.Duration;

/**
 * How long something takes, as far as it is known.
 *
 * @param time not negative
 * @param source where it is known from, a clause such as {@code measured from 3 pods}
 */
public record Estimate(Duration time, String source) {
  public Estimate {
    if (time.isNegative()) {
      throw new IllegalArgumentException("nothing takes less than no time: " + time);
    }
  }
}
