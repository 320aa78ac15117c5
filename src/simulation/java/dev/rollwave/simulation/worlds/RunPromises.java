package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.Command.PatchRestart;
import dev.rollwave.engine.Notification;
import dev.rollwave.engine.RunState;
import dev.rollwave.plan.Wave;
import dev.rollwave.runner.ClockWatch;
import dev.rollwave.simulation.SimulatedCluster;
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

/** Holds one run against its promises, whoever works on it. */
final class RunPromises {
  private final World world;
  private final Truth truth;
  private final Vigil vigil;
  private final Meddlers meddlers;
  private final InstantSource clock;
  private final InstantSource runnersClock;
  private final Persons persons;
  private final Throttling throttling;
  private final Map<WorkloadRef, Integer> stamps = new TreeMap<>();
  private final Set<WorkloadRef> everSent = new HashSet<>();
  private final Set<WorkloadRef> stampedLate = new HashSet<>();
  private final Map<Request, Tenure> senders = new HashMap<>();
  private final Map<Request, Instant> sentAt = new HashMap<>();
  private Optional<Tenure> latest = Optional.empty();
  // How far the runners' clock was ahead when the record was written, and how far off that was,
  // in sum, where other runners read it.
  private Duration recordedAhead;
  private Duration misread = Duration.ZERO;

  private record Request(WorkloadRef ref, String stamp) {}

  RunPromises(
      World world,
      Truth truth,
      Vigil vigil,
      Meddlers meddlers,
      InstantSource clock,
      InstantSource runnersClock,
      Persons persons,
      Waves waves) {
    this.world = world;
    this.persons = persons;
    this.truth = truth;
    this.vigil = vigil;
    this.meddlers = meddlers;
    this.clock = clock;
    this.runnersClock = runnersClock;
    this.throttling = new Throttling(waves, truth, clock);
    this.recordedAhead = ahead();
  }

  private Duration ahead() {
    return Duration.between(clock.instant(), runnersClock.instant());
  }

  /** The record was written by a runner whose clock was so far ahead. */
  void recorded(Duration ahead) {
    recordedAhead = ahead;
  }

  // A clock that is set while a runner is at work it notices, unless it is set by next to nothing:
  // from as little back to as little forward at most. What it finds written down is by a clock of
  // which nobody knows how far it was from its own.
  private Duration tolerance() {
    return Circumstances.clockSteps(world).isZero()
        ? Duration.ZERO
        : misread.plus(ClockWatch.TOLERANCE.multipliedBy(2));
  }

  /** A runner begins to work on it; the one before has it no longer. */
  Tenure enter(String holder, String runId, boolean isFenced, Waves waves) {
    misread = misread.plus(ahead().minus(recordedAhead).abs());
    Belief belief = new Belief(world, waves, truth, vigil, meddlers, clock, tolerance());
    throttling.bindTo(waves, tolerance());
    latest.ifPresent(before -> {
      before.end();
      belief.continuing(before.belief());
      throttling.newRunner();
    });
    Requests requests = new Requests(world, truth, meddlers, clock, runnersClock);
    Tenure tenure = new Tenure(holder, runId, isFenced, belief, requests);
    latest = Optional.of(tenure);
    return tenure;
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
  void sent(PatchRestart patch, Tenure tenure, Optional<Instant> heldSince) {
    Instant decidedAt = heldSince.orElseGet(clock::instant);
    Wave own = tenure.belief().waves().of(patch.ref());
    tenure.requests().sent(patch, heldSince, tenure.belief());
    if (!tenure.isOver()) {
      hasHeard(patch.ref(), tenure, decidedAt);
      if (heldSince.isEmpty()) {
        tenure.sends(patch.ref());
      }
      throttling.sent(patch.ref(), decidedAt);
    } else if (tenure.isFenced()) {
      throw broken(
          Promise.FENCED, patch.ref() + " is restarted by " + tenure + ", which lost its lock");
    }
    sentAt.put(new Request(patch.ref(), patch.mark().stamp()), clock.instant());
    // Two may send the same stamp; then it is taken for that of the one who should not.
    senders.merge(
        new Request(patch.ref(), patch.mark().stamp()),
        tenure,
        (before, now) -> before.isOver() ? before : now);
    if (everSent.add(patch.ref())) {
      meddlers.requested(patch.ref());
      tenure.belief().starts(own);
    }
    if (heldSince.isEmpty()) {
      tenure.belief().sends(patch.ref());
    }
  }

  // Nobody hears at once what a person asks, and what was in its hands by then it had decided.
  private void hasHeard(WorkloadRef ref, Tenure tenure, Instant decidedAt) {
    Instant heardUntil = decidedAt.minus(Circumstances.deafness(world));
    Optional<Instant> asked = persons.forbiddenSince(tenure.runId());
    if (asked.filter(since -> since.isBefore(heardUntil)).isPresent()) {
      throw broken(
          Promise.OBEYS,
          ref + " is restarted, and a person asked not to since " + asked.orElseThrow());
    }
  }

  /** What a runner tells of a step. */
  void told(List<Notification> notifications, Tenure tenure) {
    new WaveClaims(tenure.belief(), clock).told(notifications);
    for (Notification notification : notifications) {
      if (notification instanceof Notification.WorkloadHealthy healthy) {
        meddlers.proven(healthy.ref());
      }
    }
  }

  /** A step was made: who knows that nothing further is to be restarted restarts nothing. */
  void obeys(RunState state, Tenure tenure) {
    Optional<WorkloadRef> sent = tenure.sentInStep();
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
    if (truth.restartsOfPresent(ref) > 1 && !Circumstances.hasIndistinctRuns(world)) {
      throw broken(Promise.ONE_RESTART, ref + " is restarted once more");
    }
    Request request = new Request(ref, mark.stamp());
    Tenure sender = senders.get(request);
    if (sender == null) {
      throw broken(Promise.ONE_RESTART, ref + " is restarted with a stamp that nobody sent");
    }
    Instant sent = sentAt.getOrDefault(request, Instant.MAX);
    standsOnWhatIsHealthy(ref, sender, sent);
    if (sender.isOver() || isGivenUp(request)) {
      stampedLate.add(ref);
    }
    // Read as not applied while the run was paused, it gave its place to others.
    boolean isForgotten = isGivenUp(request) && !sender.belief().isInDoubt(ref);
    throttling.stamped(ref, sender, sent, isForgotten);
  }

  // Its client has closed the connection, and a read may have shown it as not applied.
  private boolean isGivenUp(Request request) {
    Instant sent = sentAt.getOrDefault(request, Instant.MAX);
    return clock.instant().minus(SimulatedCluster.REQUEST_TIMEOUT).isAfter(sent);
  }

  // When a restart is sent, whatever it depends on is healthy in the cluster's truth. All that
  // excuses is what happened so lately that no watch can have told of it.
  private void standsOnWhatIsHealthy(WorkloadRef ref, Tenure sender, Instant sent) {
    Instant latest = sent.minus(Circumstances.ignorance(world));
    Waves waves = sender.belief().waves();
    for (Wave dependency : waves.ancestorsOf(waves.of(ref))) {
      boolean isDirect = waves.dependenciesOf(waves.of(ref)).contains(dependency);
      for (WorkloadRef other : waves.refs(dependency)) {
        // That others hold their dependents up is held when those start.
        boolean counts = isDirect || sender.belief().isCalledHealthy(other);
        Optional<Instant> since = counts ? unfitSince(other, sender) : Optional.empty();
        if (since.filter(latest::isAfter).isPresent()) {
          throw broken(
              Promise.AFTER_DEPENDENCIES,
              "%s is not healthy since %s when %s is stamped, which was sent at %s"
                  .formatted(other, since.orElseThrow(), ref, sent));
        }
      }
    }
  }

  /**
   * Since when a workload is not what others may build on, as far as anybody can see that; empty
   * when they may.
   */
  private Optional<Instant> unfitSince(WorkloadRef ref, Tenure sender) {
    boolean isOurs = truth.restartsOfPresent(ref) > 0 && truth.carriesItsStamp(ref);
    boolean isPassedOver = sender.belief().isSkipped(ref);
    if (truth.isHealthy(ref) || truth.isAnothers(ref) || isPassedOver) {
      return Optional.empty();
    }
    if (truth.snapshotOf(ref).isEmpty()) {
      return meddlers.lastDeed(ref).or(() -> Optional.of(Instant.MIN));
    }
    if (!truth.hasPods(ref) || truth.isHiddenByItsCounts(ref, sender.belief().provenAt(ref))) {
      return Optional.empty();
    }
    return isOurs
        ? vigil.brokenSince(ref).map(at -> shownSince(ref, at))
        : meddlers.lastDeed(ref).or(() -> Optional.of(Instant.MIN));
  }

  // Counts that ran ahead hide that it broke until they are over.
  private Instant shownSince(WorkloadRef ref, Instant brokenSince) {
    return Optional.of(ref)
        .filter(truth::isHasty)
        .flatMap(vigil::shownBrokenSince)
        .filter(brokenSince::isBefore)
        .orElse(brokenSince);
  }

  private BrokenPromise broken(Promise promise, String what) {
    Instant now = clock.instant();
    return new BrokenPromise(promise, what, now);
  }
}
