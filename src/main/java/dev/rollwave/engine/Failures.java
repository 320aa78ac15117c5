package dev.rollwave.engine;

import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.InFlightState.Diagnosing;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.RunState.Stop;
import dev.rollwave.engine.message.Command.InspectPods;
import dev.rollwave.engine.message.Event.PodsInspected;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.Serving;
import dev.rollwave.workload.trouble.PodTrouble;
import dev.rollwave.workload.trouble.Trouble;
import dev.rollwave.workload.trouble.Warnings;
import dev.rollwave.workload.trouble.WorkloadTrouble;
import java.util.Optional;

/**
 * How a workload fails: first its pods are asked why, then it is told, and the plan's policy says
 * what that stops.
 */
final class Failures {
  private Failures() {}

  /** It failed; the report shall name the pod. */
  static void diagnose(
      StepContext step,
      WorkloadIndex index,
      Restart restart,
      WorkloadSnapshot last,
      String reason,
      String message) {
    step.mark(index, was -> was.withFailed(step.now()));
    step.ask(new InspectPods(last.ref(), true, step.now()));
    step.become(
        index,
        new Diagnosing(
            restart, last, reason, message, step.now(), step.now().plus(Limits.LAST_WORDS)));
    // Not only when the pods have answered: meanwhile no other restart may start.
    stopIfAsked(step, index);
  }

  /** The pods of a failed workload are known. */
  static void explain(StepContext step, WorkloadIndex index, Diagnosing d, PodsInspected answer) {
    Optional<PodTrouble> culprit = RolloutRules.culprit(d.last(), answer.pods());
    String message = warned(d.message(), culprit, answer.warnings());
    Failed failed =
        new Failed(
            Optional.of(d.restart()),
            d.reason(),
            message,
            culprit,
            Optional.of(Serving.of(d.last(), answer.pods())));
    fail(step, index, failed);
  }

  private static String warned(
      String message, Optional<? extends Trouble> trouble, Warnings warnings) {
    return message + warnings.clause(message + trouble.map(Trouble::message).orElse(""));
  }

  /** Its pods will not tell why it failed; that it did stands. */
  static void unexplained(StepContext step, WorkloadIndex index, Diagnosing d, String remark) {
    fail(step, index, Optional.of(d.restart()), d.reason(), d.message() + remark, Optional.empty());
  }

  /** The trouble stood for the whole grace time. */
  static void doomed(
      StepContext step, WorkloadIndex index, RollingOut r, Trouble trouble, PodsInspected answer) {
    String what =
        switch (trouble) {
          case PodTrouble _ -> newest(r, answer.pods());
          case WorkloadTrouble _ ->
              "nothing moved for the whole grace time: " + r.status().message();
        };
    Failed failed =
        new Failed(
            Optional.of(r.restart()),
            trouble.reason(),
            warned(what, Optional.of(trouble), answer.warnings()),
            trouble.ofPod(),
            Optional.of(Serving.of(r.last(), answer.pods())));
    fail(step, index, failed);
  }

  // That old pods are still there is no cause: the controller keeps them because the new ones are
  // not available.
  private static String newest(RollingOut r, PodSet pods) {
    int there = pods.newest().size();
    long ready = pods.newest().stream().filter(PodSnapshot::ready).count();
    return there == 0
        ? "its pods do not come up: " + r.status().message()
        : "its new pods do not come up: %d of %d Ready, %d wanted"
            .formatted(ready, there, r.last().desired());
  }

  /** Another object stands under the same name. */
  static void recreated(StepContext step, WorkloadIndex index, String uid, WorkloadSnapshot now) {
    fail(
        step,
        index,
        restartOf(step.state(index)),
        "Recreated",
        "it was deleted and created again: uid "
            + now.object().uid()
            + " stands where "
            + uid
            + " was",
        Optional.empty());
  }

  static void fail(
      StepContext step,
      WorkloadIndex index,
      Optional<Restart> restart,
      String reason,
      String message,
      Optional<PodTrouble> trouble) {
    fail(step, index, new Failed(restart, reason, message, trouble));
  }

  private static void fail(StepContext step, WorkloadIndex index, Failed failed) {
    step.mark(index, was -> was.withFailed(step.now()));
    step.become(index, failed);
    step.tell(
        new Notification.WorkloadFailed(
            step.asked(index).name(),
            step.workload(index).ref(),
            failed.reason(),
            failed.message(),
            failed.trouble()));
    stopIfAsked(step, index);
  }

  /** Stops the run for a failure, where its plan asks for that. */
  static void stopIfAsked(StepContext step, WorkloadIndex index) {
    if (step.spec().plan().onFailure() == FailurePolicy.HALT && step.stopping().isEmpty()) {
      String cause = step.workload(index).ref() + " failed";
      step.stop(new Stop.Halted(cause));
      step.tell(new Notification.Stopping(cause + ", and the plan says halt", step.inFlight()));
    }
  }

  /** What is known to be applied to a workload in {@code state}. */
  static Optional<Restart> restartOf(WorkloadState state) {
    return switch (state) {
      case RollingOut r -> Optional.of(r.restart());
      case Soaking s -> Optional.of(s.restart());
      case Diagnosing d -> Optional.of(d.restart());
      case Healthy h -> Optional.of(h.restart());
      case Failed f -> f.restart();
      case FinalState.Unproven u -> u.restart();
      case WorkloadState.Waiting _,
          InFlightState.Patching _,
          InFlightState.Rereading _,
          FinalState.Skipped _,
          FinalState.Withheld _ ->
          Optional.empty();
    };
  }
}
