package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.Command;
import dev.rollwave.engine.Command.PatchRestart;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.window.WindowStatus;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds a run against its promises after each step, and at each instant at which a restart is sent
 * or a stamp is set.
 */
final class Promises {
  private static final Duration STILL_ON_ITS_WAY = Duration.ofSeconds(40);

  private final RestartPlan plan;
  private final Waves waves;
  private final Truth truth;
  private final Meddlers meddlers;
  private final InstantSource clock;
  private final InstantSource runner;
  private final Duration tolerance;
  private final Duration blindness;
  private final Map<WorkloadRef, WorkloadState> settled = new HashMap<>();
  private final Map<WorkloadRef, Instant> healthyAt = new HashMap<>();
  private final Map<String, Instant> lastSent = new HashMap<>();
  private final Map<WorkloadRef, Integer> stamps = new TreeMap<>();
  private final TreeSet<WorkloadRef> inFlight = new TreeSet<>();
  private final TreeSet<WorkloadRef> everSent = new TreeSet<>();
  private final List<Wave> startedNow = new ArrayList<>();
  private List<WaveProgress> seen = List.of();
  private boolean isReviving;
  private Instant boundAgain = Instant.MIN;

  Promises(World world, Truth truth, Meddlers meddlers, InstantSource clock, InstantSource runner) {
    this.plan = world.plan();
    this.waves = new Waves(plan);
    this.truth = truth;
    this.meddlers = meddlers;
    this.clock = clock;
    this.runner = runner;
    this.tolerance = Circumstances.clockSteps(world);
    this.blindness = Circumstances.blindness(world);
  }

  /** Another runner goes on; what it believes of the past may lag behind. */
  void newRunner() {
    settled.clear();
    seen = List.of();
    isReviving = true;
    boundAgain = clock.instant();
    for (WorkloadRef ref : everSent) {
      if (!stamps.containsKey(ref)) {
        // What the dead runner sent may still arrive, and nobody who is alive can know of it: until
        // it would have, limits are not held against it.
        boundAgain = clock.instant().plus(STILL_ON_ITS_WAY);
      }
    }
  }

  /** How often each workload was restarted by the run. */
  int stampsOn(WorkloadRef ref) {
    return stamps.getOrDefault(ref, 0);
  }

  /** All restarts. */
  int stamps() {
    return stamps.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** At the instant at which the API server writes a stamp of the run. */
  void stamped(WorkloadRef ref) {
    stamps.merge(ref, 1, Integer::sum);
    // One that was deleted and created again is another workload of the same name.
    if (truth.restartsOfPresent(ref) > 1) {
      throw broken(Promise.ONE_RESTART, ref + " is restarted once more");
    }
    if (!settled.containsKey(ref)) {
      inFlight.add(ref);
    }
    Wave own = waves.of(ref);
    for (Wave dependency : waves.dependenciesOf(own)) {
      for (WorkloadRef other : waves.refs(dependency)) {
        if (!truth.isHealthy(other) && truth.hasPods(other) && !wasChangedSinceProven(other)) {
          throw broken(
              Promise.AFTER_DEPENDENCIES, other + " is not healthy when " + ref + " is stamped");
        }
      }
    }
    if (!clock.instant().isBefore(boundAgain)) {
      holdsLimit(plan.throttle(), List.copyOf(inFlight), "the plan");
      holdsLimit(own.throttle(), waves.refs(own), own.name());
    }
  }

  private void holdsLimit(Throttle throttle, List<WorkloadRef> refs, String whose) {
    if (throttle.hasRoom(refs.size() - 1)) {
      return;
    }
    List<WorkloadRef> found =
        refs.stream()
            .filter(inFlight::contains)
            .filter(ref -> truth.restartsOfPresent(ref) > 0 && !truth.isHealthy(ref))
            .toList();
    if (!throttle.hasRoom(found.size() - 1)) {
      throw broken(Promise.MAX_IN_FLIGHT, "in flight against the limit of " + whose + ": " + found);
    }
  }

  /** At the instant at which the runner sends something. */
  void sent(Command command) {
    if (command instanceof PatchRestart patch) {
      sent(patch);
    }
  }

  private void sent(PatchRestart patch) {
    Instant now = clock.instant();
    Wave own = waves.of(patch.ref());
    // On the runner's clock: it cannot know how far that is from the truth.
    if (!(plan.calendar().at(runner.instant()) instanceof WindowStatus.Open)) {
      throw broken(Promise.INSIDE_WINDOW, patch.ref() + " is restarted");
    }
    keepsInterval("", plan.throttle().minInterval(), now, patch.ref());
    keepsInterval(own.name(), own.throttle().minInterval(), now, patch.ref());
    if (everSent.add(patch.ref())) {
      startedNow.add(own);
    }
  }

  // Of a request that is sent again, too: whether the first one arrived nobody knows.
  private void keepsInterval(String whose, Duration least, Instant now, WorkloadRef ref) {
    Instant before = lastSent.put(whose, now);
    if (before != null
        && !now.isBefore(boundAgain)
        && before.plus(least).minus(tolerance).isAfter(now)) {
      throw broken(
          Promise.MIN_INTERVAL,
          "%s is restarted %d ms after another, not %d as %s says"
              .formatted(
                  ref,
                  Duration.between(before, now).toMillis(),
                  least.toMillis(),
                  whose.isEmpty() ? "the plan" : whose));
    }
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
      inFlight.remove(ref);
      if (state instanceof WorkloadState.Healthy) {
        if (isReviving) {
          healthyAt.putIfAbsent(ref, clock.instant());
        } else {
          healthyAt.put(ref, clock.instant());
        }
        if (!truth.isHealthy(ref) && !isChangedUnseen(ref)) {
          throw broken(Promise.PROVEN, ref + " is called healthy");
        }
      }
    }
  }

  private void isCooledDown(Wave wave) {
    for (Wave dependency : waves.dependenciesOf(wave)) {
      Instant latest = clock.instant().minus(dependency.cooldown()).plus(tolerance);
      for (WorkloadRef ref : waves.refs(dependency)) {
        // One that was skipped has nothing to cool down from.
        if (healthyAt.getOrDefault(ref, Instant.MIN).isAfter(latest)) {
          throw broken(Promise.COOLED_DOWN, ref + " was healthy too late for " + wave.name());
        }
      }
    }
  }

  // What somebody does to a workload that was proven healthy is no longer watched for.
  private boolean wasChangedSinceProven(WorkloadRef ref) {
    return meddlers.lastDeed(ref).isPresent()
        && (settled.get(ref) instanceof WorkloadState.Healthy
            || settled.get(ref) instanceof WorkloadState.Skipped);
  }

  // Nobody sees at once what somebody else does.
  private boolean isChangedUnseen(WorkloadRef ref) {
    return meddlers
        .lastDeed(ref)
        .filter(deed -> deed.isAfter(clock.instant().minus(blindness)))
        .isPresent();
  }

  private BrokenPromise broken(Promise promise, String what) {
    return new BrokenPromise(promise, what, clock.instant());
  }
}
