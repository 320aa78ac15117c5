package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.plan.Wave;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one runner says of the workloads, held against what is so: healthy means proven, what has
 * settled stays settled, and a wave that cools down keeps its dependents waiting.
 */
final class Belief {
  private final Waves waves;
  private final Truth truth;
  private final Vigil vigil;
  private final Meddlers meddlers;
  private final InstantSource clock;
  private final Duration tolerance;
  private final Duration blindness;
  private final Duration unseen;
  private final Map<WorkloadRef, WorkloadState> settled = new HashMap<>();
  private final Map<WorkloadRef, Instant> healthyAt = new HashMap<>();
  private final List<Wave> startedNow = new ArrayList<>();
  private List<WaveProgress> seen = List.of();
  private boolean isReviving;
  private Optional<Belief> earlier = Optional.empty();

  /**
   * Of a runner that begins now.
   *
   * @param waves of the plan as it has read it
   * @param tolerance how far its clock may be from the one of what it found written down
   */
  Belief(
      World world,
      Waves waves,
      Truth truth,
      Vigil vigil,
      Meddlers meddlers,
      InstantSource clock,
      Duration tolerance) {
    this.waves = waves;
    this.truth = truth;
    this.vigil = vigil;
    this.meddlers = meddlers;
    this.clock = clock;
    this.tolerance = tolerance;
    this.blindness = Circumstances.blindness(world);
    this.unseen = Circumstances.watchLag(world);
  }

  /** It goes on where {@code before} stopped; what it knows of that may lag behind. */
  void continuing(Belief before) {
    healthyAt.putAll(before.healthyAt);
    earlier = Optional.of(before);
    isReviving = true;
  }

  /** It sends the first restart of a workload of {@code wave}. */
  void starts(Wave wave) {
    startedNow.add(wave);
  }

  /** After a step of the engine. */
  void stepped(RunState state) {
    for (int i = 0; i < state.waves().size(); i++) {
      WaveProgress wave = state.waves().get(i);
      if (i >= seen.size() || hasChanged(seen.get(i), wave)) {
        wave.workloads().forEach(this::look);
      }
    }
    seen = state.waves();
    isReviving = false;
    // What a step settles it may build on at once, and the loop sends before it tells.
    startedNow.forEach(this::isCooledDown);
    startedNow.clear();
  }

  /** Of the plan as it has read it. */
  Waves waves() {
    return waves;
  }

  /** How far its clock may be from the one of what it found written down. */
  Duration tolerance() {
    return tolerance;
  }

  /** Whether it says that a workload has come to its end. */
  boolean hasSettled(WorkloadRef ref) {
    return settled.containsKey(ref);
  }

  /** Whether it says that a workload holds nobody up. */
  boolean hasPassed(WorkloadRef ref) {
    return settled.get(ref) instanceof WorkloadState.Healthy
        || settled.get(ref) instanceof WorkloadState.Skipped;
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
    if (before != null) {
      if (!before.equals(state)) {
        throw broken(Promise.SETTLED, ref + " was " + before + " and is " + state);
      }
    } else if (state.isTerminal()) {
      settled.put(ref, state);
      if (state instanceof WorkloadState.Healthy) {
        becameHealthy(ref);
      }
    }
  }

  private void becameHealthy(WorkloadRef ref) {
    if (isReviving) {
      healthyAt.putIfAbsent(ref, clock.instant());
    } else {
      healthyAt.put(ref, clock.instant());
      hasSoaked(ref);
    }
    if (!truth.isHealthy(ref) && !isChangedUnseen(ref)) {
      throw broken(Promise.PROVEN, ref + " is called healthy");
    }
  }

  // It was whole in the cluster during the whole soak; only what happened so lately that no watch
  // can have told of it yet does not count, nor how far off a clock is that began the soak.
  private void hasSoaked(WorkloadRef ref) {
    Duration soak = waves.of(ref).health().soak();
    Instant now = clock.instant();
    Instant begun = now.minus(soak).plus(tolerance);
    boolean isSeenToBreak =
        vigil
            .wholeSince(ref)
            .filter(since -> since.isAfter(begun) && !since.isAfter(now.minus(unseen)))
            .isPresent();
    if (!soak.isZero() && isSeenToBreak && !isChangedUnseen(ref)) {
      throw broken(
          Promise.PROVEN,
          "%s is called healthy after a soak of %s, and is whole since %s"
              .formatted(ref, soak, vigil.wholeSince(ref).orElseThrow()));
    }
  }

  private void isCooledDown(Wave wave) {
    for (Wave dependency : waves.dependenciesOf(wave)) {
      Instant latest = clock.instant().minus(shortestCooldown(dependency)).plus(tolerance);
      for (WorkloadRef ref : waves.refs(dependency)) {
        // One that was skipped has nothing to cool down from.
        if (healthyAt.getOrDefault(ref, Instant.MIN).isAfter(latest)) {
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

  // Nobody sees at once what somebody else does.
  private boolean isChangedUnseen(WorkloadRef ref) {
    return truth.isAnothers(ref)
        || meddlers
            .lastDeed(ref)
            .filter(deed -> deed.isAfter(clock.instant().minus(blindness)))
            .isPresent();
  }

  private BrokenPromise broken(Promise promise, String what) {
    return new BrokenPromise(promise, what, clock.instant());
  }
}
