package dev.rollwave.engine;

import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.message.Command.InspectPods;
import dev.rollwave.engine.message.Event.PodsInspected;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * Follows a workload after it was proven healthy. What changes is only remembered; whether it is
 * still healthy is asked when something that depends on it is to be restarted, first of what is
 * known of it, then of its pods.
 *
 * <p>The pods have to be as they must be for a rollout, and need not soak once more: the soak is
 * for what a restart brings about, and that was proven. A pod that is evicted and replaced, or
 * added by an autoscaler, is daily life.
 */
final class Upkeeps {
  private static final RolloutStatus UNANSWERED =
      new RolloutStatus(
          Status.UNKNOWN,
          "PodsUnread",
          "it changed, and its pods could not be read within %d s"
              .formatted(Limits.READ_TIMEOUT.toSeconds()));

  static final String BROKEN = "it was proven healthy, and is no longer: ";
  static final String UNPROVEN =
      "it changed after it was proven healthy, and was not proven again; when last seen: ";

  private Upkeeps() {}

  static void observed(
      StepContext step, WorkloadIndex index, Healthy healthy, WorkloadSnapshot seen) {
    if (isGone(healthy) && seen.object().uid().equals(healthy.last().object().uid())) {
      // A view from before it was deleted.
      return;
    }
    Healthy next = healthy.seenAs(seen);
    step.become(
        index, healthy.last().isJudgedAs(seen) ? next : next.with(changed(step, healthy.upkeep())));
  }

  private static Upkeep changed(StepContext step, Upkeep before) {
    return switch (before) {
      case Upkeep.AsProven _, Upkeep.Changed _ ->
          Upkeep.Changed.at(step.now(), present(before).found());
      case Upkeep.Unseen unseen -> unseen.changed();
    };
  }

  /** It was deleted: as long as nothing of that name is created, nothing of it is healthy. */
  static void deleted(StepContext step, WorkloadIndex index, Healthy healthy) {
    RolloutStatus gone =
        new RolloutStatus(Status.NOT_FOUND, "Deleted", "it was deleted after that");
    step.become(index, healthy.with(Upkeep.Changed.at(step.now(), Optional.of(gone))));
  }

  /** Its pods may not be read, so that they prove nothing. */
  static void unreadable(StepContext step, WorkloadIndex index, Healthy healthy, String cause) {
    if (healthy.upkeep() instanceof Upkeep.Unseen unseen) {
      Glimpses.unreadable(step, index, healthy, unseen, cause);
    } else if (healthy.upkeep() instanceof Upkeep.Changed changed && changed.asked().isPresent()) {
      RolloutStatus unread = new RolloutStatus(Status.UNKNOWN, "ReadRefused", cause);
      step.become(
          index, healthy.with(changed.missing(unread, step.now().plus(Limits.READ_TIMEOUT))));
    }
  }

  /** Its pods are known, which counts when that was asked last and is not answered too late. */
  static void inspected(
      StepContext step, WorkloadIndex index, Healthy healthy, PodsInspected answer) {
    switch (healthy.upkeep()) {
      case Upkeep.AsProven _ -> {}
      case Upkeep.Changed changed -> inspected(step, index, healthy, changed, answer);
      case Upkeep.Unseen unseen -> Glimpses.inspected(step, index, healthy, unseen, answer);
    }
  }

  private static void inspected(
      StepContext step,
      WorkloadIndex index,
      Healthy healthy,
      Upkeep.Changed changed,
      PodsInspected answer) {
    if (!changed.asked().equals(Optional.of(answer.question().asked()))
        || !step.now().isBefore(changed.dueAt())) {
      return;
    }
    RolloutStatus status =
        RolloutRules.prove(
            healthy.last(), answer.pods(), healthy.restart().expectationSinceProven());
    Optional<Instant> again = step.sight().lookAgain(answer.question().asked(), step.now());
    if (status.status() == Status.CURRENT && again.isPresent()) {
      step.become(index, healthy.with(changed.lookedAtAgain(again.get())));
      return;
    }
    step.become(
        index,
        status.status() == Status.CURRENT
            ? healthy.provenAgain(status, Glimpses.proven(step, answer.ref()))
            : healthy.with(
                changed.missing(status, answer.pods(), step.now().plus(Limits.PROOF_INTERVAL))));
  }

  /**
   * Looks at one that has changed since it was proven healthy, or is not seen, or is failing: at
   * what is known of it, and where that does not tell at its pods.
   *
   * @param isDue whether its pods may be asked for now
   */
  static Finding look(StepContext step, WorkloadIndex index, boolean isDue) {
    if (!(step.state(index) instanceof Healthy healthy)) {
      return new Finding.Unsure();
    }
    if (needsNoProof(healthy)) {
      return new Finding.Fit();
    }
    return switch (healthy.upkeep()) {
      case Upkeep.AsProven _ -> new Finding.Fit();
      case Upkeep.Changed changed -> look(step, index, healthy, changed, isDue);
      case Upkeep.Unseen unseen -> Glimpses.look(step, index, healthy, unseen, isDue);
    };
  }

  private static Finding look(
      StepContext step,
      WorkloadIndex index,
      Healthy healthy,
      Upkeep.Changed changed,
      boolean isDue) {
    RolloutStatus known = known(healthy, changed);
    return known.status() == Status.CURRENT
        ? byPods(step, index, healthy, changed, isDue)
        : missing(step, index, healthy, known);
  }

  /** What it means that this is missing of one that was healthy. */
  static Finding missing(
      StepContext step, WorkloadIndex index, Healthy healthy, RolloutStatus what) {
    return switch (what.status()) {
      case CURRENT, IN_PROGRESS, UNKNOWN -> new Finding.Broken(what);
      case FAILED, TERMINATING, NOT_FOUND -> {
        fail(step, index, healthy, what);
        yield new Finding.Failed();
      }
    };
  }

  // By its counts; of one that was deleted there are none.
  private static RolloutStatus known(Healthy healthy, Upkeep.Changed changed) {
    return changed.objection().filter(_ -> isGone(healthy)).orElseGet(() -> byCounts(healthy));
  }

  /** How far one that holds a gate has got, by its counts and by its pods as last answered. */
  static RolloutProgress seen(Healthy healthy, RolloutProgress before, Instant now) {
    RolloutProgress byCounts =
        before.seen(healthy.last(), healthy.restart(), byCounts(healthy), now);
    return healthy.upkeep().pods().map(pods -> byCounts.seen(pods, now)).orElse(byCounts);
  }

  static RolloutStatus byCounts(Healthy healthy) {
    return RolloutRules.judge(healthy.last(), healthy.restart().expectationSinceProven());
  }

  private static Finding byPods(
      StepContext step,
      WorkloadIndex index,
      Healthy healthy,
      Upkeep.Changed changed,
      boolean isDue) {
    Upkeep.Changed next = changed;
    if (isDue && !step.now().isBefore(changed.dueAt())) {
      next = asked(step, changed);
      step.ask(new InspectPods(healthy.last().ref(), false, step.now()));
      step.become(index, healthy.with(next));
    }
    if (next.asked().isPresent() || next.objection().isPresent()) {
      step.wakeBy(next.dueAt());
    }
    return next.objection().<Finding>map(Finding.Broken::new).orElseGet(Finding.Unsure::new);
  }

  // That a question was not answered stands against it.
  private static Upkeep.Changed asked(StepContext step, Upkeep.Changed changed) {
    Upkeep.Changed before = changed.asked().isEmpty() ? changed : changed.missing(UNANSWERED);
    return before.askedAt(step.now(), step.now().plus(Limits.READ_TIMEOUT));
  }

  private static void fail(
      StepContext step, WorkloadIndex index, Healthy healthy, RolloutStatus known) {
    String message = "it was proven healthy, and then: " + known.message();
    if (known.status() == Status.FAILED) {
      Failures.diagnose(step, index, healthy.restart(), healthy.last(), known.reason(), message);
    } else {
      Failures.fail(
          step, index, Optional.of(healthy.restart()), known.reason(), message, Optional.empty());
    }
  }

  /** It has held a wave for as long as it may. */
  static void overdue(
      StepContext step,
      WorkloadIndex index,
      Healthy healthy,
      RolloutStatus why,
      RolloutProgress time) {
    Failures.diagnose(
        step,
        index,
        healthy.restart(),
        healthy.last(),
        "NoLongerHealthy",
        BROKEN + Overdue.of(time, why, step.now()).message());
  }

  /**
   * The run ends while a wave is held: what is not healthy now is not called so.
   *
   * @param kept for how long it has held a wave
   */
  static void leave(StepContext step, WorkloadIndex index, Optional<RolloutProgress.Kept> kept) {
    if (step.state(index) instanceof Healthy healthy && !needsNoProof(healthy)) {
      Optional<String> why =
          switch (healthy.upkeep()) {
            case Upkeep.AsProven _ -> Optional.empty();
            case Upkeep.Changed changed -> leave(step, healthy, changed);
            case Upkeep.Unseen unseen -> Glimpses.leave(step, healthy, unseen);
          };
      why.ifPresent(reason ->
          step.become(
              index, new FinalState.Unproven(Optional.of(healthy.restart()), reason, kept)));
    }
  }

  private static Optional<String> leave(StepContext step, Healthy healthy, Upkeep.Changed changed) {
    RolloutStatus known = known(healthy, changed);
    return known.status() == Status.CURRENT
        ? changed
            .objection()
            .map(it -> (changed.isSeen(step.now()) ? BROKEN : UNPROVEN) + it.message())
        : Optional.of(BROKEN + known.message());
  }

  /** Whether it was healthy, and has changed since or may have. */
  static boolean mayHaveChanged(WorkloadState state) {
    return state instanceof Healthy healthy && !(healthy.upkeep() instanceof Upkeep.AsProven);
  }

  /** Whether nothing has to be proven of it at {@code now} before a restart that builds on it. */
  static boolean isFit(WorkloadState state, Instant now) {
    return needsNoProof(state)
        || (state instanceof Healthy healthy
            && healthy.upkeep() instanceof Upkeep.Unseen unseen
            && unseen.isProven(now));
  }

  /**
   * Whether what was proven healthy before still is by {@code status}: complete, or scaled down to
   * pods that its partition keeps from every restart.
   */
  static boolean isWhole(RolloutStatus status) {
    return status.status() == Status.CURRENT || isKeptWhole(status);
  }

  private static boolean isKeptWhole(RolloutStatus status) {
    return status.reason().equals(RolloutRules.HELD_BY_PARTITION);
  }

  /**
   * Whether there is no pod that could be broken or prove anything: it was scaled to nothing, or to
   * pods that its partition keeps from every restart, and these are available.
   */
  static boolean needsNoProof(WorkloadState state) {
    return state instanceof Healthy healthy
        && !isGone(healthy)
        && (RolloutRules.eligibility(healthy.last()) instanceof Eligibility.NothingToRestart
            || isKeptWhole(byCounts(healthy)));
  }

  static boolean isGone(Healthy healthy) {
    return healthy.upkeep().found().filter(it -> it.status() == Status.NOT_FOUND).isPresent();
  }

  // Another object of the name is there: what is missing is told by that one.
  private static Upkeep present(Upkeep upkeep) {
    return upkeep.found().filter(it -> it.status() == Status.NOT_FOUND).isPresent()
        ? new Upkeep.AsProven()
        : upkeep;
  }
}
