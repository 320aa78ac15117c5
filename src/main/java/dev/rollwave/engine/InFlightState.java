package dev.rollwave.engine;

import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.workload.Condition;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.RolloutStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A workload takes a place of {@code maxInFlight}: from the decision to restart it until it is
 * proven healthy or has failed.
 */
public sealed interface InFlightState extends WorkloadState {

  /**
   * The restart was sent; its answer is awaited.
   *
   * @param sent the request
   * @param attempt 1 for the first
   * @param at when it was first decided to restart this workload
   * @param before the conditions of the object that the requests were about: each is applied to its
   *     version of it or not at all
   * @param giveUpAt when an answer is no longer waited for, but looked up
   */
  record Patching(
      PatchRestart sent, int attempt, Instant at, List<Condition> before, Instant giveUpAt)
      implements InFlightState {
    public Patching {
      before = List.copyOf(before);
    }

    /** The same request, in doubt because of {@code cause}. */
    Rereading doubted(String cause, Instant askAt) {
      return new Rereading(sent, attempt, at, before, cause, askAt);
    }

    /** All its instants moved by as much as the clock was set. */
    Patching movedBy(Duration by) {
      return new Patching(sent, attempt, at.plus(by), before, giveUpAt.plus(by));
    }
  }

  /**
   * Whether the restart was applied is not known; the object is being read again.
   *
   * @param sent the request in doubt
   * @param attempt of that request
   * @param at when it was first decided to restart this workload
   * @param before the conditions of the object that the requests were about
   * @param cause of the doubt
   * @param askAt when to ask (again)
   */
  record Rereading(
      PatchRestart sent,
      int attempt,
      Instant at,
      List<Condition> before,
      String cause,
      Instant askAt)
      implements InFlightState {
    public Rereading {
      before = List.copyOf(before);
    }

    /**
     * The restart was not applied to what was read, and is sent again. What was read may be older
     * than what an earlier request was about, which may be applied after all: the conditions of
     * both are from before the restart.
     *
     * @param next the new request
     * @param now the conditions of the object that it is about
     * @param giveUpAt when its answer is no longer waited for, but looked up
     */
    Patching sentAgain(PatchRestart next, List<Condition> now, Instant giveUpAt) {
      List<Condition> earlier = Stream.concat(before.stream(), now.stream()).distinct().toList();
      return new Patching(next, attempt + 1, at, earlier, giveUpAt);
    }

    Rereading askingAt(Instant next) {
      return new Rereading(sent, attempt, at, before, cause, next);
    }

    /** All its instants moved by as much as the clock was set. */
    Rereading movedBy(Duration by) {
      return new Rereading(sent, attempt, at.plus(by), before, cause, askAt.plus(by));
    }
  }

  /**
   * The controllers are at work.
   *
   * @param restart what was applied
   * @param last newest known state of the workload
   * @param status what the rules say of it
   * @param progress how far it has got, and since when it has got no further
   * @param inspection what is known of its pods, and when to look at them next
   * @param soaked what its pods had proven when it fell back; empty when it never was healthy
   */
  record RollingOut(
      Restart restart,
      WorkloadSnapshot last,
      RolloutStatus status,
      RolloutProgress progress,
      Inspection inspection,
      Optional<SoakProof> soaked)
      implements InFlightState {

    RollingOut judged(WorkloadSnapshot seen, RolloutStatus verdict) {
      return new RollingOut(restart, seen, verdict, progress, inspection, soaked);
    }

    RollingOut at(RolloutProgress reached) {
      return new RollingOut(restart, last, status, reached, inspection, soaked);
    }

    /** Time without sight of it counts neither against it nor against its pods. */
    RollingOut unseenFor(Duration time, Instant now) {
      return at(progress.unseenFor(time, now)).inspected(inspection.unseenFor(time));
    }

    RollingOut inspected(Inspection known) {
      return new RollingOut(restart, last, status, progress, known, soaked);
    }

    /** All its instants moved by as much as the clock was set. */
    RollingOut movedBy(Duration by) {
      return new RollingOut(
          restart.movedBy(by),
          last,
          status,
          progress.movedBy(by),
          inspection.movedBy(by),
          soaked.map(proof -> proof.movedBy(by)));
    }
  }

  /**
   * Proven healthy; it has to stay so.
   *
   * @param restart what was applied
   * @param last newest known state of the workload
   * @param since when this soak began
   * @param until when the last of its pods has soaked
   * @param progress how far it had got, which says until when it may fall back
   * @param proof what its pods proved so far
   * @param inspectAt when to ask (again) for the pods that have to prove the soak
   * @param asked which question is open
   */
  record Soaking(
      Restart restart,
      WorkloadSnapshot last,
      Instant since,
      Instant until,
      RolloutProgress progress,
      SoakProof proof,
      Instant inspectAt,
      Optional<Instant> asked)
      implements InFlightState {

    /** A soak from {@code since} to {@code until}, whose pods are asked for at its end. */
    static Soaking of(
        Restart restart,
        WorkloadSnapshot last,
        Instant since,
        Instant until,
        RolloutProgress progress,
        SoakProof proof) {
      return new Soaking(restart, last, since, until, progress, proof, until, Optional.empty());
    }

    Soaking proven(SoakProof shown) {
      return new Soaking(restart, last, since, until, progress, shown, inspectAt, asked);
    }

    Soaking seenAs(WorkloadSnapshot seen) {
      return new Soaking(restart, seen, since, until, progress, proof, inspectAt, asked);
    }

    /** The question is open from {@code now} on, and asked again at {@code again}. */
    Soaking asked(Instant now, Instant again) {
      return new Soaking(restart, last, since, until, progress, proof, again, Optional.of(now));
    }

    /** The same proof has to hold until {@code end}; a question that was open no longer is. */
    Soaking lastingUntil(Instant end) {
      return new Soaking(restart, last, since, end, progress, proof, end, Optional.empty());
    }

    /** Its pods are asked for at {@code instant}; a question that was open no longer is. */
    Soaking lookedAtFrom(Instant instant) {
      return new Soaking(restart, last, since, until, progress, proof, instant, Optional.empty());
    }

    /**
     * It was not healthy after all, as {@code seen} and {@code verdict} show at {@code now}; what
     * its pods had proven by then is remembered.
     */
    RollingOut fellBack(WorkloadSnapshot seen, RolloutStatus verdict, Instant now) {
      return new RollingOut(
          restart,
          seen,
          verdict,
          progress.fellBack(now),
          Inspection.due(now, proof.pods()),
          Optional.of(proof));
    }

    Soaking at(RolloutProgress reached) {
      return new Soaking(restart, last, since, until, reached, proof, inspectAt, asked);
    }

    /**
     * All its instants moved by as much as the clock was set. A question that was open no longer
     * is: it is known by an instant of the clock as it was before, which says nothing of when in
     * the soak it was asked.
     */
    Soaking movedBy(Duration by) {
      Soaking moved =
          new Soaking(
              restart.movedBy(by),
              last,
              since.plus(by),
              until.plus(by),
              progress.movedBy(by),
              proof.movedBy(by),
              inspectAt.plus(by),
              asked);
      return asked.isPresent() ? moved.lookedAtFrom(moved.until) : moved;
    }
  }

  /**
   * It failed; its pods are asked why, so that the report can name the culprit.
   *
   * @param restart what was applied
   * @param last newest known state of the workload
   * @param reason of the failure, CamelCase
   * @param message of the failure
   * @param asked which question is open
   * @param giveUpAt when the failure is told without an answer
   */
  record Diagnosing(
      Restart restart,
      WorkloadSnapshot last,
      String reason,
      String message,
      Instant asked,
      Instant giveUpAt)
      implements InFlightState {

    Diagnosing seenAs(WorkloadSnapshot seen) {
      return new Diagnosing(restart, seen, reason, message, asked, giveUpAt);
    }

    /** All its instants moved by as much as the clock was set. */
    Diagnosing movedBy(Duration by) {
      return new Diagnosing(restart.movedBy(by), last, reason, message, asked, giveUpAt.plus(by));
    }
  }
}
