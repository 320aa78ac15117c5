package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.simulation.worlds.environment.ExternalActors;
import dev.rollwave.simulation.worlds.expected.Tolerances;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.window.WindowStatus;
import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Holds each request of one runner against the calendar, the cluster, and its earlier requests. */
final class RequestInvariants {
  private static final Duration LOOKS = Duration.ofSeconds(1);
  private static final Duration FORESIGHT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final World world;
  private final WallClock wall;
  private final Truth truth;
  private final ExternalActors externalActors;
  private final InstantSource clock;
  private final InstantSource runnersClock;
  private final Instant begun;
  private final Unseen unseen;
  private final Map<WorkloadRef, PatchRestart> latest = new HashMap<>();

  RequestInvariants(
      World world,
      Truth truth,
      ExternalActors externalActors,
      InstantSource clock,
      InstantSource runnersClock) {
    this.world = world;
    this.wall = new WallClock(world.plan().calendar());
    this.truth = truth;
    this.externalActors = externalActors;
    this.clock = clock;
    this.runnersClock = runnersClock;
    this.begun = clock.instant();
    this.unseen = new Unseen(world, begun);
  }

  /**
   * At the instant at which a request is sent.
   *
   * @param heldSince when the runner was stopped with the request in its hands; empty when it was
   *     decided just now
   * @param invariants of the runner, as it was before it decided
   */
  void sent(PatchRestart patch, Optional<Instant> heldSince, RunnerInvariants invariants) {
    // On the runner's clock: it cannot know how far that is from the truth.
    Instant now = runnersClock.instant();
    if (isOutsideWindow(now) && (heldSince.isEmpty() || now.isBefore(patch.notAfter()))) {
      throw broken(Promise.INSIDE_WINDOW, patch.ref() + " is restarted");
    }
    Optional<PatchRestart> before = Optional.ofNullable(latest.put(patch.ref(), patch));
    // Of what was held it is not known any more whether the one before was in doubt.
    if (heldSince.isEmpty() && invariants.isInDoubt(patch.ref())) {
      before.ifPresent(first -> requireTheSame(first, patch));
    }
    requireLater(patch);
    requireSeen(patch, heldSince.orElseGet(clock::instant));
    requireWithdrawnInTime(patch, now);
    heldSince.ifPresent(since -> requireStillWaitedFor(patch, since, now));
    requireNotAnothers(patch);
  }

  private boolean isOutsideWindow(Instant instant) {
    return !(world.plan().calendar().at(instant) instanceof WindowStatus.Open)
        || wall.forbids(instant);
  }

  // Until the runner knows whether the first request was applied, the next one has to be the same
  // restart of the same object.
  private void requireTheSame(PatchRestart first, PatchRestart again) {
    if (!first.uid().equals(again.uid())) {
      throw broken(Promise.ONE_RESTART, "another " + again.ref() + " is restarted instead");
    }
    boolean isAlone =
        externalActors.lastDeed(again.ref()).isEmpty() && !truth.isAnothers(again.ref());
    if (isAlone && !first.mark().stamp().equals(again.mark().stamp())) {
      throw broken(
          Promise.ONE_RESTART,
          "%s was sent the stamp %s and is sent %s"
              .formatted(again.ref(), first.mark().stamp(), again.mark().stamp()));
    }
  }

  private void requireLater(PatchRestart patch) {
    Optional<String> before =
        truth
            .snapshotOf(patch.ref())
            .map(WorkloadSnapshot::object)
            .filter(it -> it.resourceVersion().equals(patch.resourceVersion()))
            .flatMap(ObjectState::stamp);
    boolean isNotLater =
        before
            .flatMap(RequestInvariants::instantOf)
            .filter(it -> !Instant.parse(patch.mark().stamp()).isAfter(it))
            .isPresent();
    if (isNotLater) {
      throw broken(
          Promise.ONE_RESTART,
          "%s carries the stamp %s, after which %s does not come"
              .formatted(patch.ref(), before.orElseThrow(), patch.mark().stamp()));
    }
  }

  private void requireSeen(PatchRestart patch, Instant decidedAt) {
    unseen
        .notSeenSince(patch.ref(), decidedAt)
        .ifPresent(since -> {
          throw broken(Promise.SEEN, patch.ref() + " is restarted, not seen since " + since);
        });
  }

  // It says itself until when it may be sent, since a runner may be stopped at any instant.
  private void requireWithdrawnInTime(PatchRestart patch, Instant now) {
    if (world.plan().calendar().windows().isEmpty()
        && world.plan().calendar().freezes().isEmpty()) {
      return;
    }
    for (Duration ahead = LOOKS; ahead.compareTo(FORESIGHT) <= 0; ahead = ahead.plus(LOOKS)) {
      Instant then = now.plus(ahead);
      if (wall.forbids(then)) {
        if (patch.notAfter().isAfter(then)) {
          throw broken(
              Promise.INSIDE_WINDOW, patch.ref() + " could be restarted until " + patch.notAfter());
        }
        return;
      }
    }
  }

  // By then the workload was read again, which has to be the last word on the request.
  private void requireStillWaitedFor(PatchRestart patch, Instant decidedAt, Instant now) {
    boolean isForgotten =
        Duration.between(decidedAt, clock.instant()).compareTo(LONGEST_WAIT) > 0
            && Tolerances.clockSteps(world).isZero();
    if (isForgotten && now.isBefore(patch.notAfter())) {
      throw broken(
          Promise.ONE_RESTART, "%s is sent a restart of %s".formatted(patch.ref(), decidedAt));
    }
  }

  private void requireNotAnothers(PatchRestart patch) {
    boolean isKnownToBe =
        truth
            .snapshotOf(patch.ref())
            .map(WorkloadSnapshot::object)
            .filter(it -> it.resourceVersion().equals(patch.resourceVersion()))
            .flatMap(ObjectState::mark)
            .filter(mark -> !mark.runId().equals(patch.mark().runId()))
            .isPresent();
    if (isKnownToBe && truth.lastRestart(patch.ref()).filter(begun::isBefore).isPresent()) {
      throw broken(
          Promise.FENCED, patch.ref() + " is restarted, which another run has restarted meanwhile");
    }
  }

  private static Optional<Instant> instantOf(String stamp) {
    try {
      return Optional.of(Instant.parse(stamp));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private BrokenPromise broken(Promise promise, String what) {
    return new BrokenPromise(promise, what, clock.instant());
  }
}
