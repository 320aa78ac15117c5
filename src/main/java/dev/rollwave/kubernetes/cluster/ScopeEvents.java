package dev.rollwave.kubernetes.cluster;

import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.model.WorkloadSnapshots;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Tells what a watch sees of the workloads that are wanted, and nothing older than was seen. */
final class ScopeEvents {
  private final WatchScope scope;
  private final ResourceVersions versions;
  private final PodSelections selections;
  private final Consumer<Event> sink;
  private final Map<WorkloadRef, String> shown = new HashMap<>();
  private int news;
  private boolean isLost;

  ScopeEvents(
      WatchScope scope, ResourceVersions versions, PodSelections selections, Consumer<Event> sink) {
    this.scope = scope;
    this.versions = versions;
    this.selections = selections;
    this.sink = sink;
  }

  /** How often something was told that was not known from this scope before. */
  int news() {
    return news;
  }

  /** All that there is; what is wanted and not among it is gone. */
  void listed(Collection<? extends HasMetadata> objects) {
    SortedSet<WorkloadRef> missing = new TreeSet<>(scope.refs());
    for (HasMetadata object : objects) {
      missing.remove(shown(object));
    }
    missing.forEach(this::deleted);
  }

  /** A workload as it is now. */
  WorkloadRef shown(HasMetadata object) {
    WorkloadSnapshot snapshot = WorkloadSnapshots.of(object);
    if (scope.refs().contains(snapshot.ref()) && versions.isNews(snapshot)) {
      String version = snapshot.object().resourceVersion();
      if (!version.equals(shown.put(snapshot.ref(), version))) {
        news++;
      }
      selections.noted(snapshot, object);
      sink.accept(new Event.Observed(snapshot));
    }
    return snapshot.ref();
  }

  /** A workload that was deleted. */
  void gone(HasMetadata object) {
    WorkloadRef ref = WorkloadSnapshots.of(object).ref();
    if (scope.refs().contains(ref)) {
      deleted(ref);
    }
  }

  private void deleted(WorkloadRef ref) {
    news++;
    shown.remove(ref);
    sink.accept(new Event.Deleted(ref));
  }

  /** None of them is seen for now; told once, until they are. */
  void lost(boolean refused, String cause) {
    if (!isLost) {
      isLost = true;
      sink.accept(new Event.ScopeLost(scope.refs(), refused, cause));
    }
  }

  /** They are seen, and what they look like was told. */
  void found() {
    if (isLost) {
      isLost = false;
      sink.accept(new Event.ScopeSeen(scope.refs()));
    }
  }
}
