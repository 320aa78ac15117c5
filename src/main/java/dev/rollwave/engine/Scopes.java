package dev.rollwave.engine;

import dev.rollwave.engine.RunState.Outage;
import dev.rollwave.engine.Sight.LostScope;
import dev.rollwave.engine.WorkloadState.Rereading;
import dev.rollwave.engine.WorkloadState.RollingOut;
import dev.rollwave.engine.WorkloadState.Waiting;
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

  static void lost(Turn turn, Event.ScopeLost event) {
    if (lossOf(turn, event.refs()).isPresent()) {
      return;
    }
    Duration patience = event.refused() ? Limits.REFUSAL_PATIENCE : Limits.OUTAGE_PATIENCE;
    Instant now = turn.now();
    LostScope loss = new LostScope(event.refs(), event.cause(), now, now, now.plus(patience));
    turn.see(turn.sight().with(loss));
    turn.tell(new Happening.ScopeLost(event.refs(), event.cause()));
    event.refs().forEach(ref -> turn.find(ref).ifPresent(it -> Glimpses.lost(turn, it, loss)));
  }

  static void seen(Turn turn, SortedSet<WorkloadRef> refs) {
    Optional<LostScope> found = lossOf(turn, refs);
    if (found.isEmpty()) {
      return;
    }
    LostScope loss = found.get();
    turn.see(turn.sight().without(loss));
    turn.tell(new Happening.ScopeSeen(refs, Duration.between(loss.since(), turn.now())));
    refs.forEach(ref -> turn.find(ref).ifPresent(index -> Glimpses.seen(turn, index)));
    // For an outage that is still under way they are put off when it ends.
    Instant until = turn.outage().map(Outage::since).orElse(turn.now());
    if (until.isAfter(loss.countedFrom())) {
      Duration unseen = Duration.between(loss.countedFrom(), until);
      refs.forEach(ref -> turn.find(ref).ifPresent(index -> Outages.putOff(turn, index, unseen)));
    }
  }

  private static Optional<LostScope> lossOf(Turn turn, SortedSet<WorkloadRef> refs) {
    return turn.sight().lost().stream().filter(it -> it.refs().equals(refs)).findFirst();
  }

  /** Fails the rollouts that were not seen for too long. */
  static void giveUpRollouts(Turn turn) {
    for (LostScope loss : turn.sight().lost()) {
      if (isTooLong(turn, loss)) {
        loss.refs()
            .forEach(ref -> turn.find(ref).ifPresent(index -> giveUpRollout(turn, index, loss)));
      }
    }
  }

  private static void giveUpRollout(Turn turn, WorkloadIndex index, LostScope loss) {
    if (turn.state(index) instanceof RollingOut) {
      fail(turn, index, loss);
    }
  }

  /**
   * Fails a workload that would be restarted now and has not been seen for too long; answers
   * whether it did.
   */
  static boolean giveUpWaiting(Turn turn, WorkloadIndex index) {
    Optional<LostScope> loss = turn.sight().lossOf(turn.workload(index).ref());
    if (loss.isPresent() && isTooLong(turn, loss.get()) && turn.state(index) instanceof Waiting) {
      fail(turn, index, loss.get());
      return true;
    }
    return false;
  }

  /**
   * Leaves a restart in doubt that was not applied when it was last read. It is sent again when it
   * is seen again; until then its first request may still arrive, so that it keeps its place among
   * those in flight.
   */
  static void keepInDoubt(Turn turn, WorkloadIndex index, Rereading r) {
    Optional<LostScope> loss = turn.sight().lossOf(r.sent().ref());
    if (loss.isPresent() && isTooLong(turn, loss.get())) {
      fail(turn, index, loss.get());
    } else {
      turn.become(index, r.askingAt(turn.now().plus(Limits.UNSEEN_LOOK)));
    }
  }

  private static void fail(Turn turn, WorkloadIndex index, LostScope loss) {
    Failures.fail(
        turn,
        index,
        Failures.restartOf(turn.state(index)),
        "ReadRefused",
        "not seen since %s: %s"
            .formatted(loss.since().truncatedTo(ChronoUnit.SECONDS), loss.cause()),
        Optional.empty());
  }

  private static boolean isTooLong(Turn turn, LostScope loss) {
    return turn.outage().isEmpty() && !turn.now().isBefore(loss.giveUpAt());
  }

  /** When the next of them is given up; {@link Instant#MAX} for never. */
  static Instant nextGivenUp(Turn turn) {
    Instant next = Instant.MAX;
    for (LostScope loss : turn.sight().lost()) {
      if (turn.outage().isEmpty() && loss.giveUpAt().isAfter(turn.now())) {
        next = Wakeups.earlier(next, loss.giveUpAt());
      }
    }
    return next;
  }
}
