package dev.rollwave.kubernetes.survey;

import dev.rollwave.kubernetes.model.MappedWorkload;
import dev.rollwave.kubernetes.model.RelatedObjects;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.survey.SurveyedWorkload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads workloads as a rehearsal has to know them. */
public final class Surveys {
  private Surveys() {}

  /** The workloads among {@code objects}, in order of their references. */
  public static List<SurveyedWorkload> of(
      Collection<? extends HasMetadata> objects, RelatedObjects related) {
    Map<String, RelatedObjects> inNamespace = new HashMap<>();
    Map<WorkloadRef, SurveyedWorkload> surveyed = new TreeMap<>();
    for (HasMetadata object : objects) {
      MappedWorkload<?> workload = MappedWorkload.find(object).orElse(null);
      if (workload != null) {
        WorkloadSnapshot snapshot = workload.snapshot(List.of());
        // An owner and what it owns share a namespace; to search all of them for each workload
        // would take minutes on a large cluster.
        RelatedObjects near =
            inNamespace.computeIfAbsent(snapshot.ref().namespace(), related::inNamespace);
        surveyed.putIfAbsent(snapshot.ref(), surveyed(workload, snapshot, near));
      }
    }
    return List.copyOf(surveyed.values());
  }

  private static SurveyedWorkload surveyed(
      MappedWorkload<?> workload, WorkloadSnapshot snapshot, RelatedObjects related) {
    return new SurveyedWorkload(
        snapshot,
        Objects.requireNonNullElse(workload.object().getMetadata().getLabels(), Map.of()),
        workload.replacement(),
        PodPaces.of(workload, snapshot, related));
  }
}
