package dev.rollwave.engine;

import dev.rollwave.engine.WaveState.Held;
import dev.rollwave.engine.WaveState.Running;
import dev.rollwave.engine.WorkloadState.Healthy;
import dev.rollwave.engine.WorkloadState.Rereading;
import dev.rollwave.workload.RolloutStatus;
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
 * what has not changed since it was proven costs nothing, what has is proven by its pods, and what
 * is broken holds the wave until it is healthy again, or has failed.
 */
final class HeldGates {
  private HeldGates() {}

  /**
   * A workload for which a wave is held.
   *
   * @param why what is missing there
   */
  private record Holder(Place place, RolloutStatus why) {}

  /**
   * Looks at what those waves depend on of which a workload is about to be restarted. Answers
   * whether any workload failed by it, so that gates may have moved.
   */
  static boolean look(Turn turn) {
    if (!Endings.mayStillRestart(turn) || turn.outage().isPresent()) {
      return false;
    }
    List<Place> changed = changed(turn);
    List<Place> failed = new ArrayList<>();
    for (int wave = 0; wave < turn.waves().size(); wave++) {
      boolean isHeld = turn.waves().get(wave).state() instanceof Held;
      boolean isNeeded = (isHeld || !changed.isEmpty()) && isNeeded(turn, wave);
      if (isNeeded) {
        look(turn, wave, changed, failed);
      } else if (isHeld) {
        lift(turn, wave);
      }
    }
    return !failed.isEmpty();
  }

  /** Whether nothing on which {@code wave} depends has to be proven before a restart in it. */
  static boolean isOpen(Turn turn, int wave) {
    return !(turn.waves().get(wave).state() instanceof Held)
        && changed(turn).stream()
            .filter(place -> turn.order().dependsOn(wave, place.wave()))
            .allMatch(place -> Upkeeps.needsNoProof(turn.state(place)));
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
        for (Place place : changed(turn)) {
          if (turn.order().dependsOn(wave, place.wave())) {
            WorkloadRef ref = turn.workload(place).ref();
            Instant watched = turn.sight().seenUntil(ref, turn.now());
            Upkeeps.leave(turn, place, kept(turn.waves(), ref, watched));
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
  private static List<Place> changed(Turn turn) {
    List<Place> found = new ArrayList<>();
    for (int wave = 0; wave < turn.waves().size(); wave++) {
      WaveProgress progress = turn.waves().get(wave);
      if (!isPassed(progress) || (progress.roster().changed() == 0 && progress.inFlight() == 0)) {
        continue;
      }
      for (int index = 0; index < progress.workloads().size(); index++) {
        WorkloadState state = progress.workloads().get(index).state();
        if (state.isInFlight() || Upkeeps.hasChanged(state)) {
          found.add(new Place(wave, index));
        }
      }
    }
    return found;
  }

  private static boolean isPassed(WaveProgress wave) {
    return wave.state() instanceof WaveState.Released
        || wave.state() instanceof WaveState.CoolingDown;
  }

  private static void look(Turn turn, int wave, List<Place> changed, List<Place> failed) {
    boolean isDue = isDue(turn, wave);
    Set<WorkloadRef> unsure = new HashSet<>();
    List<Holder> holders = new ArrayList<>();
    for (Place place : changed) {
      if (turn.order().dependsOn(wave, place.wave())) {
        switch (Upkeeps.look(turn, place, isDue)) {
          case Upkeeps.Finding.Fit _ -> {}
          case Upkeeps.Finding.Unsure _ -> unsure.add(turn.workload(place).ref());
          case Upkeeps.Finding.Broken(RolloutStatus why) -> holders.add(new Holder(place, why));
          case Upkeeps.Finding.Failed _ -> {
            failed.add(place);
            unsure.add(turn.workload(place).ref());
          }
        }
      }
    }
    if (!holders.isEmpty()) {
      hold(turn, wave, holders, unsure, failed);
    } else if (!unsure.isEmpty()) {
      wait(turn, wave, unsure);
    } else {
      lift(turn, wave);
    }
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
      Map<WorkloadRef, RolloutProgress> times = whileFit(turn, held, unsure);
      turn.becomeWave(wave, held.with(times), UnaryOperator.identity());
    }
  }

  private static void hold(
      Turn turn, int wave, List<Holder> holders, Set<WorkloadRef> unsure, List<Place> failed) {
    Optional<Held> before =
        turn.waves().get(wave).state() instanceof Held held ? Optional.of(held) : Optional.empty();
    Map<WorkloadRef, RolloutProgress> times =
        before.map(held -> whileFit(turn, held, unsure)).orElseGet(TreeMap::new);
    for (Holder holder : holders) {
      if (turn.state(holder.place()) instanceof Healthy healthy) {
        WorkloadRef ref = healthy.last().ref();
        RolloutProgress known =
            before
                .map(held -> held.holders().get(ref))
                .filter(_ -> isSeen(turn, ref))
                .map(it -> goOn(turn, it))
                .orElseGet(() ->
                    RolloutProgress.begin(
                        turn.asked(holder.place()).health(), healthy.last(), turn.now()));
        RolloutProgress time = Upkeeps.seen(healthy, known, turn.now());
        times.put(ref, time);
        if (!turn.now().isBefore(time.deadline())) {
          Upkeeps.overdue(turn, holder.place(), healthy, holder.why(), time);
          failed.add(holder.place());
        }
        turn.wakeBy(Wakeups.earlier(time.deadline(), turn.now().plus(Limits.HELD_LOOK)));
      }
    }
    Holder first = holders.getFirst();
    WorkloadRef by = turn.workload(first.place()).ref();
    Instant since = before.map(Held::since).orElse(turn.now());
    turn.becomeWave(
        wave, new Held(since, by, first.why().message(), times), UnaryOperator.identity());
    if (before.isEmpty()) {
      turn.tell(
          new Happening.GateHeld(turn.waves().get(wave).wave().name(), by, first.why().message()));
    }
  }

  // What nobody can see gets fresh time, until it is given up that it will be seen.
  private static boolean isSeen(Turn turn, WorkloadRef ref) {
    return turn.sight().lossOf(ref).filter(loss -> turn.now().isBefore(loss.giveUpAt())).isEmpty();
  }

  // While one does not hold the wave its time does not count. Of one whose pods are only asked for
  // that is not known yet: its counts may have run ahead of a rollout that has just begun.
  private static Map<WorkloadRef, RolloutProgress> whileFit(
      Turn turn, Held held, Set<WorkloadRef> unsure) {
    Map<WorkloadRef, RolloutProgress> times = new TreeMap<>(held.holders());
    times.replaceAll((ref, time) -> unsure.contains(ref) ? time : time.completed(turn.now()));
    return times;
  }

  private static RolloutProgress goOn(Turn turn, RolloutProgress time) {
    return time.completeSince().isPresent() ? time.fellBack(turn.now()) : time;
  }
}
