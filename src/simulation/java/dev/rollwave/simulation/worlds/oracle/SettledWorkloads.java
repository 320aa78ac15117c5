package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.InFlightState;
import dev.rollwave.engine.Upkeep;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one runner says of the workloads that have come to their end, held against what is so each
 * time that it says it: healthy means proven, and what has settled stays settled.
 */
final class SettledWorkloads {
  private final WorkloadClaims claims;
  private final Patience patience;
  private final Unseen unseen;
  private final InstantSource clock;
  private final Map<WorkloadRef, WorkloadState> settled = new HashMap<>();
  private final Map<WorkloadRef, Instant> healthyAt = new HashMap<>();
  private final Map<WorkloadRef, Instant> brokeAt = new HashMap<>();
  private final Set<WorkloadRef> brokeInStep = new HashSet<>();
  private final Map<WorkloadRef, Long> provenAt = new HashMap<>();

  /**
   * Of a runner that begins now.
   *
   * @param claims what it may say
   * @param patience how long it may wait
   * @param unseen what it cannot see
   * @param clock the world's
   */
  SettledWorkloads(WorkloadClaims claims, Patience patience, Unseen unseen, InstantSource clock) {
    this.claims = claims;
    this.patience = patience;
    this.unseen = unseen;
    this.clock = clock;
  }

  /** Its runner continues where the one of {@code before} stopped. */
  void continuing(SettledWorkloads before) {
    healthyAt.putAll(before.healthyAt);
  }

  /** A step of the engine is shown from here on. */
  void stepBegins() {
    brokeInStep.clear();
  }

  /**
   * A step shows {@code workload}.
   *
   * @param isReviving whether it is the first step of a runner that continues the run of another
   */
  void look(WorkloadProgress workload, boolean isReviving) {
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
        becameHealthy(ref, healthy, isReviving);
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

  // A workload that cannot be seen must not be called broken.
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

  private void becameHealthy(WorkloadRef ref, FinalState.Healthy healthy, boolean isReviving) {
    provenAt.put(ref, healthy.last().object().generation());
    if (isReviving) {
      healthyAt.putIfAbsent(ref, clock.instant());
    } else {
      healthyAt.put(ref, clock.instant());
      claims.requireSoaked(ref, healthy);
    }
    claims.requireHealthy(ref, healthy);
  }

  /** When it, or a runner before it, called a workload healthy; {@link Instant#MIN} for never. */
  Instant healthyAt(WorkloadRef ref) {
    return healthyAt.getOrDefault(ref, Instant.MIN);
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

  /** Whether it says that a workload holds no other one up. */
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

  private BrokenPromise broken(Promise promise, String what) {
    return new BrokenPromise(promise, what, clock.instant());
  }
}
