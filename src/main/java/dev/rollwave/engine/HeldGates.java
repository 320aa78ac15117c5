package dev.rollwave.engine;

import dev.rollwave.engine.Upkeeps.Finding;
import dev.rollwave.engine.WaveState.Held;
import dev.rollwave.engine.WaveState.Running;
import dev.rollwave.engine.WorkloadState.Rereading;
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
 * its pods, and what is broken holds the wave until it is healthy again, or has failed. What nobody
 * can tell of holds it too, until it can be told, or the wave is given up.
 */
final class HeldGates {
  private HeldGates() {}

  /**
   * Looks at what those waves depend on of which a workload is about to be restarted. Answers
   * whether any workload failed by it, or a wave was given up, so that gates may have moved.
   */
  static boolean look(Turn turn) {
    if (!Endings.mayStillRestart(turn) || turn.outage().isPresent()) {
      return false;
    }
    List<WorkloadIndex> changed = changed(turn);
    List<WorkloadIndex> failed = new ArrayList<>();
    boolean isAnyGivenUp = false;
    for (int wave = 0; wave < turn.waves().size(); wave++) {
      boolean isHeld = turn.waves().get(wave).state() instanceof Held;
      boolean isNeeded = (isHeld || !changed.isEmpty()) && isNeeded(turn, wave);
      if (isNeeded) {
        isAnyGivenUp |= look(turn, wave, changed, failed);
      } else if (isHeld) {
        lift(turn, wave);
      }
    }
    return isAnyGivenUp || !failed.isEmpty();
  }

  /** Whether nothing on which {@code wave} depends has to be proven before a restart in it. */
  static boolean isOpen(Turn turn, int wave) {
    return !(turn.waves().get(wave).state() instanceof Held)
        && changed(turn).stream()
            .filter(index -> turn.order().dependsOn(wave, index.wave()))
            .allMatch(index -> Upkeeps.isFit(turn.state(index), turn.now()));
  }

  /** Nothing was looked at for a while: all that holds a wave gets fresh time. */
  static void renew(Turn turn) {
    for (int wave = 0; wave < turn.waves().size(); wave++) {
      if (turn.waves().get(wave).state() instanceof Held held) {
        turn.becomeWave(wave, held.with(Map.of()), UnaryOperator.identity());
      }
    }
  }

  /** What holds a wave gets as much more time as the process could not look. */
  static void putOff(Turn turn, Duration unseen) {
    for (int wave = 0; wave < turn.waves().size(); wave++) {
      if (turn.waves().get(wave).state() instanceof Held held) {
        Map<WorkloadRef, RolloutProgress> times = new TreeMap<>(held.holders());
        times.replaceAll((_, time) -> time.unseenFor(unseen, turn.now()));
        turn.becomeWave(wave, held.with(times), UnaryOperator.identity());
      }
    }
  }

  /** The run ends while waves are held: what holds them was healthy, and is not proven to be. */
  static void leave(Turn turn) {
    for (int wave = 0; wave < turn.waves().size(); wave++) {
      if (turn.waves().get(wave).state() instanceof Held) {
        for (WorkloadIndex index : changed(turn)) {
          if (turn.order().dependsOn(wave, index.wave())) {
            WorkloadRef ref = turn.workload(index).ref();
            Instant watched = turn.sight().seenUntil(ref, turn.now());
            Upkeeps.leave(turn, index, kept(turn.waves(), ref, watched));
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
  static Optional<RolloutProgress.Kept> kept(
      List<WaveProgress> waves, WorkloadRef ref, Instant now) {
    return waves.stream()
        .map(WaveProgress::state)
        .filter(Held.class::isInstance)
        .flatMap(held -> Optional.ofNullable(((Held) held).holders().get(ref)).stream())
        .map(time -> (time.completeSince().isPresent() ? time.fellBack(now) : time).kept(now))
        .max(Comparator.comparing(RolloutProgress.Kept::still));
  }

  // One in doubt counts too: it may have to be sent again.
  private static boolean isNeeded(Turn turn, int wave) {
    WaveProgress progress = turn.waves().get(wave);
    return (progress.state() instanceof Running || progress.state() instanceof Held)
        && (progress.roster().hasStartable() || isAnyInDoubt(progress));
  }

  private static boolean isAnyInDoubt(WaveProgress wave) {
    return wave.underWay().stream().anyMatch(it -> it.state() instanceof Rereading);
  }

  // Of waves that are behind their gate. One that fails is in flight while its pods are asked why.
  private static List<WorkloadIndex> changed(Turn turn) {
    List<WorkloadIndex> found = new ArrayList<>();
    for (int wave = 0; wave < turn.waves().size(); wave++) {
      WaveProgress progress = turn.waves().get(wave);
      if (!isPassed(progress) || (progress.roster().changed() == 0 && progress.inFlight() == 0)) {
        continue;
      }
      for (int index = 0; index < progress.workloads().size(); index++) {
        WorkloadState state = progress.workloads().get(index).state();
        if (state.isInFlight() || Upkeeps.mayHaveChanged(state)) {
          found.add(new WorkloadIndex(wave, index));
        }
      }
    }
    return found;
  }

  private static boolean isPassed(WaveProgress wave) {
    return wave.state() instanceof WaveState.Released
        || wave.state() instanceof WaveState.CoolingDown;
  }

  // Answers whether the wave was given up.
  private static boolean look(
      Turn turn, int wave, List<WorkloadIndex> changed, List<WorkloadIndex> failed) {
    boolean isDue = isDue(turn, wave);
    Set<WorkloadRef> unsure = new HashSet<>();
    List<Holders.Holder> holders = new ArrayList<>();
    for (WorkloadIndex index : changed) {
      if (turn.order().dependsOn(wave, index.wave())) {
        switch (Upkeeps.look(turn, index, isDue)) {
          case Finding.Fit _ -> {}
          case Finding.Unsure _ -> unsure.add(turn.workload(index).ref());
          case Finding.Holding why -> holders.add(new Holders.Holder(index, why));
          case Finding.Failed _ -> {
            failed.add(index);
            unsure.add(turn.workload(index).ref());
          }
        }
      }
    }
    Optional<WaveState.Hold> givenUp = Holders.givenUp(turn, holders);
    if (givenUp.isPresent()) {
      String who = givenUp.get().by() + ": " + givenUp.get().why();
      Gates.withhold(turn, wave, who + "; what depends on it is not restarted");
    } else if (!holders.isEmpty()) {
      Holders.hold(turn, wave, holders, unsure, failed);
    } else if (!unsure.isEmpty()) {
      wait(turn, wave, unsure);
    } else {
      lift(turn, wave);
    }
    return givenUp.isPresent();
  }

  private static void lift(Turn turn, int wave) {
    if (turn.waves().get(wave).state() instanceof Held held) {
      turn.becomeWave(wave, new Running(), UnaryOperator.identity());
      turn.tell(
          new Happening.GateLifted(
              turn.waves().get(wave).wave().name(), Duration.between(held.since(), turn.now())));
    }
  }

  private static boolean isDue(Turn turn, int wave) {
    WaveProgress progress = turn.waves().get(wave);
    return progress.state() instanceof Held
        || Dispatch.hasTurn(turn, progress)
        || isAnyInDoubt(progress);
  }

  private static void wait(Turn turn, int wave, Set<WorkloadRef> unsure) {
    turn.await(wave);
    if (turn.waves().get(wave).state() instanceof Held held) {
      Map<WorkloadRef, RolloutProgress> times = Holders.whileFit(turn, held, unsure);
      turn.becomeWave(wave, held.with(times), UnaryOperator.identity());
    }
  }
}
