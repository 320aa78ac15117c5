package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.simulation.worlds.world.Waves;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds the restarts of a run against its limits, across all runners that work on it.
 *
 * <p>The limits bind each runner as far as it can know: {@code maxInFlight} counts every workload
 * that was stamped, is not settled, and is not healthy in the cluster, and {@code minInterval} is
 * measured from request to request of one runner, and across a change of runners from the last
 * request that had been applied by then. Left out is only what a runner sends or has sent whose
 * tenure is over, as far as it was not applied before: what a dead one had on its way, and what a
 * stopped one had in its hands or still decides until it learns that its lock is lost. That is
 * neither held against the limits itself, nor counted when its successor restarts something.
 */
final class Throttling {
  private Waves waves;
  private final Truth truth;
  private final InstantSource clock;
  private Duration tolerance = Duration.ZERO;
  private final Map<String, Instant> lastSent = new HashMap<>();
  private final Map<WorkloadRef, Instant> sentAt = new TreeMap<>();
  private final TreeSet<WorkloadRef> stamped = new TreeSet<>();
  private final Set<WorkloadRef> late = new HashSet<>();

  Throttling(Waves waves, Truth truth, InstantSource clock) {
    this.waves = waves;
    this.truth = truth;
    this.clock = clock;
  }

  /** Who works on it goes by this plan, and may be off by so much where it goes on. */
  void bindTo(Waves plan, Duration off) {
    waves = plan;
    tolerance = off;
  }

  /** Another runner continues the run; it can see what was stamped before. */
  void newRunner() {
    lastSent.clear();
    sentAt.keySet().retainAll(stamped);
    // One that was deleted and created again tells no more that it was restarted.
    sentAt.keySet().removeIf(ref -> truth.restartsOfPresent(ref) == 0);
    sentAt.forEach((ref, at) -> {
      lastSent.merge("", at, Throttling::later);
      lastSent.merge(waves.of(ref).name(), at, Throttling::later);
    });
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** A runner that has the run sends a restart that it decided on at {@code now}. */
  void sent(WorkloadRef ref, Instant now) {
    Wave own = waves.of(ref);
    requireInterval("", waves.plan().throttle().minInterval(), ref, now);
    requireInterval(own.name(), own.throttle().minInterval(), ref, now);
    sentAt.put(ref, now);
  }

  // Of a request that is sent again, too: the runner cannot know whether the first one arrived.
  private void requireInterval(String whose, Duration least, WorkloadRef ref, Instant now) {
    Instant before = lastSent.put(whose, now);
    if (before != null && before.plus(least).minus(tolerance).isAfter(now)) {
      throw new BrokenPromise(
          Promise.MIN_INTERVAL,
          "%s is restarted %d ms after another, not %d as %s says"
              .formatted(
                  ref,
                  Duration.between(before, now).toMillis(),
                  least.toMillis(),
                  whose.isEmpty() ? "the plan" : whose),
          now);
    }
  }

  /**
   * The API server writes a stamp of the run, sent by the runner of {@code term}.
   *
   * @param sentAt when that was; what it took for settled then may have broken since
   * @param isForgotten whether its sender has given it up, and restarts others instead
   */
  void stamped(WorkloadRef ref, RunnerTerm term, Instant sentAt, boolean isForgotten) {
    stamped.add(ref);
    if (term.isOver() || isForgotten) {
      late.add(ref);
      return;
    }
    late.remove(ref);
    requireWithinLimit(waves.plan().throttle(), stamped, "the plan", term.invariants(), sentAt);
    Wave own = waves.of(ref);
    requireWithinLimit(own.throttle(), waves.refs(own), own.name(), term.invariants(), sentAt);
  }

  private void requireWithinLimit(
      Throttle throttle,
      Collection<WorkloadRef> refs,
      String whose,
      RunnerInvariants invariants,
      Instant sentAt) {
    if (throttle.hasRoom(refs.size() - 1)) {
      return;
    }
    List<WorkloadRef> found = new ArrayList<>();
    for (WorkloadRef ref : refs) {
      boolean counts =
          stamped.contains(ref)
              && !late.contains(ref)
              && !invariants.settled().hadSettled(ref, sentAt);
      // What another run has restarted since rolls out for that one.
      boolean isItsOwn = truth.restartsOfPresent(ref) > 0 && !truth.isAnothers(ref);
      if (counts && isItsOwn && !truth.isHealthy(ref)) {
        found.add(ref);
      }
    }
    if (!throttle.hasRoom(found.size() - 1)) {
      throw new BrokenPromise(
          Promise.MAX_IN_FLIGHT,
          "in flight against the limit of " + whose + ": " + found,
          clock.instant());
    }
  }
}
