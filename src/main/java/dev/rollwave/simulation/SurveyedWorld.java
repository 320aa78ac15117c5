package dev.rollwave.simulation;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.runner.Resolution;
import dev.rollwave.simulation.Scenery.Actor;
import dev.rollwave.simulation.WorkloadSpec.Common;
import dev.rollwave.simulation.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.workload.SurveyedWorkload;
import dev.rollwave.workload.SurveyedWorkload.Replacement;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    this.resolution = resolved(plan);
  }

  /** What the plan's selections stand for, as found, and what stands in the way of a run. */
  public Resolution resolution() {
    return resolution;
  }

  /** What the plan restarts, ready to be played with. */
  public Scenery scenery() {
    Map<WorkloadRef, Actor> actors = new TreeMap<>();
    Map<String, List<WorkloadRef>> waves = new LinkedHashMap<>();
    resolution
        .targets()
        .forEach((wave, targets) -> {
          waves.put(wave, targets.stream().map(WorkloadSnapshot::ref).toList());
          targets.forEach(target -> actors.put(target.ref(), actor(target.ref())));
        });
    return new Scenery(actors, waves);
  }

  private Actor actor(WorkloadRef ref) {
    SurveyedWorkload workload = found.get(ref);
    if (workload == null) {
      throw new IllegalArgumentException(ref + " was not found");
    }
    return new Actor(spec(workload), nodes(workload), Assumptions.of(workload, existence));
  }

  // The simulated API server resolves a plan as the real one does.
  private Resolution resolved(RestartPlan plan) {
    SimulatedWorld world = new SimulatedWorld(WorldSettings.of(0, Instant.EPOCH));
    found.values().forEach(workload -> world.add(spec(workload), nodes(workload)));
    Resolution inMemory = world.connect().cluster().resolve(plan);
    Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
    inMemory
        .targets()
        .forEach((wave, there) ->
            targets.put(
                wave,
                there.stream()
                    .flatMap(target -> Stream.ofNullable(found.get(target.ref())))
                    .map(SurveyedWorkload::snapshot)
                    .toList()));
    return new Resolution(targets, inMemory.problems());
  }

  private static WorkloadSpec spec(SurveyedWorkload workload) {
    Replacement replacement = workload.replacement();
    Common common =
        Common.of(workload.ref().namespace(), workload.ref().name()).with(workload.labels());
    return switch (workload.snapshot()) {
      case DeploymentSnapshot it ->
          new DeploymentSpec(
              common,
              it.desired(),
              it.strategy(),
              it.minReadySeconds(),
              replacement.progressDeadline(),
              it.paused());
      case StatefulSetSnapshot it ->
          new StatefulSetSpec(
              common,
              it.desired(),
              it.start(),
              it.partition(),
              replacement.minReadySeconds(),
              it.onDelete(),
              replacement.parallel());
      case DaemonSetSnapshot it ->
          new DaemonSetSpec(
              common,
              // One that surges replaces as many at a time, only without the gap; one of both is 0.
              Math.max(1, replacement.maxUnavailable() + replacement.maxSurge()),
              replacement.minReadySeconds(),
              it.onDelete());
    };
  }

  private static List<String> nodes(SurveyedWorkload workload) {
    return workload.snapshot() instanceof DaemonSetSnapshot set
        ? IntStream.rangeClosed(1, set.desired()).mapToObj(number -> "node-" + number).toList()
        : InventedWorld.NODES;
  }
}
