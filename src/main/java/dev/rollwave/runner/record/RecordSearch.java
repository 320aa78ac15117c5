package dev.rollwave.runner.record;

import dev.rollwave.plan.StatePlace;
import java.util.List;

/**
 * What a search found where a plan has no record.
 *
 * @param isNamespaceMissing whether the namespace of the record is known not to exist; false where
 *     the user may not ask
 * @param extent how far the search went
 * @param recorded the plans with a record there, by namespace and name
 */
public record RecordSearch(boolean isNamespaceMissing, Extent extent, List<StatePlace> recorded) {
  /** How far the user of this process may look. */
  public enum Extent {
    CLUSTER,
    NAMESPACE,
    NOWHERE
  }

  public RecordSearch {
    recorded = List.copyOf(recorded);
  }
}
