package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.Command.PatchRestart;
import dev.rollwave.engine.Happening;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.runner.Observer;
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
final class Promises implements Observer {
  private final RestartPlan plan;
  private final Waves waves;
  private final Truth truth;
  private final InstantSource clock;
  private final Map<WorkloadRef, WorkloadState> settled = new HashMap<>();
  private final Map<WorkloadRef, Instant> healthyAt = new HashMap<>();
  private final Map<String, Instant> lastSent = new HashMap<>();
  private final Map<WorkloadRef, Integer> stamps = new TreeMap<>();
  private final TreeSet<WorkloadRef> inFlight = new TreeSet<>();
  private final TreeSet<WorkloadRef> everSent = new TreeSet<>();
  private final List<Wave> startedNow = new ArrayList<>();
  private List<WaveProgress> seen = List.of();

  Promises(RestartPlan plan, Truth truth, InstantSource clock) {
    this.plan = plan;
    this.waves = new Waves(plan);
    this.truth = truth;
    this.clock = clock;
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
    int count = stamps.merge(ref, 1, Integer::sum);
    if (count > 1) {
      throw broken(Promise.ONE_RESTART, ref + " is restarted for the " + count + ". time");
    }
    if (!settled.containsKey(ref)) {
      inFlight.add(ref);
    }
    Wave own = waves.of(ref);
    for (Wave dependency : waves.dependenciesOf(own)) {
      for (WorkloadRef other : waves.refs(dependency)) {
        if (!truth.isHealthy(other) && truth.hasPods(other)) {
          throw broken(
              Promise.AFTER_DEPENDENCIES, other + " is not healthy when " + ref + " is stamped");
        }
      }
    }
    holdsLimit(plan.throttle(), List.copyOf(inFlight), "the plan");
    holdsLimit(own.throttle(), waves.refs(own), own.name());
  }

  private void holdsLimit(Throttle throttle, List<WorkloadRef> refs, String whose) {
    if (throttle.hasRoom(refs.size() - 1)) {
      return;
    }
    List<WorkloadRef> found =
        refs.stream().filter(inFlight::contains).filter(ref -> !truth.isHealthy(ref)).toList();
    if (!throttle.hasRoom(found.size() - 1)) {
      throw broken(Promise.MAX_IN_FLIGHT, "in flight against the limit of " + whose + ": " + found);
    }
  }

  /** At the instant at which the runner sends a restart. */
  void sent(PatchRestart patch) {
    Instant now = clock.instant();
    Wave own = waves.of(patch.ref());
    if (!(plan.calendar().at(now) instanceof WindowStatus.Open)) {
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
    if (before != null && before.plus(least).isAfter(now)) {
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

  @Override
  public void stepped(RunState state, List<Happening> happenings, Instant now) {
    for (int i = 0; i < state.waves().size(); i++) {
      WaveProgress wave = state.waves().get(i);
      if (i >= seen.size() || hasChanged(seen.get(i), wave)) {
        wave.workloads().forEach(this::look);
      }
    }
    seen = state.waves();
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
        healthyAt.put(ref, clock.instant());
        if (!truth.isHealthy(ref)) {
          throw broken(Promise.PROVEN, ref + " is called healthy");
        }
      }
    }
  }

  private void isCooledDown(Wave wave) {
    for (Wave dependency : waves.dependenciesOf(wave)) {
      Instant latest = clock.instant().minus(dependency.cooldown());
      for (WorkloadRef ref : waves.refs(dependency)) {
        // One that was skipped has nothing to cool down from.
        if (healthyAt.getOrDefault(ref, Instant.MIN).isAfter(latest)) {
          throw broken(Promise.COOLED_DOWN, ref + " was healthy too late for " + wave.name());
        }
      }
    }
  }

  private BrokenPromise broken(Promise promise, String what) {
    return new BrokenPromise(promise, what, clock.instant());
  }
}
