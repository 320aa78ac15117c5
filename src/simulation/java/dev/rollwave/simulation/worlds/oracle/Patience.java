package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.InFlightState;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.simulation.worlds.environment.ExternalActors;
import dev.rollwave.simulation.worlds.expected.ExpectedOutcomes;
import dev.rollwave.simulation.worlds.expected.Tolerances;
import dev.rollwave.simulation.worlds.world.Waves;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds how long a runner waits for each rollout against how long its plan lets it: not longer, and
 * not called failed before that, by what the pods in the cluster did and not by what the runner has
 * seen of them.
 *
 * <p>A rollout may stand still for the health timeout, counted from when it last got further, fell
 * back for the first time, began to hold a gate, or was changed by others; and take the total in
 * all, without the times in which it soaked. What held a gate takes its time from then on.
 */
final class Patience {
  private final Waves waves;
  private final HealthTimeline healthTimeline;
  private final ExternalActors externalActors;
  private final InstantSource clock;
  private final Duration unseen;
  private final Duration untold;
  private final Duration uncounted;
  private final Instant countedFrom;
  private final Map<WorkloadRef, Wait> waits = new HashMap<>();
  private final Map<WorkloadRef, Instant> decided = new HashMap<>();
  private final Set<WorkloadRef> proven = new HashSet<>();
  private Set<WorkloadRef> holding = Set.of();
  private boolean isWatching = true;

  /**
   * What a runner knows of a rollout that it waits for.
   *
   * @param since when it first waited for it
   * @param fellBack when it first fell back
   * @param soakingSince when it began to soak, while it does
   * @param soaked for how long it has soaked before
   * @param held when it held a gate, after it was proven; empty when it never did
   */
  private record Wait(
      Instant since,
      Optional<Instant> fellBack,
      Optional<Instant> soakingSince,
      Duration soaked,
      Optional<Hold> held) {

    Wait soaking(Instant now) {
      return new Wait(since, fellBack, Optional.of(soakingSince.orElse(now)), soaked, held);
    }

    // What soaked stood still for none of that time, and falls back at the earliest now. So does
    // what had held a gate, and did not any more.
    Wait handedOn(Instant now) {
      Optional<Hold> hold = held.map(it -> it.isNow() ? it : new Hold(it.first(), now, true));
      return soakingSince.isEmpty()
          ? new Wait(since, fellBack, soakingSince, soaked, hold)
          : new Wait(since, Optional.of(now), Optional.empty(), soaked.plus(soakingFor(now)), hold);
    }

    private Duration soakingFor(Instant now) {
      return soakingSince.map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
    }

    // What soaked for the whole timeout stood still for none of that time.
    Wait rolling(Instant now, Duration timeout) {
      Duration more = soakingFor(now);
      boolean isSteady = more.compareTo(timeout) >= 0;
      Optional<Instant> back =
          soakingSince.isPresent()
              ? fellBack.filter(_ -> !isSteady).or(() -> Optional.of(now))
              : fellBack;
      return new Wait(since, back, Optional.empty(), soaked.plus(more), held);
    }

    Wait holding(boolean isHolding, Instant now) {
      Optional<Hold> hold =
          isHolding
              ? Optional.of(held.map(it -> it.again(now)).orElseGet(() -> new Hold(now, now, true)))
              : held.map(it -> new Hold(it.first(), it.last(), false));
      return new Wait(since, fellBack, soakingSince, soaked, hold);
    }

    // What held a gate counts from then on.
    Duration taken(Instant now) {
      Instant from = held.map(Hold::first).orElse(since);
      return Duration.between(from, now).minus(held.isPresent() ? Duration.ZERO : soaked);
    }
  }

  /**
   * How a workload that was proven before held gates.
   *
   * @param first when it began to for the first time
   * @param last when it began to for the last time
   * @param isNow whether it does now
   */
  private record Hold(Instant first, Instant last, boolean isNow) {
    Hold again(Instant now) {
      return isNow ? this : new Hold(first, now, true);
    }
  }

  /** Of a runner that begins now, with the plan of {@code waves}. */
  Patience(
      World world,
      Waves waves,
      HealthTimeline healthTimeline,
      ExternalActors externalActors,
      InstantSource clock) {
    this.waves = waves;
    this.healthTimeline = healthTimeline;
    this.externalActors = externalActors;
    this.clock = clock;
    this.unseen = Tolerances.blindness(world);
    this.untold = Tolerances.untold(world);
    this.uncounted = Tolerances.unwatched(world).plus(unseen.multipliedBy(2));
    this.countedFrom = ExpectedOutcomes.forgetsProgress(world) ? clock.instant() : Instant.MIN;
  }

  /** It goes on where {@code before} stopped. */
  void continuing(Patience before) {
    before.waits.forEach((ref, wait) -> {
      // What was proven and held no gate since begins anew where it has broken.
      if (!before.proven.contains(ref) || wait.held().isPresent()) {
        waits.put(ref, wait.handedOn(clock.instant()));
      }
    });
  }

  /** Whether it knows of no outage now. */
  void watching(boolean isTrue) {
    isWatching = isTrue;
  }

  /** After a step of the engine that left {@code ref} in {@code state}. */
  void look(WorkloadRef ref, WorkloadState state) {
    Instant now = clock.instant();
    if (state instanceof InFlightState.Soaking) {
      waits.merge(ref, begun(now).soaking(now), (before, _) -> before.soaking(now));
    } else if (state instanceof WorkloadState.Waiting) {
      // A runner that waits to restart it waits for no rollout that another process knew of.
      waits.remove(ref);
    } else if (state instanceof FinalState.Healthy) {
      proven.add(ref);
    } else if (state instanceof InFlightState.Diagnosing) {
      // Its failure is decided; only the reason is still asked for.
      decided.putIfAbsent(ref, now);
    } else if (state instanceof InFlightState.RollingOut rolling) {
      rolling.inspection().pods().ifPresent(pods -> healthTimeline.podsTakenIn(ref, pods));
      Duration timeout = waves.of(ref).health().timeout();
      Wait wait = waits.merge(ref, begun(now), (before, _) -> before.rolling(now, timeout));
      if (isWatching) {
        requireStillInTime(ref, wait, now);
      }
    }
  }

  /** After a step of the engine in which these held gates. */
  void holding(Set<WorkloadRef> holders) {
    if (holders.equals(holding)) {
      return;
    }
    Instant now = clock.instant();
    for (WorkloadRef ref : holding) {
      waits.computeIfPresent(ref, (_, wait) -> wait.holding(holders.contains(ref), now));
    }
    for (WorkloadRef ref : holders) {
      waits.merge(ref, begun(now).holding(true, now), (wait, _) -> wait.holding(true, now));
    }
    holding = holders;
  }

  private static Wait begun(Instant now) {
    return new Wait(now, Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty());
  }

  private void requireStillInTime(WorkloadRef ref, Wait wait, Instant now) {
    HealthPolicy policy = waves.of(ref).health();
    Instant quiet = quietSince(ref, wait);
    if (now.isAfter(quiet.plus(policy.timeout()).plus(uncounted))) {
      throw broken(
          Promise.ENDS,
          "%s stands still since %s, and is waited for longer than %s"
              .formatted(ref, quiet, policy.timeout()));
    }
    Instant since = later(wait.since(), Optional.of(countedFrom));
    Duration taken =
        wait.held()
            .map(hold -> Duration.between(later(hold.last(), Optional.of(since)), now))
            .orElseGet(() -> Duration.between(since, now).minus(wait.soaked()));
    if (policy.total().filter(total -> taken.compareTo(total.plus(uncounted)) > 0).isPresent()) {
      throw broken(Promise.ENDS, "%s has taken %s, and is waited for still".formatted(ref, taken));
    }
  }

  private Instant quietSince(WorkloadRef ref, Wait wait) {
    Instant quiet = wait.fellBack().filter(wait.since()::isBefore).orElse(wait.since());
    quiet = later(quiet, Optional.of(countedFrom));
    quiet = later(quiet, wait.held().map(Hold::last));
    quiet = later(quiet, healthTimeline.movedAt(ref));
    quiet = later(quiet, externalActors.lastDeed(ref));
    return later(quiet, externalActors.lastEviction(ref));
  }

  /**
   * It says that a workload failed: nothing moved for as long as that takes, but for what a runner
   * cannot have been told yet.
   */
  void failed(WorkloadRef ref, FinalState.Failed failed) {
    Instant now = clock.instant();
    HealthPolicy policy = waves.of(ref).health();
    Optional<Instant> movedSince =
        healthTimeline
            .toldToMoveAt(ref)
            .filter(at -> now.plus(unseen).isBefore(at.plus(policy.timeout())))
            .filter(decided.getOrDefault(ref, now).minus(untold)::isAfter);
    if (failed.reason().equals("HealthTimeout") && movedSince.isPresent()) {
      throw broken(
          Promise.TELLS_TRUTH,
          "%s is said to stand still for %s, and moved at %s"
              .formatted(ref, policy.timeout(), movedSince.get()));
    }
    Wait wait = waits.get(ref);
    if (failed.reason().equals("HealthTotal") && wait != null) {
      Duration taken = wait.taken(now);
      if (policy.total().filter(total -> taken.plus(unseen).compareTo(total) >= 0).isEmpty()) {
        throw broken(
            Promise.TELLS_TRUTH,
            "%s is said to take longer than %s, and took %s".formatted(ref, policy.total(), taken));
      }
    }
  }

  private static Instant later(Instant known, Optional<Instant> other) {
    return other.filter(known::isBefore).orElse(known);
  }

  private BrokenPromise broken(Promise promise, String what) {
    return new BrokenPromise(promise, what, clock.instant());
  }
}
