package dev.rollwave.simulation.worlds.world;

import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** A plan with fewer workloads and fewer limits. */
final class SmallerPlan {
  private final Set<String> parts;
  private final Set<WorkloadRef> left = new HashSet<>();

  private SmallerPlan(List<WorkloadSpec> kept, Set<String> parts) {
    this.parts = parts;
    kept.forEach(spec -> left.add(spec.ref()));
  }

  static RestartPlan of(RestartPlan plan, List<WorkloadSpec> kept, Set<String> parts) {
    return new SmallerPlan(kept, parts).of(plan);
  }

  private RestartPlan of(RestartPlan plan) {
    List<Wave> waves = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Wave wave : plan.waves()) {
      List<WorkloadSelection> selections =
          wave.workloads().stream().filter(s -> left.contains(((ByName) s).ref())).toList();
      if (!selections.isEmpty()) {
        waves.add(of(wave, selections, names));
        names.add(wave.name());
      }
    }
    WindowCalendar calendar = plan.calendar();
    return new RestartPlan(
        plan.name(),
        plan.reason(),
        new WindowCalendar(
            calendar.zone(),
            has(PlanPart.WINDOWS) ? calendar.windows() : List.of(),
            has(PlanPart.FREEZES) ? calendar.freezes() : List.of()),
        plan.schedule(),
        of(plan.throttle()),
        plan.onFailure(),
        plan.resumeWithin(),
        waves,
        plan.stateNamespace());
  }

  private Wave of(Wave wave, List<WorkloadSelection> selections, Set<String> before) {
    HealthPolicy health = wave.health();
    return new Wave(
        wave.name(),
        has(PlanPart.EDGES)
            ? wave.dependsOn().stream().filter(before::contains).toList()
            : List.of(),
        of(wave.throttle()),
        has(PlanPart.COOLDOWNS) ? wave.cooldown() : Duration.ZERO,
        has(PlanPart.SOAK) ? health : health.withSoak(Duration.ZERO),
        selections,
        wave.allowEmpty());
  }

  private Throttle of(Throttle throttle) {
    return new Throttle(
        has(PlanPart.LIMITS) ? throttle.maxInFlight() : OptionalInt.empty(),
        has(PlanPart.INTERVALS) ? throttle.minInterval() : Duration.ZERO);
  }

  private boolean has(PlanPart part) {
    return parts.contains(part.word());
  }
}
