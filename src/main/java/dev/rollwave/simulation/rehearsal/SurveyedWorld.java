package dev.rollwave.simulation.rehearsal;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.runner.PlanResolver;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.WorkloadQuery;
import dev.rollwave.simulation.rehearsal.RehearsalCluster.Participant;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.survey.SurveyedWorkload;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The workloads of a plan as they were found on a real cluster. */
public final class SurveyedWorld {
  private final Map<WorkloadRef, SurveyedWorkload> found = new TreeMap<>();
  private final String existence;
  private final Resolution resolution;

  /**
   * The world of {@code plan}.
   *
   * @param surveyed among others, what the plan restarts
   * @param existence where they are known from, a clause such as {@code in the snapshot}
   */
  public SurveyedWorld(RestartPlan plan, Collection<SurveyedWorkload> surveyed, String existence) {
    this.existence = existence;
    Set<String> namespaces =
        plan.waves().stream()
            .flatMap(wave -> wave.workloads().stream())
            .map(WorkloadSelection::namespace)
            .collect(Collectors.toSet());
    surveyed.stream()
        .filter(workload -> namespaces.contains(workload.ref().namespace()))
        .forEach(workload -> found.put(workload.ref(), workload));
    this.resolution =
        PlanResolver.choose(plan, this::names).resolution(ref -> surveyed(ref).snapshot());
  }

  /** What the plan's selections stand for, as found, and what stands in the way of a run. */
  public Resolution resolution() {
    return resolution;
  }

  /** What the plan restarts, ready to be played with. */
  public RehearsalCluster cluster() {
    Map<WorkloadRef, Participant> participants = new TreeMap<>();
    Map<String, List<WorkloadRef>> waves = new LinkedHashMap<>();
    resolution
        .targets()
        .forEach((wave, targets) -> {
          waves.put(wave, targets.stream().map(WorkloadSnapshot::ref).toList());
          targets.forEach(target -> participants.put(target.ref(), participant(target.ref())));
        });
    return new RehearsalCluster(participants, waves);
  }

  private Participant participant(WorkloadRef ref) {
    SurveyedWorkload workload = surveyed(ref);
    return new Participant(
        RehearsedKinds.surveyed(workload),
        RehearsedKinds.nodes(workload),
        Assumptions.of(workload, existence));
  }

  private SurveyedWorkload surveyed(WorkloadRef ref) {
    return Objects.requireNonNull(found.get(ref), () -> ref + " was not found");
  }

  private SortedSet<String> names(WorkloadQuery query) {
    SortedSet<String> names = new TreeSet<>();
    for (SurveyedWorkload workload : found.values()) {
      if (query.matches(workload.ref(), workload.labels())) {
        names.add(workload.ref().name());
      }
    }
    return names;
  }
}
