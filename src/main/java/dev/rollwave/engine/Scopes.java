package dev.rollwave.engine;

import dev.rollwave.engine.InFlightState.Rereading;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.RunState.Outage;
import dev.rollwave.engine.Sight.LostScope;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Workloads that the API server does not let be listed or watched, while it answers everything
 * else: none of them is restarted, their deadlines wait, and when it lasts those fail for it that
 * are not proven yet. What was proven before holds up what depends on it, as {@link Glimpses}
 * tells.
 *
 * <p>Their pods are still asked for: where that is permitted, a rollout that gets healthy meanwhile
 * is proven by them, and so is a soak, which is why a soak is left to its own end.
 */
final class Scopes {
  private Scopes() {}

  static void lost(StepContext step, Event.ScopeLost event) {
    if (lossOf(step, event.refs()).isPresent()) {
      return;
    }
    Duration timeout = event.refused() ? Limits.REFUSAL_TIMEOUT : Limits.OUTAGE_TIMEOUT;
    Instant now = step.now();
    LostScope loss = new LostScope(event.refs(), event.cause(), now, now, now.plus(timeout));
    step.see(step.sight().with(loss));
    step.tell(new Notification.ScopeLost(event.refs(), event.cause()));
    event.refs().forEach(ref -> step.find(ref).ifPresent(it -> Glimpses.lost(step, it, loss)));
  }

  static void seen(StepContext step, SortedSet<WorkloadRef> refs) {
    Optional<LostScope> found = lossOf(step, refs);
    if (found.isEmpty()) {
      return;
    }
    LostScope loss = found.get();
    step.see(step.sight().without(loss));
    step.tell(new Notification.ScopeSeen(refs, Duration.between(loss.since(), step.now())));
    refs.forEach(ref -> step.find(ref).ifPresent(index -> Glimpses.seen(step, index)));
    // For an outage that is still under way they are put off when it ends.
    Instant until = step.outage().map(Outage::since).orElse(step.now());
    if (until.isAfter(loss.countedFrom())) {
      Duration unseen = Duration.between(loss.countedFrom(), until);
      refs.forEach(ref -> step.find(ref).ifPresent(index -> Outages.putOff(step, index, unseen)));
    }
  }

  private static Optional<LostScope> lossOf(StepContext step, SortedSet<WorkloadRef> refs) {
    return step.sight().lost().stream().filter(it -> it.refs().equals(refs)).findFirst();
  }

  /** Fails the rollouts that were not seen for too long. */
  static void giveUpRollouts(StepContext step) {
    for (LostScope loss : step.sight().lost()) {
      if (isTooLong(step, loss)) {
        loss.refs()
            .forEach(ref -> step.find(ref).ifPresent(index -> giveUpRollout(step, index, loss)));
      }
    }
  }

  private static void giveUpRollout(StepContext step, WorkloadIndex index, LostScope loss) {
    if (step.state(index) instanceof RollingOut) {
      fail(step, index, loss);
    }
  }

  /**
   * Fails a workload that would be restarted now and has not been seen for too long; answers
   * whether it did.
   */
  static boolean giveUpWaiting(StepContext step, WorkloadIndex index) {
    Optional<LostScope> loss = step.sight().lossOf(step.workload(index).ref());
    if (loss.isPresent() && isTooLong(step, loss.get()) && step.state(index) instanceof Waiting) {
      fail(step, index, loss.get());
      return true;
    }
    return false;
  }

  /**
   * Leaves a restart in doubt that was not applied when it was last read. It is sent again when it
   * is seen again; until then its first request may still arrive, so that it keeps its place among
   * those in flight.
   */
  static void keepInDoubt(StepContext step, WorkloadIndex index, Rereading r) {
    Optional<LostScope> loss = step.sight().lossOf(r.sent().ref());
    if (loss.isPresent() && isTooLong(step, loss.get())) {
      fail(step, index, loss.get());
    } else {
      step.become(index, r.askingAt(step.now().plus(Limits.UNSEEN_LOOK)));
    }
  }

  private static void fail(StepContext step, WorkloadIndex index, LostScope loss) {
    Failures.fail(
        step,
        index,
        Failures.restartOf(step.state(index)),
        "ReadRefused",
        "not seen since %s: %s"
            .formatted(loss.since().truncatedTo(ChronoUnit.SECONDS), loss.cause()),
        Optional.empty());
  }

  private static boolean isTooLong(StepContext step, LostScope loss) {
    return step.outage().isEmpty() && !step.now().isBefore(loss.giveUpAt());
  }

  /** When the next of them is given up; {@link Instant#MAX} for never. */
  static Instant nextGivenUp(StepContext step) {
    Instant next = Instant.MAX;
    for (LostScope loss : step.sight().lost()) {
      if (step.outage().isEmpty() && loss.giveUpAt().isAfter(step.now())) {
        next = Instants.min(next, loss.giveUpAt());
      }
    }
    return next;
  }
}
