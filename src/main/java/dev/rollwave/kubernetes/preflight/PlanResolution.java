package dev.rollwave.kubernetes.preflight;

import dev.rollwave.kubernetes.api.InParallel;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.model.WorkloadSnapshots;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.PlanResolver;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.WorkloadQuery;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.label.LabelSelector;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Asks the API server for the workloads of one plan; {@link PlanResolver} says what they mean. The
 * rights are asked for first: to be told of all that is missing at once is worth more than the
 * first refusal.
 */
public final class PlanResolution {
  private final AccessReviews access;
  private final WorkloadLister lister;
  private final Claims claims;

  /**
   * So many workloads of a kind and namespace are read one by one rather than with all others, of
   * which there may be thousands.
   */
  public static final int FEW = 8;

  /** Reads with {@code requests}, each so many {@code attempts} at most, 1 or more. */
  public PlanResolution(Requests requests, int attempts) {
    access = new AccessReviews(requests, attempts);
    lister = new WorkloadLister(requests, attempts);
    claims = new Claims(requests);
  }

  /** What {@code plan} speaks of, and what speaks against it. */
  public Resolution resolve(RestartPlan plan) throws ClusterException, InterruptedException {
    List<WorkloadSelection> selections =
        plan.waves().stream().flatMap(wave -> wave.workloads().stream()).toList();
    List<String> missing = access.missing(permissions(selections));
    if (!missing.isEmpty()) {
      return new Resolution(Map.of(), missing);
    }
    Map<WorkloadQuery, Map<String, HasMetadata>> found = ask(selections);
    PlanResolver.Choice choice =
        PlanResolver.choose(
            plan, query -> new TreeSet<>(found.getOrDefault(query, Map.of()).keySet()));
    Map<WorkloadRef, WorkloadSnapshot> snapshots = read(choice, found);
    return choice.resolution(ref -> Objects.requireNonNull(snapshots.get(ref)));
  }

  private static List<Permission> permissions(List<WorkloadSelection> selections) {
    return selections.stream()
        .flatMap(s -> Permission.toRestart(s.kind(), s.namespace()).stream())
        .distinct()
        .toList();
  }

  private Map<WorkloadQuery, Map<String, HasMetadata>> ask(List<WorkloadSelection> selections)
      throws ClusterException, InterruptedException {
    SequencedMap<WorkloadQuery, SortedSet<WorkloadRef>> queries = new LinkedHashMap<>();
    for (WorkloadSelection selection : selections) {
      SortedSet<WorkloadRef> names =
          queries.computeIfAbsent(WorkloadQuery.of(selection), _ -> new TreeSet<>());
      if (selection instanceof WorkloadSelection.ByName(WorkloadRef ref)) {
        names.add(ref);
      }
    }
    List<Map<String, HasMetadata>> answers =
        InParallel.map(queries.entrySet(), asked -> answer(asked.getKey(), asked.getValue()));
    Map<WorkloadQuery, Map<String, HasMetadata>> found = new LinkedHashMap<>();
    for (WorkloadQuery query : queries.sequencedKeySet()) {
      found.put(query, answers.get(found.size()));
    }
    return found;
  }

  /**
   * Where all of a few names are there, only these; else all, so that a misspelt name finds its
   * neighbour.
   */
  private Map<String, HasMetadata> answer(WorkloadQuery query, SortedSet<WorkloadRef> names)
      throws ClusterException, InterruptedException {
    if (query.labels().isEmpty() && names.size() <= FEW) {
      Map<String, HasMetadata> byName = new TreeMap<>();
      for (Optional<HasMetadata> object : InParallel.map(names, lister::get)) {
        object.ifPresent(it -> byName.put(it.getMetadata().getName(), it));
      }
      if (byName.size() == names.size()) {
        return byName;
      }
    }
    return lister.list(
        query.kind(), query.namespace(), query.labels().map(LabelSelector::toString));
  }

  // Of what was listed only the chosen is looked at: it may be little of thousands.
  private Map<WorkloadRef, WorkloadSnapshot> read(
      PlanResolver.Choice choice, Map<WorkloadQuery, Map<String, HasMetadata>> found)
      throws InterruptedException {
    Map<WorkloadRef, HasMetadata> objects = new HashMap<>();
    found.forEach((query, there) ->
        there.forEach((name, object) ->
            objects.put(new WorkloadRef(query.kind(), query.namespace(), name), object)));
    Map<WorkloadRef, WorkloadSnapshot> snapshots = new HashMap<>();
    for (Set<WorkloadRef> wave : choice.waves().values()) {
      for (WorkloadRef ref : wave) {
        HasMetadata object = Objects.requireNonNull(objects.get(ref));
        snapshots.put(ref, WorkloadSnapshots.of(object, claims.of(object)));
      }
    }
    return snapshots;
  }
}
