package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Maps a workload of any kind to what the rules need of it. */
public final class WorkloadSnapshots {
  private WorkloadSnapshots() {}

  /** The kind of {@code object}; empty when it is nothing that can be restarted. */
  public static Optional<WorkloadKind> kindOf(HasMetadata object) {
    return MappedWorkload.find(object).map(it -> it.mapping().kind());
  }

  /**
   * As {@link #of(HasMetadata, Collection)}, where nothing is known of the claims.
   *
   * @throws IllegalArgumentException when {@code object} is nothing that can be restarted
   */
  public static WorkloadSnapshot of(HasMetadata object) {
    return of(object, List.of());
  }

  /**
   * The snapshot of {@code object}, as {@link KindMapping#snapshot} says.
   *
   * @param claims among which those that the template mounts are looked up
   * @throws IllegalArgumentException when {@code object} is nothing that can be restarted
   */
  public static WorkloadSnapshot of(HasMetadata object, Collection<PersistentVolumeClaim> claims) {
    return MappedWorkload.of(object).snapshot(claims);
  }
}
