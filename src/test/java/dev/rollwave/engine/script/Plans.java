package dev.rollwave.engine.script;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds plans for scripts: waves of Deployments, with what a test does not speak of left out. */
public final class Plans {
  public static final Duration TIMEOUT = Duration.ofMinutes(5);
  public static final Duration SOAK = Duration.ofSeconds(30);
  public static final Duration GRACE = Duration.ofMinutes(1);
  public static final HealthPolicy HEALTH =
      new HealthPolicy(TIMEOUT, SOAK, GRACE, ForeignChange.WAIT);

  private Throttle throttle = Throttle.NONE;
  private FailurePolicy onFailure = FailurePolicy.HALT;
  private WindowCalendar calendar = WindowCalendar.ALWAYS;
  private Duration cooldown = Duration.ZERO;
  private HealthPolicy health = HEALTH;
  private final List<Wave> waves = new ArrayList<>();

  public static WorkloadRef ref(String name) {
    return new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", name);
  }

  public static Throttle atMost(int maxInFlight) {
    return new Throttle(OptionalInt.of(maxInFlight), Duration.ZERO);
  }

  public static Throttle apart(Duration minInterval) {
    return new Throttle(OptionalInt.empty(), minInterval);
  }

  public Plans throttle(Throttle all) {
    throttle = all;
    return this;
  }

  public Plans onFailure(FailurePolicy policy) {
    onFailure = policy;
    return this;
  }

  public Plans within(WindowCalendar hours) {
    calendar = hours;
    return this;
  }

  /** Holds for the waves added from here on. */
  public Plans cooldown(Duration after) {
    cooldown = after;
    return this;
  }

  /** Holds for the waves added from here on. */
  public Plans health(HealthPolicy policy) {
    health = policy;
    return this;
  }

  public Plans wave(String name, List<String> dependsOn, String... workloads) {
    return wave(name, dependsOn, Throttle.NONE, workloads);
  }

  public Plans wave(String name, List<String> dependsOn, Throttle own, String... workloads) {
    List<WorkloadSelection> selections =
        Arrays.stream(workloads)
            .map(w -> (WorkloadSelection) new WorkloadSelection.ByName(ref(w)))
            .toList();
    waves.add(new Wave(name, dependsOn, own, cooldown, health, selections, false));
    return this;
  }

  public RestartPlan build() {
    return new RestartPlan(
        "test", "because", calendar, Optional.empty(), throttle, onFailure, waves);
  }
}
