package dev.rollwave.engine;

import dev.rollwave.engine.InFlightState.Patching;
import dev.rollwave.engine.InFlightState.Rereading;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.window.Instants;
import dev.rollwave.window.WindowStatus;
import dev.rollwave.workload.Condition;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.Stamps;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.RolloutRules;
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
  static void send(StepContext step, WorkloadIndex index, WorkloadSnapshot last) {
    RunSpec spec = step.spec();
    String stamp = Stamps.next(last.object().stamp(), step.now());
    RestartMark mark = spec.mark(stamp);
    PatchRestart request =
        new PatchRestart(
            last.ref(),
            last.object().uid(),
            last.object().resourceVersion(),
            mark,
            spec.reason(),
            notAfter(step));
    step.mark(index, timeline -> timeline.withPatched(step.now()));
    step.tell(
        new Notification.RestartSent(step.asked(index).name(), last.ref(), stamp, spec.reason()));
    patch(step, index, new Patching(request, 1, step.now(), last.conditions(), giveUpAt(step)));
  }

  private static void patch(StepContext step, WorkloadIndex index, Patching next) {
    step.restarted(index);
    Glimpses.spend(step, index.wave());
    step.become(index, next);
    step.ask(next.sent());
  }

  private static Instant giveUpAt(StepContext step) {
    return step.now().plus(Limits.PATCH_TIMEOUT);
  }

  // Not when its window has closed, nor when its answer is no longer waited for: what a process
  // that slept still has in its hands then would be applied behind the back of the re-read.
  private static Instant notAfter(StepContext step) {
    return switch (step.window()) {
      case WindowStatus.Open open -> Instants.min(open.closes(), giveUpAt(step));
      case WindowStatus.Closed _ -> step.now();
    };
  }

  /** A workload that carries this run's id was restarted by it before. */
  static boolean recognizeOwn(StepContext step, WorkloadIndex index) {
    if (!(step.state(index) instanceof Waiting(WorkloadSnapshot last)) || !isOurs(step, last)) {
      return false;
    }
    step.mark(
        index,
        timeline -> timeline.patched().isPresent() ? timeline : timeline.withPatched(step.now()));
    begin(step, index, last, last.conditions(), step.now());
    return true;
  }

  static void accepted(StepContext step, WorkloadIndex index, WorkloadSnapshot after) {
    switch (step.state(index)) {
      case Patching p -> begin(step, index, after, after.conditions(), p.at());
      case Rereading r -> begin(step, index, after, after.conditions(), r.at());
      // The watch was faster than the reply.
      case RollingOut _, InFlightState.Soaking _, InFlightState.Diagnosing _ -> {}
      case Waiting _ -> begin(step, index, after, after.conditions(), step.now());
      case FinalState.Healthy _,
          FinalState.Skipped _,
          FinalState.Failed _,
          FinalState.Withheld _,
          FinalState.Unproven _ -> {}
    }
  }

  static void doubted(StepContext step, WorkloadIndex index, String cause, Duration retryAfter) {
    if (step.state(index) instanceof Patching p) {
      step.tell(new Notification.RestartDoubtful(step.asked(index).name(), p.sent().ref(), cause));
      Duration backoff = Limits.PATCH_BACKOFF.multipliedBy(p.attempt() - 1L);
      Duration pause = backoff.compareTo(retryAfter) < 0 ? retryAfter : backoff;
      step.become(index, p.doubted(cause, step.now().plus(pause)));
    }
  }

  static void notSent(StepContext step, WorkloadIndex index) {
    if (step.state(index) instanceof Patching p) {
      step.become(index, p.doubted("not sent", step.now()));
    }
  }

  static void refused(StepContext step, WorkloadIndex index, String cause) {
    if (step.state(index) instanceof Patching) {
      Failures.fail(step, index, Optional.empty(), "RestartRefused", cause, Optional.empty());
    }
  }

  static void reread(StepContext step, WorkloadIndex index, Optional<WorkloadSnapshot> answer) {
    if (!(step.state(index) instanceof Rereading r)) {
      answer.ifPresent(snapshot -> Rollouts.observed(step, index, snapshot));
      return;
    }
    if (answer.isEmpty()) {
      Rollouts.deleted(step, index);
      return;
    }
    WorkloadSnapshot now = answer.get();
    if (Takeover.ends(step, index, now)) {
      return;
    }
    if (isOurs(step, now)) {
      begin(step, index, now, r.before(), r.at());
    } else if (!now.object().uid().equals(r.sent().uid())) {
      Failures.recreated(step, index, r.sent().uid(), now);
    } else if (r.attempt() >= Limits.PATCH_ATTEMPTS) {
      Failures.fail(
          step,
          index,
          Optional.empty(),
          "RestartNotApplied",
          "sent " + r.attempt() + " times and never applied, last because of: " + r.cause(),
          Optional.empty());
    } else if (step.wave(index).state() instanceof WaveState.Withheld(String reason)) {
      step.become(index, new FinalState.Withheld(reason));
    } else if (!Dispatch.mayStillRestart(step) || !isRestartable(now)) {
      step.become(index, new Waiting(now));
    } else if (!step.sight().isWatched(now.ref())) {
      Scopes.keepInDoubt(step, index, r);
    } else if (!HeldGates.isOpen(step, index.wave())) {
      step.become(index, r.askingAt(step.now().plus(Limits.PROOF_INTERVAL)));
    } else if (!Dispatch.mayBuildOnWhatIsSeen(step, step.wave(index))) {
      step.become(index, r.askingAt(step.sight().trustedFrom(step.now())));
    } else if (step.now().isBefore(Dispatch.earliest(step, step.wave(index)))) {
      // Others were restarted while this one was in doubt: it keeps its distance from them, and is
      // read anew by then.
      Instant askAt = Dispatch.earliest(step, step.wave(index));
      step.become(index, r.askingAt(askAt));
    } else {
      sendAgain(step, index, r, now);
    }
  }

  // It may have been paused, or scaled to nothing, since the first request.
  private static boolean isRestartable(WorkloadSnapshot now) {
    return RolloutRules.eligibility(now) instanceof Eligibility.Restartable;
  }

  // The stamp is kept, so that a late first request and this one are the same restart; only a
  // foreign restart since makes it too old.
  private static void sendAgain(
      StepContext step, WorkloadIndex index, Rereading r, WorkloadSnapshot now) {
    RestartMark mark = r.sent().mark();
    boolean stillLater =
        now.object().stamp().flatMap(Stamps::instantOf).stream()
            .allMatch(found ->
                Stamps.instantOf(mark.stamp()).stream().allMatch(ours -> ours.isAfter(found)));
    RestartMark next =
        stillLater ? mark : mark.stampedAnew(Stamps.next(now.object().stamp(), step.now()));
    PatchRestart request =
        new PatchRestart(
            now.ref(),
            now.object().uid(),
            now.object().resourceVersion(),
            next,
            r.sent().reason(),
            notAfter(step));
    patch(step, index, r.sentAgain(request, now.conditions(), giveUpAt(step)));
  }

  /** Whether {@code snapshot} shows that this run's restart was applied. */
  static boolean isOurs(StepContext step, WorkloadSnapshot snapshot) {
    Optional<RestartMark> mark = snapshot.object().mark();
    return mark.isPresent() && mark.get().runId().equals(step.spec().runId().value());
  }

  /**
   * The restart is applied; from here on the rollout is judged.
   *
   * @param before the conditions that the object had then
   */
  static void begin(
      StepContext step,
      WorkloadIndex index,
      WorkloadSnapshot after,
      List<Condition> before,
      Instant at) {
    String stamp =
        after.object().mark().map(RestartMark::stamp).or(() -> after.object().stamp()).orElse("");
    Restart restart = Restart.of(after, stamp, before, at);
    step.tell(
        new Notification.RestartConfirmed(
            step.asked(index).name(), after.ref(), after.object().generation()));
    follow(step, index, restart, after);
  }

  /** Judges the rollout of {@code restart} from {@code after} on. */
  static void follow(
      StepContext step, WorkloadIndex index, Restart restart, WorkloadSnapshot after) {
    step.become(
        index,
        new RollingOut(
            restart,
            after,
            RolloutRules.judge(after, restart.expectation(step.asked(index).health())),
            // Not from the decision: as long as the restart was in doubt its rollout was not seen.
            RolloutProgress.begin(step.asked(index).health(), after, step.now()),
            Inspection.due(
                step.now().plus(Limits.betweenLooks(step.asked(index).health())), Optional.empty()),
            Optional.empty()));
    Rollouts.observed(step, index, after);
  }
}
