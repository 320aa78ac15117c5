package dev.rollwave.kubernetes.cluster;

import dev.rollwave.kubernetes.model.MappedWorkload;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the workloads that were seen select their pods, which no object may change while it lives.
 */
final class PodSelections {
  private final Map<WorkloadRef, Selection> known = new ConcurrentHashMap<>();

  private record Selection(String uid, LabelSelector selector) {}

  /** Takes note of {@code object}, which was seen as {@code snapshot}. */
  void noted(WorkloadSnapshot snapshot, HasMetadata object) {
    LabelSelector selector = MappedWorkload.of(object).selector();
    if (selector != null) {
      known.put(snapshot.ref(), new Selection(snapshot.object().uid(), selector));
    }
  }

  /** The selector of {@code shown}; empty where that object was not seen with one. */
  Optional<LabelSelector> of(WorkloadSnapshot shown) {
    return Optional.ofNullable(known.get(shown.ref()))
        .filter(it -> it.uid().equals(shown.object().uid()))
        .map(Selection::selector);
  }
}
