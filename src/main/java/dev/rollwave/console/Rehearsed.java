package dev.rollwave.console;

import dev.rollwave.engine.CriticalPath;
import dev.rollwave.engine.RunState;
import dev.rollwave.runner.RunTrace;
import dev.rollwave.workload.AssumedWorkload;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan that was played through on a cluster in memory.
 *
 * @param last state of the run
 * @param endedAt when it ended, in the rehearsal's time
 * @param trace what was noted meanwhile
 * @param assumed what each workload was taken to be
 * @param setting where the workloads come from and what was touched, a sentence
 * @param seed of the pods' times
 * @param exitStatus that the run would have, 0 to 6
 * @param meaning of the exit status, a clause
 */
public record Rehearsed(
    RunState last,
    Instant endedAt,
    RunTrace trace,
    Map<WorkloadRef, AssumedWorkload> assumed,
    String setting,
    long seed,
    int exitStatus,
    String meaning) {
  public Rehearsed {
    assumed = Collections.unmodifiableMap(new TreeMap<>(assumed));
  }

  CriticalPath criticalPath() {
    return CriticalPath.of(last, trace.settled());
  }
}
