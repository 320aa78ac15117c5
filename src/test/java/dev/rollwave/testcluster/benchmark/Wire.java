package dev.rollwave.testcluster.benchmark;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What went over the wire in a run that restarted Deployments, as far as it tells how long their
 * slots stayed empty.
 *
 * @param shown when the last byte was sent of the first line that shows a Deployment rolled out
 *     after its restart, by its name
 * @param reads of Deployments, their ReplicaSets and pods, in the order of their answers
 * @param restarts when each PATCH came, in that order
 */
record Wire(Map<String, Instant> shown, List<Read> reads, List<Instant> restarts) {

  Wire {
    shown = Map.copyOf(shown);
    reads = List.copyOf(reads);
    restarts = List.copyOf(restarts);
  }

  /**
   * A read that may belong to a proof.
   *
   * @param about the Deployments that it names, in its path or its selector; empty for one of all
   * @param received when it came
   * @param answered when its answer went
   */
  record Read(Set<String> about, Instant received, Instant answered) {
    Read {
      about = Set.copyOf(about);
    }
  }
}
