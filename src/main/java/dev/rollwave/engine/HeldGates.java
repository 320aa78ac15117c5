package dev.rollwave.engine;

import static dev.rollwave.engine.WaveTraits.HELD;
import static dev.rollwave.engine.WaveTraits.OPEN;
import static dev.rollwave.engine.WaveTraits.STIRRED;

import dev.rollwave.engine.InFlightState.Rereading;
import dev.rollwave.engine.WaveState.Held;
import dev.rollwave.engine.WaveState.Running;
import dev.rollwave.engine.message.GateHold;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Between the instant at which a workload is proven healthy and the one at which what depends on it
 * is restarted lie cooldowns, intervals, pauses, hours. So whatever a wave depends on, directly or
 * over other waves, is looked at again whenever a workload of the wave is about to be restarted:
 * what has not changed since it was proven costs nothing, what has, or is not seen, is proven by
 * its pods, and what is broken holds the wave until it is healthy again, or has failed. What cannot
 * be seen to be healthy holds it too, until it can be seen, or the wave is given up.
 */
final class HeldGates {
  private HeldGates() {}

  /**
   * Looks at the dependencies of each wave that is about to restart a workload. Answers whether any
   * workload failed by it, or a wave was given up, so that gates may have moved.
   */
  static boolean look(StepContext step) {
    if (!Dispatch.mayStillRestart(step) || step.outage().isPresent()) {
      return false;
    }
    List<WorkloadIndex> changed = changed(step);
    List<WorkloadIndex> failed = new ArrayList<>();
    boolean isAnyGivenUp = false;
    RunWaves before = step.waves();
    int trait = changed.isEmpty() ? HELD : OPEN;
    for (int wave = before.next(trait, 0);
        wave < before.size();
        wave = before.next(trait, wave + 1)) {
      boolean isHeld = step.waves().get(wave).state() instanceof Held;
      boolean isNeeded = (isHeld || !changed.isEmpty()) && isNeeded(step, wave);
      if (isNeeded) {
        isAnyGivenUp |= look(step, wave, changed, failed);
      } else if (isHeld) {
        lift(step, wave);
      }
    }
    return isAnyGivenUp || !failed.isEmpty();
  }

  /** Whether nothing that {@code wave} depends on has to be proven before a restart in it. */
  static boolean isOpen(StepContext step, int wave) {
    return !(step.waves().get(wave).state() instanceof Held)
        && changed(step).stream()
            .filter(index -> step.spec().dependsOn(wave, index.wave()))
            .allMatch(index -> Upkeeps.isFit(step.state(index), step.now()));
  }

  /** Nothing was looked at for a while: all that holds a wave gets fresh time. */
  static void renew(StepContext step) {
    for (int wave = 0; wave < step.waves().size(); wave++) {
      if (step.waves().get(wave).state() instanceof Held held) {
        step.becomeWave(wave, held.with(Map.of()), UnaryOperator.identity());
      }
    }
  }

  /** What holds a wave gets as much more time as the process could not look. */
  static void putOff(StepContext step, Duration unseen) {
    for (int wave = 0; wave < step.waves().size(); wave++) {
      if (step.waves().get(wave).state() instanceof Held held) {
        Map<WorkloadRef, RolloutProgress> times = new TreeMap<>(held.holders());
        times.replaceAll((_, time) -> time.unseenFor(unseen, step.now()));
        step.becomeWave(wave, held.with(times), UnaryOperator.identity());
      }
    }
  }

  /** The run ends while waves are held: what holds them was healthy, and is not proven to be. */
  static void leave(StepContext step) {
    for (int wave = 0; wave < step.waves().size(); wave++) {
      if (step.waves().get(wave).state() instanceof Held) {
        for (WorkloadIndex index : changed(step)) {
          if (step.spec().dependsOn(wave, index.wave())) {
            WorkloadRef ref = step.workload(index).ref();
            Instant watched = step.sight().seenUntil(ref, step.now());
            Upkeeps.leave(step, index, kept(step.waves(), ref, watched));
          }
        }
      }
    }
  }

  /**
   * For how long {@code ref}, which was watched until {@code now}, has held any of {@code waves},
   * for the process that continues the run; empty when it holds none. One that held a wave and is
   * well for the moment has as long as if it broke again now.
   */
  static Optional<RolloutProgress.Kept> kept(RunWaves waves, WorkloadRef ref, Instant now) {
    return waves
        .all(HELD)
        .map(WaveProgress::state)
        .filter(Held.class::isInstance)
        .flatMap(held -> Optional.ofNullable(((Held) held).holders().get(ref)).stream())
        .map(time -> (time.completeSince().isPresent() ? time.fellBack(now) : time).kept(now))
        .max(Comparator.comparing(RolloutProgress.Kept::still));
  }

  // One in doubt counts too: it may have to be sent again.
  private static boolean isNeeded(StepContext step, int wave) {
    WaveProgress progress = step.waves().get(wave);
    return (progress.state() instanceof Running || progress.state() instanceof Held)
        && (progress.counted().hasStartable() || isAnyInDoubt(progress));
  }

  private static boolean isAnyInDoubt(WaveProgress wave) {
    return wave.workloadsInFlight().stream().anyMatch(it -> it.state() instanceof Rereading);
  }

  // Of waves that are behind their gate. One that fails is in flight while its pods are asked why.
  private static List<WorkloadIndex> changed(StepContext step) {
    List<WorkloadIndex> found = new ArrayList<>();
    RunWaves waves = step.waves();
    for (int i = waves.next(STIRRED, 0); i < waves.size(); i = waves.next(STIRRED, i + 1)) {
      for (int index : waves.get(i).counted().unsettled()) {
        found.add(new WorkloadIndex(i, index));
      }
    }
    return found;
  }

  // Answers whether the wave was given up.
  private static boolean look(
      StepContext step, int wave, List<WorkloadIndex> changed, List<WorkloadIndex> failed) {
    boolean isDue = isDue(step, wave);
    Set<WorkloadRef> unsure = new HashSet<>();
    List<Holders.Holder> holders = new ArrayList<>();
    for (WorkloadIndex index : changed) {
      if (step.spec().dependsOn(wave, index.wave())) {
        switch (Upkeeps.look(step, index, isDue)) {
          case Finding.Fit _ -> {}
          case Finding.Unsure _ -> unsure.add(step.workload(index).ref());
          case Finding.Holding why -> holders.add(new Holders.Holder(index, why));
          case Finding.Failed _ -> {
            failed.add(index);
            unsure.add(step.workload(index).ref());
          }
        }
      }
    }
    Optional<GateHold> givenUp = Holders.givenUp(step, holders);
    if (givenUp.isPresent()) {
      String who = givenUp.get().by() + ": " + givenUp.get().why();
      Gates.withhold(step, wave, who + "; what depends on it is not restarted");
    } else if (!holders.isEmpty()) {
      Holders.hold(step, wave, holders, unsure, failed);
    } else if (!unsure.isEmpty()) {
      wait(step, wave, unsure);
    } else {
      lift(step, wave);
    }
    return givenUp.isPresent();
  }

  private static void lift(StepContext step, int wave) {
    if (step.waves().get(wave).state() instanceof Held held) {
      step.becomeWave(wave, new Running(), UnaryOperator.identity());
      step.tell(
          new Notification.GateLifted(
              step.waves().get(wave).wave().name(), Duration.between(held.since(), step.now())));
    }
  }

  private static boolean isDue(StepContext step, int wave) {
    WaveProgress progress = step.waves().get(wave);
    return progress.state() instanceof Held
        || Dispatch.hasTurn(step, progress)
        || isAnyInDoubt(progress);
  }

  private static void wait(StepContext step, int wave, Set<WorkloadRef> unsure) {
    step.await(wave);
    if (step.waves().get(wave).state() instanceof Held held) {
      Map<WorkloadRef, RolloutProgress> times = Holders.whileFit(step, held, unsure);
      step.becomeWave(wave, held.with(times), UnaryOperator.identity());
    }
  }
}
