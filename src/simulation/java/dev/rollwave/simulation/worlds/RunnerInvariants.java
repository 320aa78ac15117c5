package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.InFlightState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.Upkeep;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.Wave;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one runner says of the workloads, held against what is so: healthy means proven, what has
 * settled stays settled, and a wave that cools down keeps its dependents waiting.
 */
final class RunnerInvariants {
  private final Waves waves;
  private final WorkloadClaims claims;
  private final Unseen unseen;
  private final Patience patience;
  private final InstantSource clock;
  private final Duration tolerance;
  private final Map<WorkloadRef, WorkloadState> settled = new HashMap<>();
  private final Map<WorkloadRef, Instant> healthyAt = new HashMap<>();
  private final Map<WorkloadRef, Instant> brokeAt = new HashMap<>();
  private final Set<WorkloadRef> brokeInStep = new HashSet<>();
  private final Map<WorkloadRef, Long> provenAt = new HashMap<>();
  private final List<Wave> startedNow = new ArrayList<>();
  private final List<WorkloadRef> sentNow = new ArrayList<>();
  private final boolean isHaltedByFailure;
  private List<WaveProgress> seen = List.of();
  private boolean isReviving;
  private Optional<RunnerInvariants> earlier = Optional.empty();

  /**
   * Of a runner that begins now.
   *
   * @param waves of the plan as it has read it
   * @param tolerance how far its clock may be from the one of what it found written down
   */
  RunnerInvariants(
      World world,
      Waves waves,
      Truth truth,
      HealthTimeline healthTimeline,
      ExternalActors externalActors,
      InstantSource clock,
      Duration tolerance) {
    this.isHaltedByFailure = world.plan().onFailure() == FailurePolicy.HALT;
    this.waves = waves;
    this.claims =
        new WorkloadClaims(world, waves, truth, healthTimeline, externalActors, clock, tolerance);
    this.patience = new Patience(world, waves, healthTimeline, externalActors, clock);
    this.unseen = new Unseen(world, clock.instant());
    this.clock = clock;
    this.tolerance = tolerance;
  }

  /** It goes on where {@code before} stopped; what it knows of that may lag behind. */
  void continuing(RunnerInvariants before) {
    healthyAt.putAll(before.healthyAt);
    earlier = Optional.of(before);
    patience.continuing(before.patience);
    isReviving = true;
  }

  /** It sends the first restart of a workload of {@code wave}. */
  void starts(Wave wave) {
    startedNow.add(wave);
  }

  /** It sends a restart that it has decided on just now. */
  void sends(WorkloadRef ref) {
    sentNow.add(ref);
  }

  /** After a step of the engine, at {@code now} on the runner's clock. */
  void stepped(RunState state, Instant now) {
    unseen
        .waitedForTooLong(state, clock.instant())
        .ifPresent(ref -> {
          throw broken(Promise.ENDS, ref + " is waited for, and is not seen");
        });
    patience.watching(state.outage().isEmpty());
    brokeInStep.clear();
    for (int i = 0; i < state.waves().size(); i++) {
      WaveProgress wave = state.waves().get(i);
      if (i >= seen.size() || hasChanged(seen.get(i), wave)) {
        wave.workloads().forEach(this::look);
      }
    }
    seen = state.waves();
    patience.holding(holders(state));
    // Once is enough: what moves on from there moves with the clock.
    if (isReviving) {
      WaitInvariants.tooLong(state, now)
          .ifPresent(wait -> {
            throw broken(Promise.ENDS, wait + ", and it is " + now);
          });
    }
    isReviving = false;
    // What a step settles it may build on at once, and the loop sends before it tells.
    startedNow.forEach(this::requireCooledDown);
    startedNow.clear();
    if (!sentNow.isEmpty()) {
      requireNotHalted(state);
      sentNow.forEach(new Foundations(this, clock)::sends);
      sentNow.clear();
    }
  }

  private static Set<WorkloadRef> holders(RunState state) {
    Set<WorkloadRef> holders = Set.of();
    // While the run is paused nobody looks; what still holds then has its whole time again.
    for (WaveProgress wave : state.pause().isEmpty() ? state.waves() : List.<WaveProgress>of()) {
      if (wave.state() instanceof WaveState.Held held) {
        holders = holders.isEmpty() ? new TreeSet<>() : holders;
        Set<WorkloadRef> found = holders;
        held.holders()
            .forEach((ref, progress) -> {
              if (progress.completeSince().isEmpty()) {
                found.add(ref);
              }
            });
      }
    }
    return holders;
  }

  // Neither is a failure that is still asked for its reason.
  private void requireNotHalted(RunState state) {
    for (WaveProgress wave : isHaltedByFailure ? state.waves() : List.<WaveProgress>of()) {
      for (WorkloadProgress workload : wave.workloads()) {
        if (workload.state() instanceof FinalState.Failed
            || workload.state() instanceof InFlightState.Diagnosing) {
          throw broken(
              Promise.HALTED, sentNow + " is restarted, and " + workload.ref() + " has failed");
        }
      }
    }
  }

  /** Whether it knows that it restarted a workload, and not whether that was applied. */
  boolean isInDoubt(WorkloadRef ref) {
    for (WaveProgress wave : seen) {
      for (WorkloadProgress workload : wave.workloadsInFlight()) {
        if (workload.ref().equals(ref)) {
          return workload.state() instanceof InFlightState.Patching
              || workload.state() instanceof InFlightState.Rereading;
        }
      }
    }
    return false;
  }

  /** Of the plan as it has read it. */
  Waves waves() {
    return waves;
  }

  /** How far its clock may be from the one of what it found written down. */
  Duration tolerance() {
    return tolerance;
  }

  /** Whether it said at {@code instant} that a workload has come to its end. */
  boolean hadSettled(WorkloadRef ref, Instant instant) {
    return settled.containsKey(ref) || brokeAt.getOrDefault(ref, Instant.MIN).isAfter(instant);
  }

  /** Whether it says that a workload is healthy. */
  boolean isCalledHealthy(WorkloadRef ref) {
    return settled.get(ref) instanceof FinalState.Healthy;
  }

  /** What it knows of a workload that it says is healthy; empty when it does not say so. */
  Optional<FinalState.Healthy> healthy(WorkloadRef ref) {
    return Optional.ofNullable(settled.get(ref))
        .filter(FinalState.Healthy.class::isInstance)
        .map(FinalState.Healthy.class::cast);
  }

  /** The generation of a workload that its pods proved healthy last; 0 when none did. */
  long provenAt(WorkloadRef ref) {
    return provenAt.getOrDefault(ref, 0L);
  }

  /** Whether it says that there was nothing to restart of a workload. */
  boolean isSkipped(WorkloadRef ref) {
    return settled.get(ref) instanceof FinalState.Skipped;
  }

  /** Whether it says that a workload holds nobody up. */
  boolean hasPassed(WorkloadRef ref) {
    return settled.get(ref) instanceof FinalState.Healthy
        || settled.get(ref) instanceof FinalState.Skipped;
  }

  /**
   * The same when its last step began, or when it ended: what depends on a wave is let go in the
   * step that looks at the wave once more.
   */
  boolean hasPassedInStep(WorkloadRef ref) {
    return hasPassed(ref) || brokeInStep.contains(ref);
  }

  // A wave in which nothing happened is the same object as before; to compare all that is in it
  // would take longer than to look through it.
  @SuppressWarnings("ReferenceEquality")
  private static boolean hasChanged(WaveProgress before, WaveProgress now) {
    return before != now;
  }

  private void look(WorkloadProgress workload) {
    WorkloadRef ref = workload.ref();
    WorkloadState state = workload.state();
    WorkloadState before = settled.get(ref);
    patience.look(ref, state);
    if (before instanceof FinalState.Healthy was && !was.equals(state)) {
      follow(ref, was, state);
    } else if (before != null) {
      if (!before.equals(state)) {
        throw broken(Promise.SETTLED, ref + " was " + before + " and is " + state);
      }
    } else if (state.isTerminal()) {
      settled.put(ref, state);
      if (state instanceof FinalState.Failed failed) {
        claims.requireNotReplaced(ref, failed);
        patience.failed(ref, failed);
      } else if (state instanceof FinalState.Healthy healthy) {
        becameHealthy(ref, healthy);
      }
    }
  }

  // What was healthy is followed on: it may be proven again, and it may turn out to be broken.
  private void follow(WorkloadRef ref, FinalState.Healthy was, WorkloadState state) {
    switch (state) {
      case FinalState.Healthy now when now.restart().equals(was.restart()) -> {
        settled.put(ref, now);
        if (isProvenAgain(was.upkeep(), now.upkeep())) {
          claims.requireHealthyAgain(ref, now);
          provenAt.put(ref, now.last().object().generation());
        }
      }
      case InFlightState.Diagnosing _, FinalState.Failed _, FinalState.Unproven _ -> {
        settled.remove(ref);
        brokeAt.put(ref, clock.instant());
        brokeInStep.add(ref);
        boolean isOnlyUnseen =
            state instanceof FinalState.Unproven unproven
                && !WorkloadClaims.isSaidToBeBroken(unproven);
        if (!isOnlyUnseen) {
          requireSeenToBeBroken(ref, state);
          claims.requireBroken(ref, was.restart().stamp());
        }
        if (state.isTerminal()) {
          settled.put(ref, state);
        }
      }
      default -> throw broken(Promise.SETTLED, ref + " was " + was + " and is " + state);
    }
  }

  private static boolean isProvenAgain(Upkeep was, Upkeep now) {
    return switch (now) {
      case Upkeep.AsProven _ -> was instanceof Upkeep.Changed;
      case Upkeep.Unseen unseen ->
          unseen.look() instanceof Upkeep.Look.Proven
              && unseen.asked().isEmpty()
              && was instanceof Upkeep.Unseen before
              && before.asked().isPresent();
      case Upkeep.Changed _ -> false;
    };
  }

  // That nobody can tell how it is is no reason to call it broken.
  private void requireSeenToBeBroken(WorkloadRef ref, WorkloadState state) {
    boolean isJudgedNow =
        state instanceof FinalState.Unproven
            || (state instanceof InFlightState.Diagnosing d
                && d.reason().equals("NoLongerHealthy"));
    if (isJudgedNow && unseen.isHidden(ref, clock.instant())) {
      throw broken(
          Promise.TELLS_TRUTH, ref + " cannot be seen, and is said to be broken: " + state);
    }
  }

  private void becameHealthy(WorkloadRef ref, FinalState.Healthy healthy) {
    provenAt.put(ref, healthy.last().object().generation());
    if (isReviving) {
      healthyAt.putIfAbsent(ref, clock.instant());
    } else {
      healthyAt.put(ref, clock.instant());
      claims.requireSoaked(ref, healthy);
    }
    claims.requireHealthy(ref, healthy);
  }

  private void requireCooledDown(Wave wave) {
    for (Wave dependency : waves.dependenciesOf(wave)) {
      Instant latest = clock.instant().minus(shortestCooldown(dependency)).plus(tolerance);
      for (WorkloadRef ref : waves.refs(dependency)) {
        if (!hasPassed(ref)) {
          throw broken(Promise.AFTER_DEPENDENCIES, ref + " holds " + wave.name() + " up");
        }
        // One that is skipped has nothing to cool down from, though another runner saw it healthy
        // before it was scaled to 0, and died before it wrote that down.
        boolean isSkipped = settled.get(ref) instanceof FinalState.Skipped;
        if (!isSkipped && healthyAt.getOrDefault(ref, Instant.MIN).isAfter(latest)) {
          throw broken(Promise.COOLED_DOWN, ref + " was healthy too late for " + wave.name());
        }
      }
    }
  }

  // A wave that was released stays so when the plan is edited.
  private Duration shortestCooldown(Wave wave) {
    Duration own = waves.named(wave.name()).cooldown();
    return earlier
        .map(before -> before.shortestCooldown(wave))
        .filter(before -> before.compareTo(own) < 0)
        .orElse(own);
  }

  private BrokenPromise broken(Promise promise, String what) {
    return new BrokenPromise(promise, what, clock.instant());
  }
}
