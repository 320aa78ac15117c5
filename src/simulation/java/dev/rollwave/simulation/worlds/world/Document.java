package dev.rollwave.simulation.worlds.world;

import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.runner.record.StartMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The plan as it is written down; operators may edit it while its run is under way. */
public final class Document {
  private RestartPlan plan;
  private CanonicalPlan print;
  private Waves waves;
  private StartMode mode = StartMode.USUAL;

  /** As it is before the first edit. */
  public Document(RestartPlan plan) {
    this.plan = plan;
    this.print = CanonicalPlan.of(plan);
    this.waves = new Waves(plan);
  }

  /** The plan as it stands. */
  public RestartPlan plan() {
    return plan;
  }

  /** The plan as it stands, in the form that runs compare. */
  public CanonicalPlan print() {
    return print;
  }

  /** The waves of the plan as it stands. */
  public Waves waves() {
    return waves;
  }

  /** What a person says when they are told that the plan was edited. */
  public StartMode mode() {
    return mode;
  }

  /** An operator edits the plan; where a wave of the edit is not in it, nothing changes. */
  public void edit(Fault.EditedPlan edited) {
    plan = edited(plan, edited.edit());
    print = CanonicalPlan.of(plan);
    waves = new Waves(plan);
    mode = edited.mode();
  }

  /** The plan of {@code world} as it is first, and after each of its edits. */
  public static List<RestartPlan> versions(World world) {
    List<RestartPlan> versions = new ArrayList<>(List.of(world.plan()));
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.EditedPlan edited) {
        versions.add(edited(versions.getLast(), edited.edit()));
      }
    }
    return versions;
  }

  private static RestartPlan edited(RestartPlan plan, PlanEdit edit) {
    return switch (edit) {
      case PlanEdit.Reason(String reason) -> with(plan, reason, plan.throttle(), plan.waves());
      case PlanEdit.Limit(Throttle throttle) -> with(plan, plan.reason(), throttle, plan.waves());
      case PlanEdit.Cooldown(Duration cooldown) ->
          withWaves(plan, wave -> with(wave, wave.dependsOn(), cooldown));
      case PlanEdit.WithoutEdges(String name) ->
          withWaves(
              plan,
              wave -> wave.name().equals(name) ? with(wave, List.of(), wave.cooldown()) : wave);
      case PlanEdit.NewEdge(String name, String before) -> {
        boolean isThere = plan.waves().stream().anyMatch(it -> it.name().equals(before));
        yield withWaves(
            plan,
            wave ->
                isThere && wave.name().equals(name)
                    ? with(wave, and(wave.dependsOn(), before), wave.cooldown())
                    : wave);
      }
    };
  }

  private static List<String> and(List<String> names, String more) {
    List<String> all = new ArrayList<>(names);
    if (!all.contains(more)) {
      all.add(more);
    }
    return all;
  }

  private static Wave with(Wave wave, List<String> dependsOn, Duration cooldown) {
    return new Wave(
        wave.name(),
        dependsOn,
        wave.throttle(),
        cooldown,
        wave.health(),
        wave.workloads(),
        wave.allowEmpty());
  }

  private static RestartPlan withWaves(RestartPlan plan, UnaryOperator<Wave> change) {
    return with(plan, plan.reason(), plan.throttle(), plan.waves().stream().map(change).toList());
  }

  private static RestartPlan with(
      RestartPlan plan, String reason, Throttle throttle, List<Wave> waves) {
    return new RestartPlan(
        plan.name(),
        reason,
        plan.calendar(),
        plan.schedule(),
        throttle,
        plan.onFailure(),
        plan.resumeWithin(),
        waves,
        plan.stateNamespace());
  }
}
