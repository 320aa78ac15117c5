package dev.rollwave.engine.analysis;

import dev.rollwave.engine.analysis.CriticalPath.Played;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The slots of one {@code maxInFlight}. A workload that took the last one could not have done so
 * while one that settled before still had its own.
 */
final class SlotUsage {
  private final Set<WorkloadRef> tookLast = new HashSet<>();
  private final TreeMap<Instant, Instant> neededBy = new TreeMap<>();

  /** Those that {@code played}, in the order of their restarts, took and gave back. */
  SlotUsage(List<Played> played, OptionalInt maxInFlight) {
    PriorityQueue<Instant> taken = new PriorityQueue<>();
    for (Played it : played) {
      while (!taken.isEmpty() && !taken.element().isAfter(it.patched())) {
        taken.remove();
      }
      taken.add(it.settled());
      if (maxInFlight.isPresent() && taken.size() >= maxInFlight.getAsInt()) {
        tookLast.add(it.ref());
      }
    }
  }

  /** Notes how late {@code it} could have started; called from the last restarted to the first. */
  void note(Played it, Instant latestStart) {
    if (tookLast.contains(it.ref())) {
      Map.Entry<Instant, Instant> later = neededBy.firstEntry();
      Instant needed = later == null ? latestStart : Instants.min(latestStart, later.getValue());
      neededBy.put(it.patched(), needed);
    }
  }

  /**
   * Until when {@code it} could have kept its slot; {@link Instant#MAX} for as long as it likes.
   */
  Instant neededBack(Played it) {
    Map.Entry<Instant, Instant> next = neededBy.ceilingEntry(it.settled());
    return next == null ? Instant.MAX : next.getValue();
  }
}
