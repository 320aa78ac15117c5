package dev.rollwave.runner;

import dev.rollwave.plan.NearestName;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.plan.WorkloadSelection.BySelector;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds the workloads that a plan selects, and what keeps a run from beginning with them. The one
 * rule for a real cluster, a snapshot of one and a simulated one: each of them only lists its
 * names. Reads nothing itself.
 */
public final class PlanResolver {
  private final Function<WorkloadQuery, SortedSet<String>> names;
  private final Map<WorkloadQuery, SortedSet<String>> asked = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private PlanResolver(Function<WorkloadQuery, SortedSet<String>> names) {
    this.names = names;
  }

  /**
   * What was chosen.
   *
   * @param waves wave name to its workloads, in the plan's order
   * @param problems as those of a {@link Resolution}
   */
  public record Choice(Map<String, Set<WorkloadRef>> waves, List<String> problems) {
    public Choice {
      waves = Collections.unmodifiableMap(new LinkedHashMap<>(waves));
      problems = List.copyOf(problems);
    }

    /** The resolution with each workload as {@code read} reads it. */
    public Resolution resolution(Function<WorkloadRef, WorkloadSnapshot> read) {
      Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
      waves.forEach((wave, refs) -> targets.put(wave, refs.stream().map(read).toList()));
      return new Resolution(targets, problems);
    }
  }

  /**
   * Chooses the workloads of {@code plan}.
   *
   * @param names the names that answer a query, asked once for each query; none where there is
   *     nothing
   */
  public static Choice choose(RestartPlan plan, Function<WorkloadQuery, SortedSet<String>> names) {
    return new PlanResolver(names).choose(plan);
  }

  private Choice choose(RestartPlan plan) {
    Map<String, Set<WorkloadRef>> waves = new LinkedHashMap<>();
    for (Wave wave : plan.waves()) {
      SortedSet<WorkloadRef> chosen = new TreeSet<>();
      wave.workloads().forEach(selection -> chosen.addAll(matching(selection, wave)));
      waves.put(wave.name(), chosen);
    }
    tellOfThoseInSeveral(waves);
    return new Choice(waves, problems);
  }

  private List<WorkloadRef> matching(WorkloadSelection selection, Wave wave) {
    SortedSet<String> there = asked.computeIfAbsent(WorkloadQuery.of(selection), names);
    return switch (selection) {
      case ByName(WorkloadRef ref) -> {
        if (there.contains(ref.name())) {
          yield List.of(ref);
        }
        problems.add(notFound(ref, wave, there));
        yield List.of();
      }
      case BySelector(var kind, var namespace, var selector) -> {
        if (there.isEmpty() && !wave.allowEmpty()) {
          problems.add(
              "wave %s: no %s in namespace %s matches the selector %s; set allowEmpty: true on the wave where that may be so"
                  .formatted(wave.name(), kind.kind(), namespace, selector));
        }
        yield there.stream().map(name -> new WorkloadRef(kind, namespace, name)).toList();
      }
    };
  }

  private static String notFound(WorkloadRef ref, Wave wave, SortedSet<String> there) {
    String missing =
        "wave %s: there is no %s %s in namespace %s"
            .formatted(wave.name(), ref.kind().kind(), ref.name(), ref.namespace());
    if (there.isEmpty()) {
      return missing + ", nor any other " + ref.kind().kind();
    }
    return NearestName.to(ref.name(), there)
        .map(near -> missing + "; did you mean " + near + "?")
        .orElse(missing);
  }

  private void tellOfThoseInSeveral(Map<String, Set<WorkloadRef>> waves) {
    Map<WorkloadRef, List<String>> homes = new TreeMap<>();
    waves.forEach((wave, refs) ->
        refs.forEach(ref -> homes.computeIfAbsent(ref, _ -> new ArrayList<>()).add(wave)));
    homes.forEach((ref, wave) -> {
      if (wave.size() > 1) {
        problems.add("%s is in more than one wave: %s".formatted(ref, String.join(", ", wave)));
      }
    });
  }
}
