package dev.rollwave.runner;

import dev.rollwave.plan.StatePlace;
import java.util.List;

/**
 * What else is there where a plan has no record.
 *
 * @param isNamespaceMissing whether the namespace in which the record was looked for is known not
 *     to exist; false where that may not be asked
 * @param extent how far was looked
 * @param recorded the plans that have a record there, by namespace and name
 */
public record RecordSearch(boolean isNamespaceMissing, Extent extent, List<StatePlace> recorded) {
  /** How far whoever asks may look. */
  public enum Extent {
    CLUSTER,
    NAMESPACE,
    NOWHERE
  }

  public RecordSearch {
    recorded = List.copyOf(recorded);
  }
}
