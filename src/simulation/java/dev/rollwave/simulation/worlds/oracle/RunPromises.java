package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.plan.Wave;
import dev.rollwave.runner.ClockWatch;
import dev.rollwave.simulation.network.SimulatedCluster;
import dev.rollwave.simulation.worlds.environment.ExternalActors;
import dev.rollwave.simulation.worlds.environment.Operators;
import dev.rollwave.simulation.worlds.expected.Tolerances;
import dev.rollwave.simulation.worlds.world.Waves;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Holds one run against its promises, across all runners that work on it. */
public final class RunPromises {
  private final World world;
  private final Truth truth;
  private final HealthTimeline healthTimeline;
  private final ExternalActors externalActors;
  private final InstantSource clock;
  private final InstantSource runnersClock;
  private final Operators operators;
  private final Throttling throttling;
  private final DependencyHealth dependencies;
  private final Map<WorkloadRef, Integer> stamps = new TreeMap<>();
  private final Set<WorkloadRef> everSent = new HashSet<>();
  private final Set<WorkloadRef> stampedLate = new HashSet<>();
  private final Map<Request, RunnerTerm> senders = new HashMap<>();
  private final Map<Request, Instant> sentAt = new HashMap<>();
  private Optional<RunnerTerm> latest = Optional.empty();
  // How far the runners' clock was ahead when the record was written, and how far off that was,
  // in sum, where other runners read it.
  private Duration recordedAhead;
  private Duration misread = Duration.ZERO;

  private record Request(WorkloadRef ref, String stamp) {}

  RunPromises(
      World world,
      Truth truth,
      HealthTimeline healthTimeline,
      ExternalActors externalActors,
      InstantSource clock,
      InstantSource runnersClock,
      Operators operators,
      Waves waves) {
    this.world = world;
    this.operators = operators;
    this.truth = truth;
    this.healthTimeline = healthTimeline;
    this.externalActors = externalActors;
    this.clock = clock;
    this.runnersClock = runnersClock;
    this.throttling = new Throttling(waves, truth, clock);
    this.dependencies = new DependencyHealth(world, truth, healthTimeline, externalActors, clock);
    this.recordedAhead = ahead();
  }

  private Duration ahead() {
    return Duration.between(clock.instant(), runnersClock.instant());
  }

  /** The record was written by a runner whose clock was so far ahead. */
  public void recorded(Duration ahead) {
    recordedAhead = ahead;
  }

  // A clock that is set while a runner is at work it notices, unless it is set by next to nothing:
  // from as little back to as little forward at most. What it finds written down is by a clock of
  // which nobody knows how far it was from its own.
  private Duration tolerance() {
    return Tolerances.clockSteps(world).isZero()
        ? Duration.ZERO
        : misread.plus(ClockWatch.TOLERANCE.multipliedBy(2));
  }

  /**
   * A runner begins to work on it; the one before has it no longer.
   *
   * @param found what it knows of that one
   */
  public RunnerTerm enter(
      String holder, String runId, boolean isFenced, Waves waves, Optional<Checkpoint> found) {
    misread = misread.plus(ahead().minus(recordedAhead).abs());
    RunnerInvariants invariants =
        new RunnerInvariants(
            world, waves, truth, healthTimeline, externalActors, clock, tolerance());
    throttling.bindTo(waves, tolerance());
    latest.ifPresent(before -> {
      before.end();
      invariants.continuing(before.invariants(), found);
      throttling.newRunner();
    });
    RequestInvariants requests =
        new RequestInvariants(world, truth, externalActors, clock, runnersClock);
    RunnerTerm term = new RunnerTerm(holder, runId, isFenced, invariants, requests);
    latest = Optional.of(term);
    return term;
  }

  Truth truth() {
    return truth;
  }

  /** How often each workload was restarted by it. */
  int stampsOn(WorkloadRef ref) {
    return stamps.getOrDefault(ref, 0);
  }

  /** Whether one of them was on its way when its sender had the run, or the patience, no longer. */
  boolean isStampedLate(WorkloadRef ref) {
    return stampedLate.contains(ref);
  }

  /** All restarts. */
  int stamps() {
    return stamps.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * At the instant at which a runner sends a restart.
   *
   * @param heldSince when the runner was stopped with the restart in its hands; empty when it was
   *     decided just now. That it is not sent after its window the restart itself says
   */
  public void sent(PatchRestart patch, RunnerTerm term, Optional<Instant> heldSince) {
    Instant decidedAt = heldSince.orElseGet(clock::instant);
    Wave own = term.invariants().waves().of(patch.ref());
    term.requests().sent(patch, heldSince, term.invariants());
    if (!term.isOver()) {
      requireNotForbidden(patch.ref(), term, decidedAt);
      if (heldSince.isEmpty()) {
        term.sends(patch.ref());
      }
      throttling.sent(patch.ref(), decidedAt);
    } else if (term.isFenced()) {
      throw broken(
          Promise.FENCED, patch.ref() + " is restarted by " + term + ", which lost its lock");
    }
    sentAt.put(new Request(patch.ref(), patch.mark().stamp()), clock.instant());
    // Two may send the same stamp; then it is taken for that of the one who should not.
    senders.merge(
        new Request(patch.ref(), patch.mark().stamp()),
        term,
        (before, now) -> before.isOver() ? before : now);
    if (everSent.add(patch.ref())) {
      externalActors.requested(patch.ref());
      term.invariants().starts(own);
    }
    if (heldSince.isEmpty()) {
      term.invariants().sends(patch.ref());
    }
  }

  // No runner hears at once what a person asks, and what it had in its hands it had decided.
  private void requireNotForbidden(WorkloadRef ref, RunnerTerm term, Instant decidedAt) {
    Instant heardUntil = decidedAt.minus(Tolerances.deafness(world));
    Optional<Instant> asked = operators.forbiddenSince(term.runId());
    if (asked.filter(since -> since.isBefore(heardUntil)).isPresent()) {
      throw broken(
          Promise.OBEYS,
          ref + " is restarted, and a person asked not to since " + asked.orElseThrow());
    }
  }

  /**
   * A runner made a step.
   *
   * @param now on the runner's clock
   */
  public void stepped(
      RunState state, List<Notification> notifications, Instant now, RunnerTerm term) {
    term.invariants().stepped(state, now);
    told(notifications, term);
    requireObedience(state, term);
  }

  private void told(List<Notification> notifications, RunnerTerm term) {
    new WaveClaims(term.invariants(), clock).told(notifications);
    for (Notification notification : notifications) {
      if (notification instanceof Notification.WorkloadHealthy healthy) {
        externalActors.proven(healthy.ref());
      }
    }
  }

  // A runner that knows that nothing further is to be restarted restarts nothing.
  private void requireObedience(RunState state, RunnerTerm term) {
    Optional<WorkloadRef> sent = term.sentInStep();
    if (sent.isPresent() && (state.pause().isPresent() || state.stopping().isPresent())) {
      throw broken(
          Promise.OBEYS,
          "%s is restarted though the run knows of %s %s"
              .formatted(sent.get(), state.pause(), state.stopping()));
    }
  }

  /** At the instant at which the API server writes a stamp of the run. */
  void stamped(WorkloadRef ref, RestartMark mark) {
    stamps.merge(ref, 1, Integer::sum);
    // One that was deleted and created again is another workload of the same name.
    if (truth.restartsOfPresent(ref) > 1 && !Tolerances.hasIndistinctRuns(world)) {
      throw broken(Promise.ONE_RESTART, ref + " is restarted once more");
    }
    Request request = new Request(ref, mark.stamp());
    RunnerTerm sender = senders.get(request);
    if (sender == null) {
      throw broken(Promise.ONE_RESTART, ref + " is restarted with a stamp that nobody sent");
    }
    Instant sent = sentAt.getOrDefault(request, Instant.MAX);
    dependencies.requireHealthy(ref, sender, sent);
    if (sender.isOver() || isGivenUp(request)) {
      stampedLate.add(ref);
    }
    // Read as not applied while the run was paused, it gave its place to others.
    boolean isForgotten = isGivenUp(request) && !sender.invariants().isInDoubt(ref);
    throttling.stamped(ref, sender, sent, isForgotten);
  }

  // Its client has closed the connection, and a read may have shown it as not applied.
  private boolean isGivenUp(Request request) {
    Instant sent = sentAt.getOrDefault(request, Instant.MAX);
    return clock.instant().minus(SimulatedCluster.REQUEST_TIMEOUT).isAfter(sent);
  }

  private BrokenPromise broken(Promise promise, String what) {
    Instant now = clock.instant();
    return new BrokenPromise(promise, what, now);
  }
}
