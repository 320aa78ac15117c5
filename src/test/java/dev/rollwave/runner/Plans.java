package dev.rollwave.runner;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.label.LabelSelector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plans for tests in which only the workloads matter. */
public final class Plans {
  private Plans() {}

  /** A plan whose waves do not depend on one another. */
  public static RestartPlan of(Wave... waves) {
    return new RestartPlan(
        "contract",
        "a test",
        WindowCalendar.ALWAYS,
        Optional.empty(),
        Throttle.NONE,
        FailurePolicy.HALT,
        List.of(waves));
  }

  /** A wave in which a selector must match something. */
  public static Wave wave(String name, WorkloadSelection... workloads) {
    return wave(name, false, workloads);
  }

  /** A wave in which a selector may match nothing. */
  public static Wave waveThatMayBeEmpty(String name, WorkloadSelection... workloads) {
    return wave(name, true, workloads);
  }

  private static Wave wave(String name, boolean allowEmpty, WorkloadSelection... workloads) {
    return new Wave(
        name,
        List.of(),
        Throttle.NONE,
        Duration.ZERO,
        HealthPolicy.DEFAULT,
        List.of(workloads),
        allowEmpty);
  }

  /** One workload by its name. */
  public static WorkloadSelection named(WorkloadRef ref) {
    return new WorkloadSelection.ByName(ref);
  }

  /** The Deployments of a namespace that a selector matches. */
  public static WorkloadSelection deployments(String namespace, String selector) {
    return new WorkloadSelection.BySelector(
        WorkloadKind.DEPLOYMENT, namespace, LabelSelector.of(selector));
  }
}
