package dev.rollwave.engine;

import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.Sight.LostScope;
import dev.rollwave.engine.Upkeep.Look;
import dev.rollwave.engine.Upkeep.Unseen;
import dev.rollwave.engine.message.Command.InspectPods;
import dev.rollwave.engine.message.Event.PodsInspected;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.RolloutStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Follows what was proven healthy and cannot be seen any more, since the API server does not let it
 * be listed or watched. Nothing tells whether it changes, so each restart that builds on it needs a
 * fresh look at its pods. Where these cannot be read either it holds up what depends on it, and is
 * neither broken nor failed for that: it was proven, and nothing speaks against it.
 */
final class Glimpses {
  private Glimpses() {}

  /** Sight of a workload was lost. */
  static void lost(StepContext step, WorkloadIndex index, LostScope loss) {
    if (step.state(index) instanceof Healthy healthy) {
      switch (healthy.upkeep()) {
        case Upkeep.AsProven _ ->
            step.become(index, healthy.with(Unseen.of(loss, false, step.now())));
        case Upkeep.Changed _ when !Upkeeps.isGone(healthy) ->
            step.become(index, healthy.with(Unseen.of(loss, true, step.now())));
        case Upkeep.Changed _, Unseen _ -> {}
      }
    }
  }

  /** It is seen again, and what it looks like was told before. */
  static void seen(StepContext step, WorkloadIndex index) {
    if (step.state(index) instanceof Healthy healthy && healthy.upkeep() instanceof Unseen unseen) {
      boolean isAsProven = !unseen.hasChanged() && unseen.found().isEmpty();
      step.become(
          index,
          healthy.with(
              isAsProven ? new Upkeep.AsProven() : Upkeep.Changed.at(step.now(), unseen.found())));
    }
  }

  /** What is known of {@code ref}, which its pods have proven healthy just now. */
  static Upkeep proven(StepContext step, WorkloadRef ref) {
    Instant now = step.now();
    return step.sight()
        .lossOf(ref)
        .<Upkeep>map(loss ->
            Unseen.of(loss, false, now)
                .lookedAt(new Look.Proven(now), now.plus(Limits.PROOF_HOLDS)))
        .orElseGet(Upkeep.AsProven::new);
  }

  /** Its pods are known. */
  static void inspected(
      StepContext step, WorkloadIndex index, Healthy healthy, Unseen unseen, PodsInspected answer) {
    Instant asked = answer.question().asked();
    if (!unseen.asked().equals(Optional.of(asked)) || !step.now().isBefore(unseen.dueAt())) {
      return;
    }
    RolloutStatus status =
        RolloutRules.prove(
            healthy.last(), answer.pods(), healthy.restart().expectationSinceProven());
    Optional<Instant> again = step.sight().lookAgain(asked, step.now());
    if (!Upkeeps.isWhole(status)) {
      Look missing = new Look.Missing(status, answer.pods());
      Instant next = step.now().plus(Limits.PROOF_INTERVAL);
      step.become(index, healthy.with(unseen.lookedAt(missing, next)));
    } else if (again.isPresent()) {
      step.become(index, healthy.with(unseen.lookedAt(new Look.None(), again.get())));
    } else {
      Instant next = step.now().plus(Limits.PROOF_HOLDS);
      step.become(index, healthy.with(unseen.lookedAt(new Look.Proven(step.now()), next)));
    }
  }

  /** Its pods may not be read. */
  static void unreadable(
      StepContext step, WorkloadIndex index, Healthy healthy, Unseen unseen, String cause) {
    if (unseen.asked().isPresent()) {
      Look unread = unread(unseen, cause, step.now());
      step.become(
          index, healthy.with(unseen.lookedAt(unread, step.now().plus(Limits.READ_TIMEOUT))));
    }
  }

  private static Look unread(Unseen unseen, String cause, Instant now) {
    Instant since = unseen.look() instanceof Look.Unread before ? before.since() : now;
    return new Look.Unread(cause, since);
  }

  /**
   * Looks at one before a restart that builds on it.
   *
   * @param isDue whether its pods may be asked for now
   */
  static Finding look(
      StepContext step, WorkloadIndex index, Healthy healthy, Unseen unseen, boolean isDue) {
    if (unseen.isProven(step.now())) {
      return new Finding.Fit();
    }
    Unseen next = unseen;
    if (isDue && !step.now().isBefore(unseen.dueAt())) {
      next = unseen.askedAt(step.now(), step.now().plus(Limits.READ_TIMEOUT), known(step, unseen));
      step.ask(new InspectPods(healthy.last().ref(), false, step.now()));
      step.become(index, healthy.with(next));
    }
    if (next.asked().isPresent()) {
      step.wakeBy(next.dueAt());
    }
    return switch (next.look()) {
      case Look.None _, Look.Proven _ -> new Finding.Unsure();
      case Look.Missing(RolloutStatus what, var _) -> {
        step.wakeBy(next.dueAt());
        yield Upkeeps.missing(step, index, healthy, what);
      }
      case Look.Unread(String cause, Instant since) -> {
        step.wakeBy(next.dueAt());
        yield unseen(step, healthy, next, cause, since);
      }
    };
  }

  // What was found counts until it is asked for again. When that was long overdue, since it was not
  // needed or could not be asked, it tells nothing; else that it was not answered does.
  private static Look known(StepContext step, Unseen unseen) {
    if (step.now().isAfter(unseen.dueAt().plus(Limits.READ_TIMEOUT))) {
      return new Look.None();
    }
    return unseen.asked().isEmpty()
        ? unseen.look()
        : unread(
            unseen, "no answer within %d s".formatted(Limits.READ_TIMEOUT.toSeconds()), step.now());
  }

  private static Finding unseen(
      StepContext step, Healthy healthy, Unseen unseen, String cause, Instant since) {
    Instant lossGivenUp =
        step.sight().lossOf(healthy.last().ref()).map(LostScope::giveUpAt).orElseThrow();
    String message =
        "it cannot be seen since %s: %s; nor can its pods be read: %s"
            .formatted(unseen.since().truncatedTo(ChronoUnit.SECONDS), unseen.cause(), cause);
    Instant giveUpAt = Instants.max(lossGivenUp, since.plus(Limits.REFUSAL_TIMEOUT));
    return new Finding.Unseen(message, giveUpAt);
  }

  /**
   * A restart of {@code wave} was sent: the next that builds on the same needs a look of its own.
   */
  static void spend(StepContext step, int wave) {
    for (LostScope loss : step.sight().lost()) {
      for (WorkloadRef ref : loss.refs()) {
        step.find(ref)
            .filter(index -> step.spec().dependsOn(wave, index.wave()))
            .ifPresent(index -> spend(step, index));
      }
    }
  }

  private static void spend(StepContext step, WorkloadIndex index) {
    if (step.state(index) instanceof Healthy healthy && healthy.upkeep() instanceof Unseen unseen) {
      step.become(index, healthy.with(unseen.spent(step.now())));
    }
  }

  /**
   * What is said at the end of a run of one that held a wave; empty when it is what was proven, as
   * far as is known.
   */
  static Optional<String> leave(StepContext step, Healthy healthy, Unseen unseen) {
    return switch (unseen.look()) {
      case Look.Missing(RolloutStatus what, var _) ->
          Optional.of(
              step.now().isAfter(unseen.dueAt().plus(Limits.PROOF_INTERVAL))
                  ? Upkeeps.UNPROVEN + what.message()
                  : Upkeeps.BROKEN + what.message());
      case Look.None _, Look.Proven _, Look.Unread _ ->
          Optional.of(Upkeeps.byCounts(healthy))
              .filter(counts -> unseen.hasChanged() && !Upkeeps.isWhole(counts))
              .map(counts -> Upkeeps.UNPROVEN + counts.message());
    };
  }
}
