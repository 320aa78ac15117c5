package dev.rollwave.engine;

import dev.rollwave.engine.Command.InspectPods;
import dev.rollwave.engine.Event.PodsInspected;
import dev.rollwave.engine.RunState.Stop;
import dev.rollwave.engine.WorkloadState.Diagnosing;
import dev.rollwave.engine.WorkloadState.Failed;
import dev.rollwave.engine.WorkloadState.Healthy;
import dev.rollwave.engine.WorkloadState.RollingOut;
import dev.rollwave.engine.WorkloadState.Soaking;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.PodTrouble;
import dev.rollwave.workload.RolloutRules;
import dev.rollwave.workload.Serving;
import dev.rollwave.workload.Trouble;
import dev.rollwave.workload.Warnings;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadTrouble;
import java.util.Optional;

/**
 * How a workload fails: first its pods are asked why, then it is told, and the plan's policy says
 * what that stops.
 */
final class Failures {
  private Failures() {}

  /** It failed; the report shall name the pod. */
  static void diagnose(
      Turn turn,
      WorkloadIndex index,
      Restart restart,
      WorkloadSnapshot last,
      String reason,
      String message) {
    turn.mark(index, was -> was.withFailed(turn.now()));
    turn.ask(new InspectPods(last.ref(), true, turn.now()));
    turn.become(
        index,
        new Diagnosing(
            restart, last, reason, message, turn.now(), turn.now().plus(Limits.LAST_WORDS)));
    // Not only when the pods have answered: meanwhile no other restart may start.
    stopIfAsked(turn, index);
  }

  /** The pods of a failed workload are known. */
  static void explain(Turn turn, WorkloadIndex index, Diagnosing d, PodsInspected answer) {
    Optional<PodTrouble> culprit = RolloutRules.culprit(d.last(), answer.pods());
    String message = warned(d.message(), culprit, answer.warnings());
    Failed failed =
        new Failed(
            Optional.of(d.restart()),
            d.reason(),
            message,
            culprit,
            Optional.of(Serving.of(d.last(), answer.pods())));
    fail(turn, index, failed);
  }

  private static String warned(
      String message, Optional<? extends Trouble> trouble, Warnings warnings) {
    return message + warnings.clause(message + trouble.map(Trouble::message).orElse(""));
  }

  /** Nobody will say why it failed; that it did stands. */
  static void unexplained(Turn turn, WorkloadIndex index, Diagnosing d, String remark) {
    fail(turn, index, Optional.of(d.restart()), d.reason(), d.message() + remark, Optional.empty());
  }

  /** The trouble stood for the whole grace time. */
  static void doomed(
      Turn turn, WorkloadIndex index, RollingOut r, Trouble trouble, PodsInspected answer) {
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
    fail(turn, index, failed);
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
  static void recreated(Turn turn, WorkloadIndex index, String uid, WorkloadSnapshot now) {
    fail(
        turn,
        index,
        restartOf(turn.state(index)),
        "Recreated",
        "it was deleted and created again: uid "
            + now.object().uid()
            + " stands where "
            + uid
            + " was",
        Optional.empty());
  }

  static void fail(
      Turn turn,
      WorkloadIndex index,
      Optional<Restart> restart,
      String reason,
      String message,
      Optional<PodTrouble> trouble) {
    fail(turn, index, new Failed(restart, reason, message, trouble));
  }

  private static void fail(Turn turn, WorkloadIndex index, Failed failed) {
    turn.mark(index, was -> was.withFailed(turn.now()));
    turn.become(index, failed);
    turn.tell(
        new Happening.WorkloadFailed(
            turn.asked(index).name(),
            turn.workload(index).ref(),
            failed.reason(),
            failed.message(),
            failed.trouble()));
    stopIfAsked(turn, index);
  }

  /** Stops the run for a failure, where its plan asks for that. */
  static void stopIfAsked(Turn turn, WorkloadIndex index) {
    if (turn.order().plan().onFailure() == FailurePolicy.HALT && turn.stopping().isEmpty()) {
      String cause = turn.workload(index).ref() + " failed";
      turn.stop(new Stop.Halted(cause));
      turn.tell(new Happening.Stopping(cause + ", and the plan says halt", turn.inFlight()));
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
      case WorkloadState.Unproven u -> u.restart();
      case WorkloadState.Waiting _,
          WorkloadState.Patching _,
          WorkloadState.Rereading _,
          WorkloadState.Skipped _,
          WorkloadState.Withheld _ ->
          Optional.empty();
    };
  }
}
