package dev.rollwave.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.Command;
import dev.rollwave.engine.Command.PatchRestart;
import dev.rollwave.engine.Happening;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.runner.Observer;
import dev.rollwave.window.WindowStatus;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds a run against its promises after each step, and at each instant at which a stamp is set.
 */
final class Promises implements Observer {
  private final RestartPlan plan;
  private final Truth truth;
  private final InstantSource clock;
  private final Map<WorkloadRef, Wave> waveOf = new HashMap<>();
  private final Map<WorkloadRef, WorkloadState> settled = new HashMap<>();
  private final Map<WorkloadRef, Instant> healthyAt = new HashMap<>();
  private final Map<WorkloadRef, Instant> firstSent = new HashMap<>();
  private final List<Wave> startedNow = new ArrayList<>();
  private final StringBuilder story = new StringBuilder();
  private final Set<WorkloadRef> stamped = new HashSet<>();

  Promises(RestartPlan plan, Truth truth, InstantSource clock) {
    this.plan = plan;
    this.truth = truth;
    this.clock = clock;
    for (Wave wave : plan.waves()) {
      refs(wave).forEach(ref -> waveOf.put(ref, wave));
    }
  }

  static List<WorkloadRef> refs(Wave wave) {
    return wave.workloads().stream().map(selection -> ((ByName) selection).ref()).toList();
  }

  /** At the instant at which the API server writes a stamp. */
  void stamped(WorkloadRef ref) {
    stamped.add(ref);
    assertThat(truth.restartsByTheRun(ref)).as("promise 1: restarts of %s", ref).isEqualTo(1);
    Wave own = wave(ref);
    for (Wave wave : plan.waves()) {
      if (own.dependsOn().contains(wave.name())) {
        for (WorkloadRef dependency : refs(wave)) {
          if (truth.hasPods(dependency)) {
            assertThat(truth.isHealthy(dependency))
                .as("promise 2: %s is healthy when %s is stamped", dependency, ref)
                .isTrue();
          }
        }
      }
    }
    holdsLimit(plan.throttle(), List.copyOf(stamped), "plan");
    holdsLimit(own.throttle(), refs(own), own.name());
  }

  private void holdsLimit(Throttle throttle, List<WorkloadRef> refs, String whose) {
    List<WorkloadRef> inFlight = new ArrayList<>();
    for (WorkloadRef ref : refs) {
      if (stamped.contains(ref) && !settled.containsKey(ref) && !truth.isHealthy(ref)) {
        inFlight.add(ref);
      }
    }
    throttle
        .maxInFlight()
        .ifPresent(most ->
            assertThat(inFlight)
                .as("promise 4: maxInFlight of %s", whose)
                .hasSizeLessThanOrEqualTo(most));
  }

  /** At the instant at which the runner sends something. */
  void sent(Command command) {
    if (!(command instanceof PatchRestart patch)) {
      return;
    }
    assertThat(plan.calendar().at(clock.instant()))
        .as("promise 3: %s is restarted inside a window", patch.ref())
        .isInstanceOf(WindowStatus.Open.class);
    if (firstSent.putIfAbsent(patch.ref(), clock.instant()) == null) {
      startedNow.add(wave(patch.ref()));
      keepsInterval(plan.throttle(), patch.ref(), firstSent.keySet());
      keepsInterval(wave(patch.ref()).throttle(), patch.ref(), refs(wave(patch.ref())));
    }
  }

  private void isCooledDown(Wave wave) {
    for (Wave dependency : plan.waves()) {
      if (wave.dependsOn().contains(dependency.name())) {
        for (WorkloadRef ref : refs(dependency)) {
          // One that was skipped has nothing to cool down from.
          assertThat(healthyAt.getOrDefault(ref, Instant.MIN))
              .as("%s was healthy a cooldown before %s is restarted", ref, wave.name())
              .isBeforeOrEqualTo(clock.instant().minus(dependency.cooldown()));
        }
      }
    }
  }

  private void keepsInterval(Throttle throttle, WorkloadRef ref, Iterable<WorkloadRef> besides) {
    for (WorkloadRef other : besides) {
      Instant before = firstSent.get(other);
      if (before != null && !other.equals(ref)) {
        assertThat(before.plus(throttle.minInterval()))
            .as("promise 4: minInterval between %s and %s", other, ref)
            .isBeforeOrEqualTo(clock.instant());
      }
    }
  }

  /** Everything that happened, line by line. */
  String story() {
    return story.toString();
  }

  @Override
  public void stepped(RunState state, List<Happening> happenings, Instant now) {
    for (Happening happening : happenings) {
      story.append(now).append(' ').append(happening).append('\n');
    }
    for (WaveProgress wave : state.waves()) {
      for (WorkloadProgress workload : wave.workloads()) {
        if (workload.state().isTerminal()) {
          settles(workload.ref(), workload.state());
        }
      }
    }
    // What a step settles it may build on at once, and the loop sends before it tells.
    startedNow.forEach(this::isCooledDown);
    startedNow.clear();
  }

  private void settles(WorkloadRef ref, WorkloadState state) {
    WorkloadState before = settled.putIfAbsent(ref, state);
    if (before != null) {
      assertThat(state).as("a terminal state absorbs").isEqualTo(before);
    } else if (state instanceof WorkloadState.Healthy) {
      healthyAt.put(ref, clock.instant());
      assertThat(truth.isHealthy(ref)).as("promise 5: %s is healthy", ref).isTrue();
    }
  }

  private Wave wave(WorkloadRef ref) {
    Wave wave = waveOf.get(ref);
    if (wave == null) {
      throw new AssertionError(ref + " is not of the plan");
    }
    return wave;
  }
}
