package dev.rollwave.benchmark;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.ForeignChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A plan of many waves in layers of ten, each but the first on two or one of the layer above. */
final class LargePlan {
  private static final int LAYER = 10;
  private static final HealthPolicy HEALTH =
      new HealthPolicy(
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          ForeignChange.WAIT);

  private LargePlan() {}

  static RestartPlan of(int waves, int workloadsEach, int maxInFlight) {
    List<Wave> all = new ArrayList<>();
    for (int w = 0; w < waves; w++) {
      List<WorkloadSelection> workloads = new ArrayList<>();
      for (int i = 0; i < workloadsEach; i++) {
        workloads.add(
            new WorkloadSelection.ByName(
                new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "app-" + w + "-" + i)));
      }
      all.add(
          new Wave(
              "wave-" + w,
              gates(w),
              Throttle.NONE,
              Duration.ofSeconds(30),
              HEALTH,
              workloads,
              false));
    }
    return new RestartPlan(
        "large",
        "measured",
        WindowCalendar.ALWAYS,
        Optional.empty(),
        new Throttle(OptionalInt.of(maxInFlight), Duration.ZERO),
        FailurePolicy.HALT,
        all);
  }

  private static List<String> gates(int wave) {
    if (wave < LAYER) {
      return List.of();
    }
    int above = wave / LAYER * LAYER - LAYER;
    String one = "wave-" + (above + wave * 7 % LAYER);
    String other = "wave-" + (above + (wave * 3 + 1) % LAYER);
    return one.equals(other) ? List.of(one) : List.of(one, other);
  }
}
