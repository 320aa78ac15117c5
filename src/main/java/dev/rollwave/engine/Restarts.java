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
  static void send(Turn turn, WorkloadIndex index, WorkloadSnapshot last) {
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
    turn.mark(index, timeline -> timeline.withPatched(turn.now()));
    turn.tell(
        new Happening.RestartSent(turn.asked(index).name(), last.ref(), stamp, order.reason()));
    patch(turn, index, new Patching(request, 1, turn.now(), last.conditions(), giveUpAt(turn)));
  }

  private static void patch(Turn turn, WorkloadIndex index, Patching next) {
    turn.restarted(index);
    Glimpses.spend(turn, index.wave());
    turn.become(index, next);
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
  static boolean recognizeOwn(Turn turn, WorkloadIndex index) {
    if (!(turn.state(index) instanceof Waiting(WorkloadSnapshot last)) || !isOurs(turn, last)) {
      return false;
    }
    turn.mark(
        index,
        timeline -> timeline.patched().isPresent() ? timeline : timeline.withPatched(turn.now()));
    begin(turn, index, last, last.conditions(), turn.now());
    return true;
  }

  static void accepted(Turn turn, WorkloadIndex index, WorkloadSnapshot after) {
    switch (turn.state(index)) {
      case Patching p -> begin(turn, index, after, after.conditions(), p.at());
      case Rereading r -> begin(turn, index, after, after.conditions(), r.at());
      // The watch was faster than the reply.
      case RollingOut _, WorkloadState.Soaking _, WorkloadState.Diagnosing _ -> {}
      case Waiting _ -> begin(turn, index, after, after.conditions(), turn.now());
      case WorkloadState.Healthy _,
          WorkloadState.Skipped _,
          WorkloadState.Failed _,
          WorkloadState.Withheld _,
          WorkloadState.Unproven _ -> {}
    }
  }

  static void doubted(Turn turn, WorkloadIndex index, String cause, Duration retryAfter) {
    if (turn.state(index) instanceof Patching p) {
      turn.tell(new Happening.RestartDoubtful(turn.asked(index).name(), p.sent().ref(), cause));
      Duration backoff = Limits.PATCH_BACKOFF.multipliedBy(p.attempt() - 1L);
      Duration pause = backoff.compareTo(retryAfter) < 0 ? retryAfter : backoff;
      turn.become(index, p.doubted(cause, turn.now().plus(pause)));
    }
  }

  static void notSent(Turn turn, WorkloadIndex index) {
    if (turn.state(index) instanceof Patching p) {
      turn.become(index, p.doubted("not sent", turn.now()));
    }
  }

  static void refused(Turn turn, WorkloadIndex index, String cause) {
    if (turn.state(index) instanceof Patching) {
      Failures.fail(turn, index, Optional.empty(), "RestartRefused", cause, Optional.empty());
    }
  }

  static void reread(Turn turn, WorkloadIndex index, Optional<WorkloadSnapshot> answer) {
    if (!(turn.state(index) instanceof Rereading r)) {
      answer.ifPresent(snapshot -> Rollouts.observed(turn, index, snapshot));
      return;
    }
    if (answer.isEmpty()) {
      Rollouts.deleted(turn, index);
      return;
    }
    WorkloadSnapshot now = answer.get();
    if (Takeover.ends(turn, index, now)) {
      return;
    }
    if (isOurs(turn, now)) {
      begin(turn, index, now, r.before(), r.at());
    } else if (!now.object().uid().equals(r.sent().uid())) {
      Failures.recreated(turn, index, r.sent().uid(), now);
    } else if (r.attempt() >= Limits.PATCH_ATTEMPTS) {
      Failures.fail(
          turn,
          index,
          Optional.empty(),
          "RestartNotApplied",
          "sent " + r.attempt() + " times and never applied, last because of: " + r.cause(),
          Optional.empty());
    } else if (turn.wave(index).state() instanceof WaveState.Withheld(String reason)) {
      turn.become(index, new WorkloadState.Withheld(reason));
    } else if (!Endings.mayStillRestart(turn) || !isRestartable(now)) {
      turn.become(index, new Waiting(now));
    } else if (!turn.sight().isWatched(now.ref())) {
      Scopes.keepInDoubt(turn, index, r);
    } else if (!HeldGates.isOpen(turn, index.wave())) {
      turn.become(index, r.askingAt(turn.now().plus(Limits.PROOF_INTERVAL)));
    } else if (!Dispatch.mayBuildOnWhatIsSeen(turn, turn.wave(index))) {
      turn.become(index, r.askingAt(turn.sight().reported(turn.now())));
    } else if (turn.now().isBefore(Dispatch.earliest(turn, turn.wave(index)))) {
      // Others were restarted while this one was in doubt: it keeps its distance from them, and is
      // read anew by then.
      Instant askAt = Dispatch.earliest(turn, turn.wave(index));
      turn.become(index, r.askingAt(askAt));
    } else {
      sendAgain(turn, index, r, now);
    }
  }

  // It may have been paused, or scaled to nothing, since the first request.
  private static boolean isRestartable(WorkloadSnapshot now) {
    return RolloutRules.eligibility(now) instanceof Eligibility.Restartable;
  }

  // The stamp is kept, so that a late first request and this one are the same restart; only a
  // foreign restart since makes it too old.
  private static void sendAgain(Turn turn, WorkloadIndex index, Rereading r, WorkloadSnapshot now) {
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
        index,
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
      Turn turn, WorkloadIndex index, WorkloadSnapshot after, List<Condition> before, Instant at) {
    String stamp =
        after.object().mark().map(RestartMark::stamp).or(() -> after.object().stamp()).orElse("");
    Restart restart = Restart.of(after, stamp, before, at);
    turn.tell(
        new Happening.RestartConfirmed(
            turn.asked(index).name(), after.ref(), after.object().generation()));
    follow(turn, index, restart, after);
  }

  /** Judges the rollout of {@code restart} from {@code after} on. */
  static void follow(Turn turn, WorkloadIndex index, Restart restart, WorkloadSnapshot after) {
    turn.become(
        index,
        new RollingOut(
            restart,
            after,
            RolloutRules.judge(after, restart.expectation(turn.asked(index).health())),
            // Not from the decision: as long as the restart was in doubt nobody saw its rollout.
            RolloutProgress.begin(turn.asked(index).health(), after, turn.now()),
            Inspection.due(
                turn.now().plus(Limits.betweenLooks(turn.asked(index).health())), Optional.empty()),
            Optional.empty()));
    Rollouts.observed(turn, index, after);
  }
}
