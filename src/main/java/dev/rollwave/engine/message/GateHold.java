package dev.rollwave.engine.message;

import dev.rollwave.workload.WorkloadRef;

/** What holds a wave, and why. */
public sealed interface GateHold {
  /** Which workload. */
  WorkloadRef by();

  /** A clause about that workload, for a person. */
  String why();

  /** It was healthy, and this is missing now. */
  record Broken(WorkloadRef by, String why) implements GateHold {}

  /** It was healthy, and cannot be seen to be so: since when, and why. */
  record Unseen(WorkloadRef by, String why) implements GateHold {}
}
