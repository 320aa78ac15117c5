package dev.rollwave.workload.rollout;

import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.Stamps;
import dev.rollwave.workload.rollout.Expectation.AfterRestart;
import dev.rollwave.workload.rollout.Expectation.AsFound;
import java.util.Optional;

/**
 * The rules that hold for every kind, and that come before any count is believed.
 *
 * @see <a
 *     href="https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/status/generic.go">kstatus,
 *     generic.go</a>
 */
final class GenericRules {
  private GenericRules() {}

  /** The verdict that needs no look at the counts; empty when the counts have to tell. */
  static Optional<RolloutStatus> verdict(ObjectState object, Expectation expectation) {
    if (object.terminating()) {
      return verdict(Status.TERMINATING, "DeletionRequested", "it is being deleted");
    }
    return switch (expectation) {
      case AsFound _ -> neverApplied(object).or(() -> notObserved(object, object.generation()));
      case AfterRestart ours ->
          recreated(object, ours)
              .or(() -> stale(object, ours))
              .or(() -> notObserved(object, Math.max(object.generation(), ours.generation())))
              .or(() -> reverted(object, ours))
              .or(() -> superseded(object, ours));
    };
  }

  /** What has to be said before the counts are told; mostly nothing. */
  static String remark(ObjectState object, Expectation expectation) {
    return switch (expectation) {
      case AsFound _ -> "";
      case AfterRestart ours ->
          isForeign(object, ours)
              ? "generation %d is newer than the restart's, %d: "
                  .formatted(object.generation(), ours.generation())
              : "";
    };
  }

  private static Optional<RolloutStatus> neverApplied(ObjectState object) {
    return object.generation() == 0 && object.observedGeneration() == 0
        ? verdict(
            Status.UNKNOWN,
            "NotObserved",
            "it has no generation and no status: a manifest that no API server answered")
        : Optional.empty();
  }

  private static Optional<RolloutStatus> recreated(ObjectState object, AfterRestart ours) {
    return object.uid().equals(ours.uid())
        ? Optional.empty()
        : verdict(
            Status.FAILED,
            "Recreated",
            "it was deleted and created again: its uid is %s, that of the restarted one was %s"
                .formatted(object.uid(), ours.uid()));
  }

  private static Optional<RolloutStatus> stale(ObjectState object, AfterRestart ours) {
    return object.generation() < ours.generation()
        ? verdict(
            Status.IN_PROGRESS,
            "NotObserved",
            "generation %d was read, older than the restart's, %d"
                .formatted(object.generation(), ours.generation()))
        : Optional.empty();
  }

  private static Optional<RolloutStatus> notObserved(ObjectState object, long generation) {
    long observed = object.observedGeneration();
    return observed == 0 || observed < generation
        ? verdict(
            Status.IN_PROGRESS,
            "NotObserved",
            observed == 0
                ? "no controller has observed it yet"
                : "generation " + generation + " is not observed yet, the last was " + observed)
        : Optional.empty();
  }

  private static Optional<RolloutStatus> reverted(ObjectState object, AfterRestart ours) {
    boolean stands =
        object
            .stamp()
            .filter(found -> found.equals(ours.stamp()) || Stamps.isLater(found, ours.stamp()))
            .isPresent();
    if (stands) {
      return Optional.empty();
    }
    String what =
        object
            .stamp()
            .map(found -> "the stamp %s was replaced by %s".formatted(ours.stamp(), found))
            .orElse("the stamp %s was taken away".formatted(ours.stamp()));
    String who = object.stampManager().map(manager -> ", it seems by " + manager).orElse("");
    return verdict(Status.FAILED, "Reverted", what + who);
  }

  private static Optional<RolloutStatus> superseded(ObjectState object, AfterRestart ours) {
    if (!isForeign(object, ours)) {
      return Optional.empty();
    }
    return switch (ours.onForeignChange()) {
      case WAIT -> Optional.empty();
      case FAIL ->
          verdict(
              Status.FAILED,
              "Superseded",
              "the template was changed meanwhile%s: generation %d is newer than the restart's, %d"
                  .formatted(culprit(object, ours), object.generation(), ours.generation()));
    };
  }

  // Where the stamp is still ours its manager is ours too, and nothing tells who wrote the rest.
  private static String culprit(ObjectState object, AfterRestart ours) {
    return object
        .stampManager()
        .filter(manager -> !object.stamp().equals(Optional.of(ours.stamp())))
        .map(manager -> ", it seems by " + manager)
        .orElse("");
  }

  /**
   * Whether another client changed the template. A newer generation alone does not tell: scaling
   * makes one too. Nor does another digest alone: an API server of a newer version may fill in
   * defaults that the older one did not know.
   */
  private static boolean isForeign(ObjectState object, AfterRestart ours) {
    return object.generation() > ours.generation()
        && !object.templateDigest().equals(ours.templateDigest());
  }

  private static Optional<RolloutStatus> verdict(Status status, String reason, String message) {
    return Optional.of(new RolloutStatus(status, reason, message));
  }
}
