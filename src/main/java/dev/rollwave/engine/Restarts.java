package dev.rollwave.engine;

import dev.rollwave.engine.Command.PatchRestart;
import dev.rollwave.engine.WorkloadState.Inspection;
import dev.rollwave.engine.WorkloadState.Patching;
import dev.rollwave.engine.WorkloadState.Rereading;
import dev.rollwave.engine.WorkloadState.RollingOut;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.window.WindowStatus;
import dev.rollwave.workload.Condition;
import dev.rollwave.workload.Eligibility;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.RolloutRules;
import dev.rollwave.workload.Stamps;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * From the decision to restart until the restart is known to be applied, at most once.
 *
 * <p>A request in doubt is never sent again before the object was read; its resourceVersion fences
 * off a copy of it that arrives late, and a copy that arrives first carries the same stamp.
 */
final class Restarts {
  private Restarts() {}

  /** Sends the first request for a workload. */
  static void send(Turn turn, Place place, WorkloadSnapshot last) {
    RunOrder order = turn.order();
    String stamp = Stamps.next(last.object().stamp(), turn.now());
    RestartMark mark = order.mark(stamp);
    PatchRestart request =
        new PatchRestart(
            last.ref(),
            last.object().uid(),
            last.object().resourceVersion(),
            mark,
            order.reason(),
            notAfter(turn));
    turn.mark(place, timeline -> timeline.withPatched(turn.now()));
    turn.tell(
        new Happening.RestartSent(turn.asked(place).name(), last.ref(), stamp, order.reason()));
    patch(turn, place, new Patching(request, 1, turn.now(), last.conditions(), giveUpAt(turn)));
  }

  private static void patch(Turn turn, Place place, Patching next) {
    turn.restarted(place);
    Glimpses.spend(turn, place.wave());
    turn.become(place, next);
    turn.ask(next.sent());
  }

  private static Instant giveUpAt(Turn turn) {
    return turn.now().plus(Limits.PATCH_PATIENCE);
  }

  // Not when its window has closed, nor when its answer is no longer waited for: what a process
  // that slept still has in its hands then would be applied behind the back of the re-read.
  private static Instant notAfter(Turn turn) {
    return switch (turn.window()) {
      case WindowStatus.Open open -> Wakeups.earlier(open.closes(), giveUpAt(turn));
      case WindowStatus.Closed _ -> turn.now();
    };
  }

  /** A workload that carries this run's id was restarted by it before. */
  static boolean recognizeOwn(Turn turn, Place place) {
    if (!(turn.state(place) instanceof Waiting(WorkloadSnapshot last)) || !isOurs(turn, last)) {
      return false;
    }
    turn.mark(
        place,
        timeline -> timeline.patched().isPresent() ? timeline : timeline.withPatched(turn.now()));
    begin(turn, place, last, last.conditions(), turn.now());
    return true;
  }

  static void accepted(Turn turn, Place place, WorkloadSnapshot after) {
    switch (turn.state(place)) {
      case Patching p -> begin(turn, place, after, after.conditions(), p.at());
      case Rereading r -> begin(turn, place, after, after.conditions(), r.at());
      // The watch was faster than the reply.
      case RollingOut _, WorkloadState.Soaking _, WorkloadState.Diagnosing _ -> {}
      case Waiting _ -> begin(turn, place, after, after.conditions(), turn.now());
      case WorkloadState.Healthy _,
          WorkloadState.Skipped _,
          WorkloadState.Failed _,
          WorkloadState.Withheld _,
          WorkloadState.Unproven _ -> {}
    }
  }

  static void doubted(Turn turn, Place place, String cause, Duration retryAfter) {
    if (turn.state(place) instanceof Patching p) {
      turn.tell(new Happening.RestartDoubtful(turn.asked(place).name(), p.sent().ref(), cause));
      Duration backoff = Limits.PATCH_BACKOFF.multipliedBy(p.attempt() - 1L);
      Duration pause = backoff.compareTo(retryAfter) < 0 ? retryAfter : backoff;
      turn.become(place, p.doubted(cause, turn.now().plus(pause)));
    }
  }

  static void notSent(Turn turn, Place place) {
    if (turn.state(place) instanceof Patching p) {
      turn.become(place, p.doubted("not sent", turn.now()));
    }
  }

  static void refused(Turn turn, Place place, String cause) {
    if (turn.state(place) instanceof Patching) {
      Failures.fail(turn, place, Optional.empty(), "RestartRefused", cause, Optional.empty());
    }
  }

  static void reread(Turn turn, Place place, Optional<WorkloadSnapshot> answer) {
    if (!(turn.state(place) instanceof Rereading r)) {
      answer.ifPresent(snapshot -> Rollouts.observed(turn, place, snapshot));
      return;
    }
    if (answer.isEmpty()) {
      Rollouts.deleted(turn, place);
      return;
    }
    WorkloadSnapshot now = answer.get();
    if (Takeover.ends(turn, place, now)) {
      return;
    }
    if (isOurs(turn, now)) {
      begin(turn, place, now, r.before(), r.at());
    } else if (!now.object().uid().equals(r.sent().uid())) {
      Failures.recreated(turn, place, r.sent().uid(), now);
    } else if (r.attempt() >= Limits.PATCH_ATTEMPTS) {
      Failures.fail(
          turn,
          place,
          Optional.empty(),
          "RestartNotApplied",
          "sent " + r.attempt() + " times and never applied, last because of: " + r.cause(),
          Optional.empty());
    } else if (turn.wave(place).state() instanceof WaveState.Withheld(String reason)) {
      turn.become(place, new WorkloadState.Withheld(reason));
    } else if (!Endings.mayStillRestart(turn) || !isRestartable(now)) {
      turn.become(place, new Waiting(now));
    } else if (!turn.sight().isWatched(now.ref())) {
      Scopes.keepInDoubt(turn, place, r);
    } else if (!HeldGates.isOpen(turn, place.wave())) {
      turn.become(place, r.askingAt(turn.now().plus(Limits.PROOF_INTERVAL)));
    } else if (!Dispatch.mayBuildOnWhatIsSeen(turn, turn.wave(place))) {
      turn.become(place, r.askingAt(turn.sight().reported(turn.now())));
    } else if (turn.now().isBefore(Dispatch.earliest(turn, turn.wave(place)))) {
      // Others were restarted while this one was in doubt: it keeps its distance from them, and is
      // read anew by then.
      Instant askAt = Dispatch.earliest(turn, turn.wave(place));
      turn.become(place, r.askingAt(askAt));
    } else {
      sendAgain(turn, place, r, now);
    }
  }

  // It may have been paused, or scaled to nothing, since the first request.
  private static boolean isRestartable(WorkloadSnapshot now) {
    return RolloutRules.eligibility(now) instanceof Eligibility.Restartable;
  }

  // The stamp is kept, so that a late first request and this one are the same restart; only a
  // foreign restart since makes it too old.
  private static void sendAgain(Turn turn, Place place, Rereading r, WorkloadSnapshot now) {
    RestartMark mark = r.sent().mark();
    boolean stillLater =
        now.object().stamp().flatMap(Stamps::instantOf).stream()
            .allMatch(found ->
                Stamps.instantOf(mark.stamp()).stream().allMatch(ours -> ours.isAfter(found)));
    RestartMark next =
        stillLater ? mark : mark.stampedAnew(Stamps.next(now.object().stamp(), turn.now()));
    PatchRestart request =
        new PatchRestart(
            now.ref(),
            now.object().uid(),
            now.object().resourceVersion(),
            next,
            r.sent().reason(),
            notAfter(turn));
    patch(
        turn,
        place,
        new Patching(request, r.attempt() + 1, r.at(), now.conditions(), giveUpAt(turn)));
  }

  /** Whether {@code snapshot} shows that this run's restart was applied. */
  static boolean isOurs(Turn turn, WorkloadSnapshot snapshot) {
    Optional<RestartMark> mark = snapshot.object().mark();
    return mark.isPresent() && mark.get().runId().equals(turn.order().runId().value());
  }

  /**
   * The restart is applied; from here on the rollout is judged.
   *
   * @param before the conditions that the object had then
   */
  static void begin(
      Turn turn, Place place, WorkloadSnapshot after, List<Condition> before, Instant at) {
    String stamp =
        after.object().mark().map(RestartMark::stamp).or(() -> after.object().stamp()).orElse("");
    Restart restart = Restart.of(after, stamp, before, at);
    turn.tell(
        new Happening.RestartConfirmed(
            turn.asked(place).name(), after.ref(), after.object().generation()));
    follow(turn, place, restart, after);
  }

  /** Judges the rollout of {@code restart} from {@code after} on. */
  static void follow(Turn turn, Place place, Restart restart, WorkloadSnapshot after) {
    turn.become(
        place,
        new RollingOut(
            restart,
            after,
            RolloutRules.judge(after, restart.expectation(turn.asked(place).health())),
            // Not from the decision: as long as the restart was in doubt nobody saw its rollout.
            RolloutProgress.begin(turn.asked(place).health(), after, turn.now()),
            Inspection.due(
                turn.now().plus(Limits.betweenLooks(turn.asked(place).health())), Optional.empty()),
            Optional.empty()));
    Rollouts.observed(turn, place, after);
  }
}
