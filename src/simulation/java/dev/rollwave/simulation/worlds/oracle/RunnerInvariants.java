package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.InFlightState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.Wave;
import dev.rollwave.simulation.worlds.environment.ExternalActors;
import dev.rollwave.simulation.worlds.world.Waves;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one runner says and does in each step, held against what is so: a wave that cools down keeps
 * its dependents waiting, a failure halts the run where its plan says so, and nothing is waited for
 * longer than its plan allows. What it says of a workload is held in {@link SettledWorkloads}.
 */
final class RunnerInvariants {
  private final Waves waves;
  private final SettledWorkloads settled;
  private final Unseen unseen;
  private final Patience patience;
  private final InstantSource clock;
  private final Duration tolerance;
  private final List<Wave> startedNow = new ArrayList<>();
  private final List<WorkloadRef> sentNow = new ArrayList<>();
  private final Map<String, Instant> foundHealthy = new HashMap<>();
  private final Instant begun;
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
    this.patience = new Patience(world, waves, healthTimeline, externalActors, clock);
    this.unseen = new Unseen(world, clock.instant());
    this.settled =
        new SettledWorkloads(
            new WorkloadClaims(
                world, waves, truth, healthTimeline, externalActors, clock, tolerance),
            patience,
            unseen,
            clock);
    this.clock = clock;
    this.begun = clock.instant();
    this.tolerance = tolerance;
  }

  /**
   * It continues where {@code before} stopped.
   *
   * @param found what it knows of that, which may lag behind
   */
  void continuing(RunnerInvariants before, Optional<Checkpoint> found) {
    found.ifPresent(checkpoint -> checkpoint.waves().forEach(this::foundWritten));
    settled.continuing(before.settled);
    earlier = Optional.of(before);
    patience.continuing(before.patience);
    isReviving = true;
  }

  private void foundWritten(String wave, WaveProgress.Timeline timeline) {
    timeline.healthy().ifPresent(at -> foundHealthy.put(wave, at));
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
    settled.stepBegins();
    for (int i = 0; i < state.waves().size(); i++) {
      WaveProgress wave = state.waves().get(i);
      if (i >= seen.size() || hasChanged(seen.get(i), wave)) {
        wave.workloads().forEach(workload -> settled.look(workload, isReviving));
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
    // A paused run does not look; what still holds then has its whole time again.
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

  /** What it says of the workloads that have settled. */
  SettledWorkloads settled() {
    return settled;
  }

  /** Of the plan as it has read it. */
  Waves waves() {
    return waves;
  }

  // A wave in which nothing happened is the same object as before; to compare all that is in it
  // would take longer than to look through it.
  @SuppressWarnings("ReferenceEquality")
  private static boolean hasChanged(WaveProgress before, WaveProgress now) {
    return before != now;
  }

  private void requireCooledDown(Wave wave) {
    for (Wave dependency : waves.dependenciesOf(wave)) {
      Instant latest = clock.instant().minus(shortestCooldown(dependency)).plus(tolerance);
      for (WorkloadRef ref : waves.refs(dependency)) {
        if (!settled.hasPassed(ref)) {
          throw broken(Promise.AFTER_DEPENDENCIES, ref + " holds " + wave.name() + " up");
        }
        // One that is skipped has nothing to cool down from, though another runner saw it healthy
        // before it was scaled to 0, and died before it wrote that down.
        if (!settled.isSkipped(ref) && knownHealthyAt(ref, dependency).isAfter(latest)) {
          throw broken(Promise.COOLED_DOWN, ref + " was healthy too late for " + wave.name());
        }
      }
    }
  }

  // A runner that looked at a healthy wave again may have died before it wrote down what it saw.
  private Instant knownHealthyAt(WorkloadRef ref, Wave wave) {
    Instant at = settled.healthyAt(ref);
    return at.isBefore(begun) ? Instants.min(at, foundHealthy.getOrDefault(wave.name(), at)) : at;
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
