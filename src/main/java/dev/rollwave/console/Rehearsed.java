package dev.rollwave.console;

import dev.rollwave.engine.CriticalPath;
import dev.rollwave.engine.RunState;
import dev.rollwave.runner.RunTrace;
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
 * @param estimates what was assumed of each workload and where that comes from, a clause each
 * @param seed of the pods' times
 * @param exitStatus that the run would have, 0 to 6
 * @param meaning of the exit status, a clause
 */
public record Rehearsed(
    RunState last,
    Instant endedAt,
    RunTrace trace,
    Map<WorkloadRef, String> estimates,
    long seed,
    int exitStatus,
    String meaning) {
  public Rehearsed {
    estimates = Collections.unmodifiableMap(new TreeMap<>(estimates));
  }

  CriticalPath criticalPath() {
    return CriticalPath.of(last, trace.settled());
  }
}
