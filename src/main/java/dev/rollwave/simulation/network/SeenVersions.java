package dev.rollwave.simulation.network;

import dev.rollwave.engine.message.Event;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest version of each workload that a connection has told of, so that an answer overtaken on
 * its way is not taken for news. The versions of this API server are numbers that grow.
 */
final class SeenVersions {
  private final Map<WorkloadRef, Long> newest = new HashMap<>();

  /** Takes note of what {@code event} shows; true when something newer was shown before. */
  boolean isOutdated(Event event) {
    Optional<WorkloadSnapshot> shown =
        switch (event) {
          case Event.Observed(var snapshot) -> Optional.of(snapshot);
          case Event.Reread(_, var snapshot) -> snapshot;
          case Event.RestartAccepted(var snapshot) -> {
            // An acknowledgement says more than the state, so that it is told however late it is.
            note(snapshot);
            yield Optional.empty();
          }
          default -> Optional.empty();
        };
    return shown.isPresent() && !note(shown.get());
  }

  /** Takes note of {@code snapshot} and gives it back. */
  WorkloadSnapshot noted(WorkloadSnapshot snapshot) {
    note(snapshot);
    return snapshot;
  }

  private boolean note(WorkloadSnapshot snapshot) {
    long version = Long.parseLong(snapshot.object().resourceVersion());
    return newest.merge(snapshot.ref(), version, Math::max) == version;
  }
}
