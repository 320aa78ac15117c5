package dev.rollwave.simulation.worlds;

import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.Optional;

/** Something that goes wrong in a world. */
public sealed interface Fault {

  /** Whom it strikes; empty when it strikes all. */
  default Optional<WorkloadRef> target() {
    return Optional.empty();
  }

  /**
   * Requests and answers are lost, delayed and repeated.
   *
   * @param inHundred how many of them, 0 to 100
   */
  record BadWire(int inHundred) implements Fault {}

  /**
   * What a watch tells comes late and sometimes twice.
   *
   * @param lag of every event
   * @param repeatedInHundred how many come twice, 0 to 100
   */
  record SlowWatch(Duration lag, int repeatedInHundred) implements Fault {}
}
