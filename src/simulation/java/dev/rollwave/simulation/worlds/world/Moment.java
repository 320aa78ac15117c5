package dev.rollwave.simulation.worlds.world;

import java.time.Duration;

/**
 * When something happens.
 *
 * @param since from when it is counted
 * @param delay from there
 */
public record Moment(Since since, Duration delay) {

  /** From when a moment is counted. */
  public enum Since {
    /** The run's start. */
    RUN,
    /** The run first asks for the workload's restart. */
    REQUEST,
    /** The run's restart of the workload is applied. */
    RESTART,
    /** The run says that the workload is healthy. */
    HEALTHY
  }
}
